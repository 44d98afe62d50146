using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Kernel;
using Grants.Web.Features.Catalog.Editing;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Intake;

/// <summary>
/// Makes draft records of an accepted deliverable's items, each saved with its images, so that a round that was broken off
/// goes on where it stopped. An identifier that the institution already has in the catalog keeps its record.
/// </summary>
public sealed class CatalogueBatch(
    IDbContextFactory<GrantsDb> databases,
    MakeImages images,
    TimeProvider clock,
    ILogger<CatalogueBatch> logger
)
{
    /// <exception cref="NotFoundException">There is no such deliverable.</exception>
    public async Task RunAsync(Guid deliverableId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var deliverable = await db.Deliverables.FirstOrNotFoundAsync(
            d => d.Id == deliverableId,
            "The deliverable",
            cancel
        );
        var batches = await db
            .Batches.Where(b =>
                b.DeliverableId == deliverableId
                && (b.Status == BatchStatus.Accepted || b.Status == BatchStatus.PartlyAccepted)
                && !b.IsCatalogued
            )
            .OrderBy(b => b.Number)
            .ToListAsync(cancel);
        foreach (var batch in batches)
        {
            await DraftAsync(deliverable, batch.Id, cancel);
            batch.MarkCatalogued();
        }
        // Of what was accepted in part the rest is still to come.
        if (Deliverable.Moves.Cannot(deliverable.Status, nameof(Deliverable.Catalogue)) is null)
            deliverable.Catalogue(
                await db.CatalogRecords.CountAsync(r => r.DeliverableId == deliverableId, cancel),
                Now()
            );
        await db.SaveChangesAsync(cancel);
    }

    private async Task DraftAsync(Deliverable deliverable, Guid batchId, CancellationToken cancel)
    {
        await using var reading = await databases.CreateDbContextAsync(cancel);
        var files = await FilesAsync(reading, batchId, cancel);
        var left = reading
            .BatchItems.AsNoTracking()
            .Where(i =>
                i.BatchId == batchId
                && !i.IsRejected
                && !reading.CatalogRecords.Any(r => r.BatchItemId == i.Id)
            )
            .OrderBy(i => i.Row);
        foreach (var item in await left.ToListAsync(cancel))
            await DraftAsync(deliverable, item, files, cancel);
    }

    private async Task DraftAsync(
        Deliverable deliverable,
        BatchItem item,
        Dictionary<string, BatchMaster> files,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var fields = ItemFields.Of(item);
        var says = fields.ToDescription();
        if (
            await db.IsTakenAsync(deliverable.OrganizationId, says.Identifier, null, cancel)
            is not null
        )
        {
            logger.LogInformation(
                "Item {Item} is in the catalog already and keeps its record",
                item.Id
            );
            return;
        }
        var record = new CatalogRecord(
            await db.FreeSlugAsync(says.Identifier, says.Title, cancel),
            deliverable.OrganizationId,
            says,
            Now()
        )
        {
            AwardId = deliverable.AwardId,
            DeliverableId = deliverable.Id,
            BatchItemId = item.Id,
        };
        await images.AddAsync(
            db,
            record,
            fields.WithholdsPictures(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
                ? []
                : Pictured([.. fields.Files.Where(files.ContainsKey).Select(name => files[name])]),
            fields.AltText,
            Now(),
            cancel
        );
        db.CatalogRecords.Add(record);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The masters, and access copies of those that aren't kept here.</summary>
    private static IReadOnlyList<BatchMaster> Pictured(IReadOnlyList<BatchMaster> files)
    {
        var kept = files.Where(f => f.IsKept).ToList();
        var masters = kept.Where(f => FileRoles.IsMaster(f.Name))
            .Select(f => FileRoles.StemOf(f.Name))
            .ToHashSet();
        return
        [
            .. kept.Where(f =>
                !FileRoles.IsDerived(f.Name)
                || FileRoles.IsAccessCopy(f.Name) && !masters.Contains(FileRoles.StemOf(f.Name))
            ),
        ];
    }

    /// <summary>By name, as sheets name them: case doesn't count.</summary>
    private static Task<Dictionary<string, BatchMaster>> FilesAsync(
        GrantsDb db,
        Guid batchId,
        CancellationToken cancel
    ) =>
        db
            .BatchFiles.AsNoTracking()
            .Where(f => f.BatchId == batchId)
            .Select(f => new BatchMaster(f.Name, f.Sha256, f.KeptAt == null))
            .ToDictionaryAsync(f => f.Name, StringComparer.OrdinalIgnoreCase, cancel);

    private Stamp Now() => new(Actor.System, clock.GetUtcNow());
}
