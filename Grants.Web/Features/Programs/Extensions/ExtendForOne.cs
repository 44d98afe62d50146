using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Extensions;

/// <param name="ApplicationId">Null for whatever the organization hands in.</param>
public sealed record Applicant(Guid OrganizationId, Guid? ApplicationId);

/// <summary>A later deadline for one applicant, who is told.</summary>
public sealed class ExtendForOne(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    /// <param name="local">In the zone of the call.</param>
    /// <returns>How many people get a mail.</returns>
    public Task<int> RunAsync(
        Guid callId,
        int version,
        Applicant who,
        DateTime local,
        string reason,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            callId,
            version,
            who,
            (call, name, stamp) =>
            {
                var until = Deadline.At(local, call.Zone);
                call.ExtendFor(
                    who.OrganizationId,
                    who.ApplicationId,
                    name,
                    until.Instant,
                    reason.Trim(),
                    stamp
                );
                return to =>
                    ProgramsMails.ExtendedForOne(
                        to,
                        name,
                        call,
                        until,
                        reason.Trim(),
                        site,
                        stamp.At
                    );
            },
            cancel
        );

    /// <summary>Takes the extension back; a later entry says so and the earlier one stays.</summary>
    /// <returns>How many people get a mail.</returns>
    public Task<int> RevokeAsync(
        Guid callId,
        int version,
        Applicant who,
        string reason,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            callId,
            version,
            who,
            (call, name, stamp) =>
            {
                call.RevokeExtension(
                    who.OrganizationId,
                    who.ApplicationId,
                    name,
                    reason.Trim(),
                    stamp
                );
                return to =>
                    ProgramsMails.ExtensionRevoked(to, name, call, reason.Trim(), site, stamp.At);
            },
            cancel
        );

    private async Task<int> ChangeAsync(
        Guid callId,
        int version,
        Applicant who,
        Func<Call, string, Stamp, Func<Recipient, Domain.Notifications.OutgoingMail>> change,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var call = await db.Calls.FirstOrNotFoundAsync(c => c.Id == callId, "The call", cancel);
        db.Expect(call, version);
        var name = await NameAsync(db, call, who, cancel);
        var mail = change(call, name, stamp);
        var told = await db.OfOrganization(who.OrganizationId).ToListAsync(cancel);
        db.Mail.AddRange(told.Select(mail));
        await db.SaveChangesAsync(cancel);
        return told.Count;
    }

    /// <summary>Of the organization, with the application where only one is meant.</summary>
    private static async Task<string> NameAsync(
        GrantsDb db,
        Call call,
        Applicant who,
        CancellationToken cancel
    )
    {
        var organization = await db
            .Organizations.Where(o => o.Id == who.OrganizationId)
            .Select(o => o.LegalName)
            .FirstOrNotFoundAsync("The organization", cancel);
        if (who.ApplicationId is not { } id)
            return organization;
        var application = await db
            .Applications.Where(a =>
                a.Id == id && a.CallId == call.Id && a.OrganizationId == who.OrganizationId
            )
            .Select(a => new { a.Title })
            .FirstOrNotFoundAsync("The application", cancel);
        return application.Title.Length > 0
            ? $"{organization}, {application.Title}"
            : $"{organization}, one application";
    }
}
