using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Web.Shared.NextSteps;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables;

/// <summary>What a grantee delivers next; for staff, deliveries to check and those that are late.</summary>
internal sealed class DeliverableSteps(IDbContextFactory<GrantsDb> databases, TimeProvider clock)
    : INextSteps
{
    /// <summary>Later ones are in the list behind it.</summary>
    private const int DaysAhead = 90;

    public async Task<IReadOnlyList<NextStep>> RunAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var steps = new List<NextStep>();
        if (actor.Organizations.Count > 0)
            steps.AddRange(await OwnAsync(db, actor, today, cancel));
        if (!actor.May(Permission.CheckDeliverables))
            return steps;
        var all = db.Deliverables.AsNoTracking().VisibleTo(actor, db);
        steps.AddRange(
            NextStep.Of(
                await all.CountAsync(
                    d =>
                        d.Status == DeliverableStatus.Validated
                        || d.Status == DeliverableStatus.UnderQualityControl,
                    cancel
                ),
                "Check",
                "delivery",
                "deliveries",
                DeliverablesRoutes.WaitingForUs
            )
        );
        steps.AddRange(
            NextStep.Of(
                await Owed(all).CountAsync(d => d.DueOn < today, cancel),
                "Ask about",
                "overdue delivery",
                "overdue deliveries",
                DeliverablesRoutes.Overdue
            )
        );
        return steps;
    }

    private static async Task<IEnumerable<NextStep>> OwnAsync(
        GrantsDb db,
        Actor actor,
        DateOnly today,
        CancellationToken cancel
    )
    {
        var ahead = today.AddDays(DaysAhead);
        var own = await Owed(db.Deliverables.AsNoTracking().OwnOf(actor, db))
            .Where(d => d.DueOn <= ahead)
            .OrderBy(d => d.DueOn)
            .ThenBy(d => d.Id)
            .Select(d => new
            {
                d.Id,
                d.Code,
                d.Title,
                d.DueOn,
                d.Status,
                Award = db.Awards.First(a => a.Id == d.AwardId).Number,
            })
            .ToListAsync(cancel);
        return own.Select(d => new NextStep(
            d.Status is DeliverableStatus.CorrectionNeeded or DeliverableStatus.ValidationFailed
                ? $"Correct the delivery {d.Code} {d.Title}"
                : $"Deliver {d.Code} {d.Title}",
            DeliverablesRoutes.My(d.Id)
        )
        {
            About = d.Award,
            DueOn = d.DueOn,
            IsLate = d.DueOn < today,
        });
    }

    /// <summary>Those that the grantee has still to deliver.</summary>
    private static IQueryable<Deliverable> Owed(IQueryable<Deliverable> deliverables) =>
        deliverables.Where(d =>
            d.Status == DeliverableStatus.Planned
            || d.Status == DeliverableStatus.InProgress
            || d.Status == DeliverableStatus.ValidationFailed
            || d.Status == DeliverableStatus.CorrectionNeeded
        );
}
