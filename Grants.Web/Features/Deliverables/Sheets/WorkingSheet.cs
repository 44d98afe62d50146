using Grants.Data;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
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
    /// <summary>Without asking which identifiers belong to other items.</summary>
    /// <returns>Null when the batch has no sheet, or more than one.</returns>
    public static async Task<WorkingSheet?> OfAsync(
        GrantsDb db,
        Guid batchId,
        KeptSheets sheets,
        CancellationToken cancel
    )
    {
        if (await FileAsync(db, batchId, cancel) is not { } file)
            return null;
        var (edits, rules) = await RulesAsync(db, batchId, file.Id, sheets, cancel);
        return new WorkingSheet(file.Id, (await sheets.OpenAsync(file, cancel)).Read(rules), edits);
    }

    /// <summary>With identifiers that belong to other items told as errors.</summary>
    public static async Task<WorkingSheet?> WithTakenAsync(
        GrantsDb db,
        Guid batchId,
        KeptSheets sheets,
        CancellationToken cancel
    )
    {
        if (await FileAsync(db, batchId, cancel) is not { } file)
            return null;
        var (edits, rules) = await RulesAsync(db, batchId, file.Id, sheets, cancel);
        var (sheet, _) = await ReadAsync(
            db,
            batchId,
            await sheets.OpenAsync(file, cancel),
            rules,
            cancel
        );
        return new WorkingSheet(file.Id, sheet, edits);
    }

    public static async Task<BatchFile?> FileAsync(
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
        return OnlySheet(named);
    }

    /// <summary>What the batch's sheet is read by.</summary>
    /// <param name="files">Of the batch, also those that aren't stored yet.</param>
    public static async Task<SheetRules> RulesAsync(
        GrantsDb db,
        Guid batchId,
        IReadOnlyList<BatchFile> files,
        KeptSheets sheets,
        CancellationToken cancel
    )
    {
        var file = OnlySheet(files);
        var (_, rules) = await RulesAsync(db, batchId, file?.Id, sheets, cancel);
        if (file is null)
            return rules;
        try
        {
            return (
                await ReadAsync(db, batchId, await sheets.OpenAsync(file, cancel), rules, cancel)
            ).Rules;
        }
        catch (NotFoundException)
        {
            return rules; // the checks say that it is gone
        }
    }

    private static BatchFile? OnlySheet(IReadOnlyList<BatchFile> files) =>
        files.Where(f => BatchCheck.IsSheet(f.Name)).ToList() is [var file] ? file : null;

    /// <summary>Its identifiers aren't known before it is read, so it is read twice; the second time hardly anything is new.</summary>
    private static async Task<(MetadataSheet Sheet, SheetRules Rules)> ReadAsync(
        GrantsDb db,
        Guid batchId,
        OpenedSheet opened,
        SheetRules rules,
        CancellationToken cancel
    )
    {
        var sheet = opened.Read(rules);
        var taken = await TakenIdentifiers.FindAsync(
            db,
            batchId,
            [.. sheet.Rows.Select(r => r.Identifier).Where(i => i.Length > 0)],
            cancel
        );
        if (taken.Count == 0)
            return (sheet, rules);
        rules = rules with { Taken = taken };
        return (opened.Read(rules), rules);
    }

    private static async Task<(IReadOnlyList<SheetEdit> Edits, SheetRules Rules)> RulesAsync(
        GrantsDb db,
        Guid batchId,
        Guid? fileId,
        KeptSheets sheets,
        CancellationToken cancel
    )
    {
        var edits = fileId is null
            ? []
            : await db
                .SheetEdits.AsNoTracking()
                .Where(e => e.BatchFileId == fileId)
                .InOrder()
                .ToListAsync(cancel);
        var batch = await db
            .Batches.Where(b => b.Id == batchId)
            .Select(b => new
            {
                b.OrganizationId,
                b.DeliverableId,
                Award = db.Awards.Where(a => a.Id == b.AwardId).Select(a => a.Number).First(),
            })
            .FirstAsync(cancel);
        var rules = new SheetRules(MetadataProfile.Core)
        {
            Headings = await db
                .SheetHeadings.AsNoTracking()
                .Where(h => h.OrganizationId == batch.OrganizationId)
                .ToDictionaryAsync(h => h.Heading, h => h.Field, cancel),
            Edits = [.. edits.Select(e => new CellEdit(e.Row, e.Column, e.Text))],
            Names = await sheets.NamesAsync(db, cancel),
            GrantNumber = batch.Award,
            Promised = await db
                .MaterialLines.AsNoTracking()
                .Where(l => l.DeliverableId == batch.DeliverableId)
                .OrderBy(l => l.Number)
                .ToListAsync(cancel),
        };
        return (edits, rules);
    }
}
