using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Grants.Web.Features.Deliverables.Control;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Details;

/// <summary>
/// Staff sign a batch off. In the same save the conditions of payments that waited for it are met, so these become due, and
/// grantee and finance are told. Its items are what the catalog makes records of.
/// </summary>
public sealed class AcceptDeliverable(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    /// <param name="exception">What is excepted and why; null accepts it as it is.</param>
    public async Task RunAsync(Guid deliverableId, string? exception, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var (deliverable, batch) = await db.ToDecideAsync(
            deliverableId,
            nameof(Deliverable.Accept),
            stamp.By,
            cancel
        );
        var tally = await db.TallyAsync(batch.Id, cancel);
        var count = await db.CountAsync(batch, withDefective: exception is not null, cancel);

        if (exception is null)
            deliverable.Accept(batch, tally, count, stamp);
        else
            deliverable.AcceptWithException(batch, tally, count, exception, stamp);
        db.PreservationEvents.Add(
            exception is null
                ? Accession(batch, stamp)
                : PreservationEvent.Decided(batch, "accession", "warning", exception, stamp)
        );
        var due = await MeetConditionsAsync(db, deliverable, stamp, cancel);

        var mails = await db.MailsAsync(deliverable, site, stamp.At, cancel);
        await db.TellGranteeAsync(deliverable, p => mails.Accepted(p, batch, exception), cancel);
        await db.TellFinanceAsync(mails, due, cancel);
        await db.SaveChangesAsync(cancel);
    }

    internal static PreservationEvent Accession(Batch batch, Stamp stamp) =>
        PreservationEvent.Decided(
            batch,
            "accession",
            "success",
            Numbers.Say(batch.AcceptedItems, "item"),
            stamp
        );

    /// <returns>The payments that are due now.</returns>
    internal static async Task<List<Tranche>> MeetConditionsAsync(
        GrantsDb db,
        Deliverable deliverable,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var tranches = await db
            .Tranches.Include(t => t.Conditions)
            .Where(t =>
                t.AwardId == deliverable.AwardId
                && t.Conditions.Any(c =>
                    c.Kind == ConditionKind.DeliverableAccepted && c.DeliverableId == deliverable.Id
                )
            )
            .OrderBy(t => t.Number)
            .ToListAsync(cancel);
        List<Tranche> due = [];
        foreach (var tranche in tranches)
        {
            var before = tranche.Status;
            tranche.Meet(ConditionKind.DeliverableAccepted, deliverable.Id, stamp);
            if (before != tranche.Status)
                due.Add(tranche);
        }
        return due;
    }
}

/// <summary>
/// Staff accept a batch of several. It goes on to the catalog, and the grantee is told that more is awaited; payments wait for
/// the rest.
/// </summary>
public sealed class AcceptBatch(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    public async Task RunAsync(Guid deliverableId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var (deliverable, batch) = await db.ToDecideAsync(
            deliverableId,
            nameof(Deliverable.AcceptBatch),
            stamp.By,
            cancel
        );
        var tally = await db.TallyAsync(batch.Id, cancel);
        var count = await db.CountAsync(batch, withDefective: false, cancel);
        var materials = await db.MaterialsOfAsync(
            db.Deliverables.Where(d => d.Id == deliverableId),
            cancel
        );

        deliverable.AcceptBatch(batch, tally, count, materials.Any(m => m.Open > 0), stamp);
        db.PreservationEvents.Add(AcceptDeliverable.Accession(batch, stamp));
        var mails = await db.MailsAsync(deliverable, site, stamp.At, cancel);
        await db.TellGranteeAsync(
            deliverable,
            p => mails.BatchAccepted(p, batch, materials),
            cancel
        );
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>
/// Staff accept the good items of a batch, which go on to the catalog; the defective ones are to be delivered again. Payments
/// wait until these are accepted as well.
/// </summary>
public sealed class AcceptGoodItems(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    /// <param name="reason">What has to be corrected, beyond what the report says of each item.</param>
    public async Task RunAsync(Guid deliverableId, string reason, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var (deliverable, batch) = await db.ToDecideAsync(
            deliverableId,
            nameof(Deliverable.AcceptPart),
            stamp.By,
            cancel
        );
        var tally = await db.TallyAsync(batch.Id, cancel);
        var count = await db.CountAsync(batch, withDefective: false, cancel);

        deliverable.AcceptPart(batch, tally, count, reason, stamp);
        db.PreservationEvents.Add(
            PreservationEvent.Decided(batch, "accession", "warning", reason, stamp)
        );
        await db.RejectDefectiveAsync(batch, cancel);
        var mails = await db.MailsAsync(deliverable, site, stamp.At, cancel);
        await db.TellGranteeAsync(
            deliverable,
            p => mails.PartlyAccepted(p, batch, tally.Defective, reason),
            cancel
        );
        await db.SaveChangesAsync(cancel);
    }
}

internal static class Counting
{
    /// <summary>Items that people found defective are to be delivered again.</summary>
    public static async Task RejectDefectiveAsync(
        this GrantsDb db,
        Batch batch,
        CancellationToken cancel
    )
    {
        var defective = await db
            .BatchItems.Where(i =>
                i.BatchId == batch.Id
                && db.SampledItems.Any(s => s.BatchItemId == i.Id && s.Verdict == Verdict.Defective)
            )
            .ToListAsync(cancel);
        foreach (var item in defective)
            item.Reject();
    }

    /// <summary>What accepting a batch adds: an item that was accepted with an earlier batch counts once.</summary>
    public static async Task<AcceptedCount> CountAsync(
        this GrantsDb db,
        Batch batch,
        bool withDefective,
        CancellationToken cancel
    )
    {
        var before = db
            .Batches.Where(b =>
                b.DeliverableId == batch.DeliverableId
                && (b.Status == BatchStatus.Accepted || b.Status == BatchStatus.PartlyAccepted)
            )
            .Select(b => b.Id);
        var items = db.BatchItems.Where(i =>
            i.BatchId == batch.Id
            && !db.BatchItems.Any(e =>
                before.Contains(e.BatchId) && e.Identifier == i.Identifier && !e.IsRejected
            )
        );
        if (!withDefective)
            items = items.Where(i =>
                !db.SampledItems.Any(s => s.BatchItemId == i.Id && s.Verdict == Verdict.Defective)
            );
        return new AcceptedCount(
            await items.CountAsync(cancel),
            await items.SumAsync(i => i.Units, cancel)
        );
    }
}
