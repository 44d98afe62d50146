using Grants.Data;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Plan;

public sealed record PlannedCondition(string Text, bool IsMet);

public sealed record PlannedPayment(
    Guid Id,
    int Number,
    Money Amount,
    DateOnly? ExpectedOn,
    TrancheStatus Status,
    DateOnly? PaidOn,
    IReadOnlyList<PlannedCondition> Conditions
);

public sealed record PlannedDeliverable(
    Guid Id,
    string Code,
    string Title,
    string Description,
    DateOnly DueOn,
    int Promised,
    decimal Accepted,
    DeliverableStatus Status
);

/// <summary>What an award promises and how it is paid, for both sides of it.</summary>
internal static class AwardPlanQueries
{
    public static async Task<IReadOnlyList<PlannedPayment>> PaymentsOfAsync(
        this GrantsDb db,
        Guid awardId,
        CancellationToken cancel
    ) =>
        await db
            .Tranches.AsNoTracking()
            .Where(t => t.AwardId == awardId)
            .OrderBy(t => t.Number)
            .Select(t => new PlannedPayment(
                t.Id,
                t.Number,
                t.Amount,
                t.DueOn,
                t.Status,
                t.PaidOn,
                t.Conditions.OrderBy(c => c.Text)
                    .Select(c => new PlannedCondition(c.Text, c.MetAt != null))
                    .ToList()
            ))
            .ToListAsync(cancel);

    public static async Task<IReadOnlyList<PlannedDeliverable>> DeliverablesOfAsync(
        this GrantsDb db,
        Guid awardId,
        CancellationToken cancel
    ) =>
        await db
            .Deliverables.AsNoTracking()
            .Where(d => d.AwardId == awardId)
            .OrderBy(d => d.Code)
            .Select(d => new PlannedDeliverable(
                d.Id,
                d.Code,
                d.Title,
                d.Description,
                d.DueOn,
                d.PromisedUnits,
                d.AcceptedUnits,
                d.Status
            ))
            .ToListAsync(cancel);
}
