using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Notifying;

public sealed record UntoldRow(
    Guid Id,
    string? ReferenceNumber,
    string Title,
    string Organization,
    string Call,
    ApplicationStatus Status
);

/// <summary>Applications with a decision that their applicants haven't been told.</summary>
public sealed class ListUntold(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<Page<UntoldRow>> RunAsync(int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.NotifyApplicants).ThrowIfAny();
        return await (
            from a in db.Applications.AsNoTracking().VisibleTo(actor, db).OfOthers(actor)
            where
                !a.IsTest
                && a.NotifiedAt == null
                && (
                    a.Status == ApplicationStatus.Approved
                    || a.Status == ApplicationStatus.Declined
                    || a.Status == ApplicationStatus.Ineligible
                )
            join o in db.Organizations on a.OrganizationId equals o.Id
            join c in db.Calls on a.CallId equals c.Id
            orderby c.DeadlineAt descending, a.ReferenceNumber, a.Id
            select new UntoldRow(a.Id, a.ReferenceNumber, a.Title, o.LegalName, c.Title, a.Status)
        ).ToPageAsync(page, cancel, size: 50);
    }
}
