using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Web.Features.Deliverables.Queue;
using Grants.Web.Shared.NextSteps;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables;

/// <summary>What a grantee delivers next.</summary>
internal sealed class DeliverableSteps(IDbContextFactory<GrantsDb> databases, TimeProvider clock)
    : INextSteps
{
    /// <summary>Later ones are in the list behind it.</summary>
    private const int DaysAhead = 90;

    public async Task<IReadOnlyList<NextStep>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (actor.Organizations.Count == 0)
            return [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var ahead = today.AddDays(DaysAhead);
        var own = await db
            .Deliverables.AsNoTracking()
            .OwnOf(actor, db)
            .Where(d => d.DueOn <= ahead && ListDeliverables.Owed.Contains(d.Status))
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
        return
        [
            .. own.Select(d => new NextStep(
                d.Status is DeliverableStatus.CorrectionNeeded or DeliverableStatus.ValidationFailed
                        ? $"Correct the delivery {d.Code} {d.Title}"
                    : d.Status == DeliverableStatus.PartlyDelivered
                        ? $"Deliver the rest of {d.Code} {d.Title}"
                    : $"Deliver {d.Code} {d.Title}",
                DeliverablesRoutes.My(d.Id)
            )
            {
                About = d.Award,
                DueOn = d.DueOn,
                IsLate = d.DueOn < today,
            }),
        ];
    }
}
