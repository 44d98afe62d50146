using Grants.Data;
using Grants.Domain.Applications;
using Grants.Domain.Awards;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Notifications;
using Grants.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Dashboard.Waiting;

/// <param name="Untold">Decided, and its applicant doesn't know yet.</param>
/// <param name="WithoutAward">Approved, and no award was made of it.</param>
internal sealed record ApplicationCount(
    ApplicationStatus Status,
    int All,
    int Untold,
    int WithoutAward
);

/// <summary>How much of everything is in which state: one query for each kind of record, however many there are.</summary>
internal sealed record Backlog(
    IReadOnlyList<ApplicationCount> Applications,
    IReadOnlyDictionary<ReviewStatus, int> Reviews,
    IReadOnlyDictionary<AwardStatus, int> Awards,
    IReadOnlyDictionary<TrancheStatus, int> Payments,
    IReadOnlyDictionary<DeliverableStatus, int> Deliverables,
    int DraftRecords,
    int DamagedFiles,
    int FailedMail
)
{
    public int Of(params IEnumerable<ApplicationStatus> statuses) =>
        Applications.Where(a => statuses.Contains(a.Status)).Sum(a => a.All);

    public int Of(params IEnumerable<ReviewStatus> statuses) => Sum(Reviews, statuses);

    public int Of(params IEnumerable<AwardStatus> statuses) => Sum(Awards, statuses);

    public int Of(params IEnumerable<TrancheStatus> statuses) => Sum(Payments, statuses);

    public int Of(params IEnumerable<DeliverableStatus> statuses) => Sum(Deliverables, statuses);

    /// <param name="seen">What of each kind counts: everything, or what one person may see or has to do.</param>
    public static async Task<Backlog> ReadAsync(GrantsDb db, Seen seen, CancellationToken cancel) =>
        new(
            await seen
                .Applications.GroupBy(a => a.Status)
                .Select(g => new ApplicationCount(
                    g.Key,
                    g.Count(),
                    g.Count(a => a.NotifiedAt == null),
                    g.Count(a => !db.Awards.Any(w => w.ApplicationId == a.Id))
                ))
                .ToListAsync(cancel),
            await CountAsync(seen.Reviews.GroupBy(r => r.Status), cancel),
            await CountAsync(seen.Awards.GroupBy(a => a.Status), cancel),
            await CountAsync(seen.Payments.GroupBy(t => t.Status), cancel),
            await CountAsync(seen.Deliverables.GroupBy(d => d.Status), cancel),
            await db.CatalogRecords.CountAsync(r => r.Status == CatalogStatus.Draft, cancel),
            await db.BatchFiles.CountAsync(
                f =>
                    f.FixityProblem != null
                    && seen.Deliverables.Any(d =>
                        db.Batches.Any(b => b.Id == f.BatchId && b.DeliverableId == d.Id)
                    ),
                cancel
            ),
            await seen.Mail.CountAsync(m => m.Status == MailStatus.Failed, cancel)
        );

    private static Task<Dictionary<TState, int>> CountAsync<TState, T>(
        IQueryable<IGrouping<TState, T>> groups,
        CancellationToken cancel
    )
        where TState : struct, Enum =>
        groups
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);

    private static int Sum<TState>(
        IReadOnlyDictionary<TState, int> counts,
        IEnumerable<TState> statuses
    )
        where TState : struct, Enum => statuses.Sum(s => counts.GetValueOrDefault(s));
}

/// <summary>What of each kind of record counts.</summary>
internal sealed record Seen(
    IQueryable<Application> Applications,
    IQueryable<Review> Reviews,
    IQueryable<Award> Awards,
    IQueryable<Tranche> Payments,
    IQueryable<Deliverable> Deliverables,
    IQueryable<OutgoingMail> Mail
);
