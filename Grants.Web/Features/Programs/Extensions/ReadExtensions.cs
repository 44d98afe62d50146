using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Extensions;

/// <param name="Until">Null where the entry takes an extension back.</param>
/// <param name="Stands">Nothing later took its place.</param>
public sealed record ExtensionRow(
    int Number,
    Applicant Who,
    string Organization,
    string? Application,
    DateTimeOffset? Until,
    string Reason,
    string By,
    DateTimeOffset At,
    bool Stands
);

/// <param name="Text">Organization, and the application where only one is meant.</param>
public sealed record ApplicantChoice(Applicant Who, string Text);

public sealed record CallExtensions(
    string Call,
    int Version,
    string Zone,
    Deadline? Deadline,
    Refusal? CannotExtend,
    IReadOnlyList<ExtensionRow> Entries,
    IReadOnlyList<ApplicantChoice> Applicants
);

/// <summary>Who got more time in a call, and who could.</summary>
public sealed class ReadExtensions(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<CallExtensions> RunAsync(Guid callId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.ManagePrograms).ThrowIfAny();
        var call = await db
            .Calls.AsNoTracking()
            .FirstOrNotFoundAsync(c => c.Id == callId, "The call", cancel);
        var organizations = await db
            .Organizations.OrderBy(o => o.LegalName)
            .Select(o => new { o.Id, o.LegalName })
            .ToListAsync(cancel);
        var names = organizations.ToDictionary(o => o.Id, o => o.LegalName);
        var drafts = await db
            .Applications.Where(a => a.CallId == callId)
            .Select(a => new
            {
                a.Id,
                a.OrganizationId,
                Name = a.ReferenceNumber
                    ?? (a.Title.Length > 0 ? a.Title : "application without a title"),
                IsOpen = a.Status == ApplicationStatus.Draft
                    || a.Status == ApplicationStatus.AwaitingSignOff
                    || a.Status == ApplicationStatus.Submitted,
            })
            .ToListAsync(cancel);
        var applications = drafts.ToDictionary(d => d.Id, d => d.Name);
        var standing = call.StandingExtensions.ToHashSet();
        return new CallExtensions(
            call.Title,
            call.Version,
            call.Zone,
            call.Deadline,
            call.CannotExtendFor(actor),
            [
                .. call
                    .Extensions.OrderByDescending(e => e.Number)
                    .Select(e => new ExtensionRow(
                        e.Number,
                        new Applicant(e.OrganizationId, e.ApplicationId),
                        names[e.OrganizationId],
                        e.ApplicationId is { } id
                            ? applications.GetValueOrDefault(id, "an application that is gone")
                            : null,
                        e.Until,
                        e.Reason,
                        e.ByName,
                        e.At,
                        standing.Contains(e)
                    )),
            ],
            [
                .. drafts
                    .Where(d => d.IsOpen)
                    .OrderBy(d => names[d.OrganizationId])
                    .Select(d => new ApplicantChoice(
                        new Applicant(d.OrganizationId, d.Id),
                        $"{names[d.OrganizationId]}: {d.Name}"
                    )),
                .. organizations.Select(o => new ApplicantChoice(
                    new Applicant(o.Id, null),
                    $"{o.LegalName}: whatever it hands in"
                )),
            ]
        );
    }
}
