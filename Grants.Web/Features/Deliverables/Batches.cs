using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables;

/// <summary>What the verbs of a delivery load.</summary>
internal sealed record Delivery(Deliverable Deliverable, Award Award, Batch Batch)
{
    /// <summary>Why this person can't send files to it or change its sheet now.</summary>
    public Refusal? CannotChange(Actor actor) =>
        Deliverable.CannotDeliver(actor, Award, nameof(Deliverable.SubmitBatch))
        ?? (
            Batch.Status == BatchStatus.Open
                ? null
                : new Refusal("The batch was handed in, so its files stay as they are.")
        );
}

internal static class Batches
{
    /// <summary>As they were made: of one cell the last counts.</summary>
    public static IQueryable<SheetEdit> InOrder(this IQueryable<SheetEdit> edits) =>
        edits.OrderBy(e => e.At).ThenBy(e => e.Id);

    /// <summary>Batches whose deliverable the person sees.</summary>
    public static IQueryable<Batch> VisibleTo(
        this IQueryable<Batch> batches,
        Actor actor,
        GrantsDb db
    )
    {
        var deliverables = db.Deliverables.VisibleTo(actor, db).Select(d => d.Id);
        return batches.Where(b => deliverables.Contains(b.DeliverableId));
    }

    /// <summary>A batch to be looked at, with its deliverable; neither is tracked.</summary>
    public static async Task<(Batch, Deliverable)> VisibleBatchAsync(
        this GrantsDb db,
        Guid batchId,
        Actor actor,
        CancellationToken cancel
    )
    {
        var batch = await db
            .Batches.AsNoTracking()
            .VisibleTo(actor, db)
            .FirstOrNotFoundAsync(b => b.Id == batchId, "The batch", cancel);
        return (
            batch,
            await db
                .Deliverables.AsNoTracking()
                .FirstAsync(d => d.Id == batch.DeliverableId, cancel)
        );
    }

    /// <summary>The deliverable that a batch is of, to be changed.</summary>
    public static Task<Deliverable> DeliverableOfBatchAsync(
        this GrantsDb db,
        Guid batchId,
        CancellationToken cancel
    ) =>
        db.Deliverables.FirstOrNotFoundAsync(
            d => db.Batches.Any(b => b.Id == batchId && b.DeliverableId == d.Id),
            "The deliverable",
            cancel
        );

    /// <summary>The award that a batch is of, not tracked.</summary>
    public static Task<Award> AwardOfBatchAsync(
        this GrantsDb db,
        Guid batchId,
        CancellationToken cancel
    ) =>
        db
            .Awards.AsNoTracking()
            .FirstAsync(a => db.Batches.Any(b => b.Id == batchId && b.AwardId == a.Id), cancel);

    /// <summary>Names of the files that a batch's items have.</summary>
    /// <param name="rejected">Of the items that are to be delivered again; else of all others.</param>
    public static async Task<IReadOnlySet<string>> FilesOfItemsAsync(
        this GrantsDb db,
        Guid batchId,
        bool rejected,
        CancellationToken cancel
    )
    {
        var fields = await db
            .BatchItems.Where(i => i.BatchId == batchId && i.IsRejected == rejected)
            .Select(i => i.FieldsJson)
            .ToListAsync(cancel);
        return fields.SelectMany(BatchItem.FilesIn).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Deliverables of the person's own organizations.</summary>
    public static IQueryable<Deliverable> OwnOf(
        this IQueryable<Deliverable> deliverables,
        Actor actor,
        GrantsDb db
    )
    {
        var own = actor.OrganizationIds;
        return deliverables.VisibleTo(actor, db).Where(d => own.Contains(d.OrganizationId));
    }

    /// <summary>An open batch to which this person may send files now.</summary>
    public static async Task<Delivery> OpenBatchAsync(
        this GrantsDb db,
        Guid batchId,
        Actor actor,
        CancellationToken cancel
    )
    {
        var batch = await db
            .Batches.VisibleTo(actor, db)
            .FirstOrNotFoundAsync(b => b.Id == batchId, "The batch", cancel);
        var deliverable = await db
            .Deliverables.OwnOf(actor, db)
            .FirstOrNotFoundAsync(d => d.Id == batch.DeliverableId, "The batch", cancel);
        var award = await db.Awards.FirstAsync(a => a.Id == batch.AwardId, cancel);
        var delivery = new Delivery(deliverable, award, batch);
        delivery.CannotChange(actor).ThrowIfAny();
        return delivery;
    }

    /// <summary>What a decision of staff is about: the deliverable and its newest batch.</summary>
    /// <param name="verb">Refused unless this person may do it now.</param>
    public static async Task<(Deliverable, Batch)> ToDecideAsync(
        this GrantsDb db,
        Guid deliverableId,
        string verb,
        Actor actor,
        CancellationToken cancel
    )
    {
        var deliverable = await db
            .Deliverables.VisibleTo(actor, db)
            .FirstOrNotFoundAsync(d => d.Id == deliverableId, "The deliverable", cancel);
        deliverable.CannotCheck(actor, verb).ThrowIfAny();
        return (deliverable, await db.LastBatchAsync(deliverableId, cancel));
    }

    /// <summary>The newest batch, which the verbs of staff are about.</summary>
    public static Task<Batch> LastBatchAsync(
        this GrantsDb db,
        Guid deliverableId,
        CancellationToken cancel
    ) =>
        db
            .Batches.Where(b => b.DeliverableId == deliverableId)
            .OrderByDescending(b => b.Number)
            .FirstOrNotFoundAsync("The batch", cancel);
}
