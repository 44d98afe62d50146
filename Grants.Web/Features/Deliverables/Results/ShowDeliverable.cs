using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Grants.Web.Features.Deliverables.Control;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Results;

/// <param name="DeliveredUnits">Of the newest batch, when it passed the checks and isn't decided on.</param>
/// <param name="Payments">Payments that wait for its acceptance.</param>
/// <param name="SampleBefore">The award's sample where it isn't accepted yet and this is another deliverable; null otherwise.</param>
public sealed record DeliverableDetails(
    Guid Id,
    string Code,
    string Title,
    string Description,
    DateOnly DueOn,
    int PromisedUnits,
    decimal AcceptedUnits,
    decimal DeliveredUnits,
    DeliverableStatus Status,
    int Version,
    Guid AwardId,
    string AwardNumber,
    string Organization,
    IReadOnlyList<BatchLine> Batches,
    IReadOnlyList<int> Payments,
    IReadOnlyList<MaterialStanding> Materials,
    string? SampleBefore
)
{
    public BatchLine? Last => Batches.Count == 0 ? null : Batches[0];

    /// <summary>Of all that is promised; empty where materials are counted in different units.</summary>
    public string Unit =>
        Materials
            .Where(m => m.Promised > 0)
            .Select(m => m.Unit)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList()
            is [var only]
            ? only
            : "";
}

public sealed record BatchLine(
    Guid Id,
    int Number,
    BatchStatus Status,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset? CheckedAt,
    int FileCount,
    int ItemCount,
    int ErrorCount,
    int WarningCount,
    int AcceptedItems,
    string? ReturnReason
);

/// <summary>What the person may do with it now; null where nothing hinders.</summary>
public sealed record DeliverableRefusals(
    Refusal? Start,
    Refusal? Submit,
    Refusal? TakeBack,
    Refusal? StopChecks,
    Refusal? BeginControl,
    Refusal? Accept,
    Refusal? AcceptBatch,
    Refusal? AcceptWithException,
    Refusal? AcceptPart,
    Refusal? Return,
    Refusal? Waive
);

/// <summary>One deliverable with its batches, newest first, for both sides.</summary>
public sealed class ShowDeliverable(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <summary>As its grantee sees it.</summary>
    public Task<(DeliverableDetails Details, DeliverableRefusals Refusals)> OwnAsync(
        Guid id,
        CancellationToken cancel
    ) => RunAsync((db, actor) => db.Deliverables.OwnOf(actor, db), id, cancel);

    /// <summary>As staff see it.</summary>
    public Task<(DeliverableDetails Details, DeliverableRefusals Refusals)> RunAsync(
        Guid id,
        CancellationToken cancel
    ) => RunAsync((db, actor) => db.Deliverables.VisibleTo(actor, db), id, cancel);

    private static async Task<decimal> DeliveredAsync(
        GrantsDb db,
        IReadOnlyList<BatchLine> batches,
        CancellationToken cancel
    ) =>
        batches is [{ Status: BatchStatus.Checked, ErrorCount: 0 } newest, ..]
            ? await db.BatchItems.Where(i => i.BatchId == newest.Id).SumAsync(i => i.Units, cancel)
            : 0;

    private async Task<(DeliverableDetails, DeliverableRefusals)> RunAsync(
        Func<GrantsDb, Actor, IQueryable<Deliverable>> visible,
        Guid id,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var deliverable = await visible(db, actor)
            .AsNoTracking()
            .FirstOrNotFoundAsync(d => d.Id == id, "The deliverable", cancel);
        var award = await db
            .Awards.AsNoTracking()
            .FirstAsync(a => a.Id == deliverable.AwardId, cancel);
        var organization = await db
            .Organizations.Where(o => o.Id == deliverable.OrganizationId)
            .Select(o => o.LegalName)
            .FirstAsync(cancel);
        var batches = await BatchesAsync(db, id, cancel);
        var payments = await db
            .Tranches.Where(t =>
                t.AwardId == award.Id && t.Conditions.Any(c => c.DeliverableId == id)
            )
            .OrderBy(t => t.Number)
            .Select(t => t.Number)
            .ToListAsync(cancel);
        var tally = batches is [{ CheckedAt: not null } last, ..]
            ? await db.TallyAsync(last.Id, cancel)
            : default;
        var materials = await db.MaterialsOfAsync(db.Deliverables.Where(d => d.Id == id), cancel);
        return (
            new DeliverableDetails(
                deliverable.Id,
                deliverable.Code,
                deliverable.Title,
                deliverable.Description,
                deliverable.DueOn,
                deliverable.PromisedUnits,
                deliverable.AcceptedUnits,
                await DeliveredAsync(db, batches, cancel),
                deliverable.Status,
                deliverable.Version,
                award.Id,
                award.Number,
                organization,
                batches,
                payments,
                materials,
                await SampleBeforeAsync(db, deliverable, cancel)
            ),
            RefusalsOf(deliverable, award, actor, tally, materials.Any(m => m.Open > 0))
        );
    }

    private static Task<List<BatchLine>> BatchesAsync(
        GrantsDb db,
        Guid id,
        CancellationToken cancel
    ) =>
        db
            .Batches.AsNoTracking()
            .Where(b => b.DeliverableId == id)
            .OrderByDescending(b => b.Number)
            .Select(b => new BatchLine(
                b.Id,
                b.Number,
                b.Status,
                b.SubmittedAt,
                b.CheckedAt,
                b.FileCount,
                b.ItemCount,
                b.ErrorCount,
                b.WarningCount,
                b.AcceptedItems,
                b.ReturnReason
            ))
            .ToListAsync(cancel);

    private static Task<string?> SampleBeforeAsync(
        GrantsDb db,
        Deliverable deliverable,
        CancellationToken cancel
    ) =>
        db
            .Deliverables.Where(d =>
                d.AwardId == deliverable.AwardId
                && d.Id != deliverable.Id
                && d.LooksAtAll
                && d.PromisedUnits > 0
                && d.AcceptedUnits <= 0
                && d.Status != DeliverableStatus.Waived
            )
            .Select(d => d.Code + " " + d.Title)
            .FirstOrDefaultAsync(cancel);

    /// <param name="open">Whether units that are promised are still to come.</param>
    private static DeliverableRefusals RefusalsOf(
        Deliverable deliverable,
        Award award,
        Actor actor,
        ControlTally tally,
        bool open
    ) =>
        new DeliverableRefusals(
            deliverable.CannotDeliver(actor, award, nameof(Deliverable.StartBatch)),
            deliverable.CannotDeliver(actor, award, nameof(Deliverable.SubmitBatch)),
            deliverable.CannotDeliver(actor, award, nameof(Deliverable.TakeBack)),
            deliverable.CannotCheck(actor, nameof(Deliverable.StopChecks)),
            deliverable.CannotCheck(actor, nameof(Deliverable.BeginQualityControl)),
            deliverable.CannotAccept(actor, tally),
            deliverable.CannotAcceptBatch(actor, tally, open),
            deliverable.CannotAcceptWithException(actor, tally),
            deliverable.CannotAcceptPart(actor, tally),
            deliverable.CannotCheck(actor, nameof(Deliverable.ReturnForCorrection)),
            deliverable.CannotCheck(actor, nameof(Deliverable.Waive))
        );
}
