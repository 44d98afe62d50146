using Grants.Data;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Sheets;

/// <summary>The sheet of a batch as it stands now: what came, with the cells that were changed since.</summary>
/// <param name="FileId">Of the batch's file.</param>
internal sealed record WorkingSheet(
    Guid FileId,
    MetadataSheet Sheet,
    IReadOnlyList<SheetEdit> Edits
)
{
    /// <returns>Null when the batch has no sheet, or more than one.</returns>
    public static async Task<WorkingSheet?> OfAsync(
        GrantsDb db,
        Guid batchId,
        IFileStore store,
        CancellationToken cancel
    )
    {
        if (await FileAsync(db, batchId, cancel) is not { } file)
            return null;
        var edits = await EditsAsync(db, [file.Id], cancel);
        var rules = await RulesAsync(db, batchId, edits, cancel);
        await using var content = await store.OpenAsync(file.Sha256, cancel);
        return new WorkingSheet(file.Id, MetadataSheet.Read(content, file.Name, rules), edits);
    }

    public static async Task<BatchFile?> FileAsync(
        GrantsDb db,
        Guid batchId,
        CancellationToken cancel
    ) => await FilesAsync(db, batchId, cancel) is [var file] ? file : null;

    /// <summary>What the batch's sheet is read by.</summary>
    public static async Task<SheetRules> RulesAsync(
        GrantsDb db,
        Guid batchId,
        CancellationToken cancel
    )
    {
        var files = await FilesAsync(db, batchId, cancel);
        return await RulesAsync(
            db,
            batchId,
            await EditsAsync(db, [.. files.Select(f => f.Id)], cancel),
            cancel
        );
    }

    private static async Task<SheetRules> RulesAsync(
        GrantsDb db,
        Guid batchId,
        IReadOnlyList<SheetEdit> edits,
        CancellationToken cancel
    )
    {
        var batch = await db
            .Batches.Where(b => b.Id == batchId)
            .Select(b => new { b.OrganizationId, b.DeliverableId })
            .FirstAsync(cancel);
        return new SheetRules(MetadataProfile.Core)
        {
            Headings = await db
                .SheetHeadings.AsNoTracking()
                .Where(h => h.OrganizationId == batch.OrganizationId)
                .ToDictionaryAsync(h => h.Heading, h => h.Field, cancel),
            Edits = [.. edits.Select(e => new CellEdit(e.Row, e.Column, e.Text))],
            Taken = await TakenAsync(db, batch.OrganizationId, batch.DeliverableId, cancel),
            Names = await NamesAsync(db, cancel),
        };
    }

    /// <summary>Of the organization's other deliverables that were accepted, and of its records in the catalog.</summary>
    private static async Task<Dictionary<string, string>> TakenAsync(
        GrantsDb db,
        Guid organizationId,
        Guid deliverableId,
        CancellationToken cancel
    )
    {
        Dictionary<string, string> taken = new(StringComparer.OrdinalIgnoreCase);
        var records = db
            .CatalogRecords.AsNoTracking()
            .Where(r =>
                r.HoldingInstitutionId == organizationId && r.DeliverableId != deliverableId
            )
            .Select(r => r.Identifier);
        await foreach (var identifier in records.AsAsyncEnumerable().WithCancellation(cancel))
            taken[identifier] = "it has a record in the catalog";
        var items =
            from item in db.BatchItems
            join batch in db.Batches on item.BatchId equals batch.Id
            where
                batch.OrganizationId == organizationId
                && batch.DeliverableId != deliverableId
                && (
                    batch.Status == BatchStatus.Accepted
                    || batch.Status == BatchStatus.PartlyAccepted
                )
                && !item.IsRejected
            join deliverable in db.Deliverables on batch.DeliverableId equals deliverable.Id
            join award in db.Awards on batch.AwardId equals award.Id
            select new
            {
                item.Identifier,
                batch.Number,
                deliverable.Code,
                Award = award.Number,
            };
        await foreach (var item in items.AsAsyncEnumerable().WithCancellation(cancel))
            taken[item.Identifier] = $"batch {item.Number} of {item.Code} ({item.Award})";
        return taken;
    }

    private static async Task<NameIndex> NamesAsync(GrantsDb db, CancellationToken cancel)
    {
        var names = await db
            .KnownNames.AsNoTracking()
            .Select(n => new
            {
                n.Kind,
                n.Name,
                Variants = n.Variants.Select(v => v.Text).ToList(),
            })
            .ToListAsync(cancel);
        return new NameIndex(
            names.SelectMany(n =>
                n.Variants.Prepend(n.Name).Select(w => new NameSpelling(n.Kind, n.Name, w))
            )
        );
    }

    private static async Task<List<BatchFile>> FilesAsync(
        GrantsDb db,
        Guid batchId,
        CancellationToken cancel
    )
    {
        var named = await db
            .BatchFiles.AsNoTracking()
            .Where(f =>
                f.BatchId == batchId
                && (
                    EF.Functions.Like(f.Name, "%.csv")
                    || EF.Functions.Like(f.Name, "%.tsv")
                    || EF.Functions.Like(f.Name, "%.xlsx")
                )
            )
            .OrderBy(f => f.Name)
            .ToListAsync(cancel);
        return [.. named.Where(f => BatchCheck.IsSheet(f.Name))];
    }

    private static async Task<IReadOnlyList<SheetEdit>> EditsAsync(
        GrantsDb db,
        IReadOnlyList<Guid> fileIds,
        CancellationToken cancel
    ) =>
        fileIds.Count == 0
            ? []
            : await db
                .SheetEdits.AsNoTracking()
                .Where(e => fileIds.Contains(e.BatchFileId))
                .OrderBy(e => e.Id)
                .ToListAsync(cancel);
}
