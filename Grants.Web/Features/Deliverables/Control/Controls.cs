using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Control;

/// <summary>What the verbs of quality control share.</summary>
internal static class Controls
{
    /// <summary>How far the control of a batch is. Before a sample is drawn nothing of it was looked at.</summary>
    public static async Task<ControlTally> TallyAsync(
        this GrantsDb db,
        Guid batchId,
        CancellationToken cancel
    )
    {
        var control = await db
            .QualityControls.Where(c => c.BatchId == batchId)
            .Select(c => new
            {
                c.Id,
                c.Items,
                c.Scope,
            })
            .FirstOrDefaultAsync(cancel);
        if (control is null)
        {
            var items = await db
                .Batches.Where(b => b.Id == batchId)
                .Select(b => b.ItemCount)
                .FirstOrDefaultAsync(cancel);
            return new ControlTally(items, items, 0, 0);
        }
        var seen = await db
            .SampledItems.Where(i => i.QualityControlId == control.Id && i.Verdict != Verdict.Open)
            .GroupBy(i => i.Verdict)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return new ControlTally(
            control.Items,
            control.Scope,
            seen.GetValueOrDefault(Verdict.Good),
            seen.GetValueOrDefault(Verdict.Defective)
        );
    }

    /// <summary>Items of a batch, in the order of its sheet, as a sample is drawn from them.</summary>
    public static IQueryable<ItemToDraw> ToDraw(this IQueryable<BatchItem> items) =>
        items.OrderBy(i => i.Row).Select(i => new ItemToDraw(i.Id, i.Material));

    public static IQueryable<SampledItem> SampledOf(this GrantsDb db, Guid batchId) =>
        db.SampledItems.Where(i =>
            db.QualityControls.Any(c => c.Id == i.QualityControlId && c.BatchId == batchId)
        );

    /// <summary>A deliverable whose batch this person may look through now.</summary>
    public static async Task<Deliverable> InspectableAsync(
        this GrantsDb db,
        Guid batchId,
        Actor actor,
        CancellationToken cancel
    )
    {
        var deliverable = await db
            .Deliverables.VisibleTo(actor, db)
            .FirstOrNotFoundAsync(
                d => db.Batches.Any(b => b.Id == batchId && b.DeliverableId == d.Id),
                "The batch",
                cancel
            );
        deliverable.CannotInspect(actor).ThrowIfAny();
        if ((await db.LastBatchAsync(deliverable.Id, cancel)).Id != batchId)
            throw new RefusedException(new Refusal("A newer batch is under quality control."));
        return deliverable;
    }
}
