using Grants.Data;
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
        var files = await FilesAsync(db, batchId, cancel);
        if (files is not [var file])
            return null;
        var edits = await EditsAsync(db, [file.Id], cancel);
        var rules = await RulesAsync(db, batchId, edits, cancel);
        await using var content = store.Open(file.Sha256);
        return new WorkingSheet(file.Id, MetadataSheet.Read(content, file.Name, rules), edits);
    }

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
        var organization = db.Batches.Where(b => b.Id == batchId).Select(b => b.OrganizationId);
        var headings = await db
            .SheetHeadings.AsNoTracking()
            .Where(h => organization.Contains(h.OrganizationId))
            .ToDictionaryAsync(h => h.Heading, h => h.Field, cancel);
        return new SheetRules(MetadataProfile.Core)
        {
            Headings = headings,
            Edits = [.. edits.Select(e => new CellEdit(e.Row, e.Column, e.Text))],
        };
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
