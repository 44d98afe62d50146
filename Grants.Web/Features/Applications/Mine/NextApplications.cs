using Grants.Data;
using Grants.Domain.Applications;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Mine;

/// <param name="CanBeHandedIn">Whether the call is open at this moment.</param>
public sealed record DraftStep(
    Guid Id,
    string Title,
    string Call,
    DateTimeOffset DeadlineAt,
    string Zone,
    bool CanBeHandedIn
);

public sealed record PendingStep(
    Guid Id,
    string Title,
    string? ReferenceNumber,
    PublicStatus Status
);

/// <summary>What waits for the applicant, and what they wait for.</summary>
public sealed record NextApplications(
    DateTimeOffset Now,
    bool HasOrganization,
    IReadOnlyList<DraftStep> Drafts,
    IReadOnlyList<PendingStep> Pending
);

public sealed class FindNextApplications(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <summary>The list behind it has them all.</summary>
    private const int Shown = 10;

    public async Task<NextApplications> RunAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var own = db.Applications.AsNoTracking().OfMine(stamp.By);
        var drafts = await (
            from a in own
            where a.Status == ApplicationStatus.Draft
            join c in db.Calls on a.CallId equals c.Id
            orderby c.DeadlineAt, a.Id
            select new
            {
                a.Id,
                a.Title,
                Call = c,
            }
        )
            .Take(Shown)
            .ToListAsync(cancel);
        var pending = await own.Where(a =>
                a.Status != ApplicationStatus.Draft && a.Status != ApplicationStatus.Withdrawn
            )
            .OrderByDescending(a => a.SubmittedAt)
            .ThenBy(a => a.Id)
            .Take(Shown)
            .Select(a => new PendingStep(
                a.Id,
                a.Title,
                a.ReferenceNumber,
                PublicStatuses.Of(a.Status, a.NotifiedAt != null)
            ))
            .ToListAsync(cancel);
        return new NextApplications(
            stamp.At,
            stamp.By.Organizations.Count > 0,
            [
                .. drafts.Select(d => new DraftStep(
                    d.Id,
                    d.Title.Length > 0 ? d.Title : "New application",
                    d.Call.Title,
                    d.Call.DeadlineAt,
                    d.Call.Zone,
                    d.Call.CannotApply(stamp.At) is null
                )),
            ],
            pending
        );
    }
}
