using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Sheets;

/// <summary>Which rows of a sheet are shown.</summary>
public enum RowsShown
{
    All,
    Errors,
    Warnings,
}

/// <param name="Was">What came, where somebody changed it since.</param>
/// <param name="By">Who changed it last.</param>
/// <param name="Inherited">What holds in it without being typed, or null.</param>
public sealed record SheetCellView(
    int Row,
    SheetColumn Column,
    string Text,
    IReadOnlyList<Finding> Findings,
    string? Was,
    string? By,
    string? Inherited
);

/// <param name="Findings">What is about the row and no one cell of it.</param>
public sealed record SheetRowView(
    int Number,
    IReadOnlyList<SheetCellView> Cells,
    IReadOnlyList<Finding> Findings
);

/// <param name="Field">Of the profile.</param>
/// <param name="Count">Cells that have an offer.</param>
public sealed record SheetOffers(string Field, int Count);

/// <param name="Name">Of the sheet's file; null when there is none, or more than one.</param>
/// <param name="Findings">About the sheet as such.</param>
/// <param name="Counts">How many rows each choice shows.</param>
public sealed record SheetView(
    BatchOfSheet Batch,
    string? Name,
    IReadOnlyList<SheetColumn> Columns,
    Page<SheetRowView> Rows,
    IReadOnlyList<Finding> Findings,
    IReadOnlyDictionary<RowsShown, int> Counts,
    IReadOnlyList<SheetOffers> Offers
);

/// <param name="IsOwn">Whether it is of the person's own organization.</param>
/// <param name="CannotChange">Why its cells can't be changed now.</param>
public sealed record BatchOfSheet(
    Guid Id,
    Guid DeliverableId,
    string Deliverable,
    int Number,
    bool IsOwn,
    Refusal? CannotChange
);

/// <summary>A batch's sheet as it would be read now, a page of rows at a time. Nothing is stored by looking.</summary>
public sealed class ShowSheet(
    IDbContextFactory<GrantsDb> databases,
    KeptSheets sheets,
    Caller caller
)
{
    private const int PageSize = 25;

    /// <returns>Which file of the batch is its one sheet, or null.</returns>
    public async Task<Guid?> FileAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var batch = await BatchAsync(db, batchId, cancel);
        return await WorkingSheet.FileAsync(db, batch.Id, cancel) is { } file ? file.Id : null;
    }

    /// <param name="keep">Rows to show again although they may be mended by now; null for a page anew.</param>
    public async Task<SheetView> RunAsync(
        Guid batchId,
        RowsShown show,
        int page,
        IReadOnlyList<int>? keep,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var batch = await BatchAsync(db, batchId, cancel);
        if (await WorkingSheet.WithTakenAsync(db, batchId, sheets, cancel) is not { } working)
            return new SheetView(
                batch,
                null,
                [],
                new Page<SheetRowView>([], 1, PageSize, 0),
                [],
                new Dictionary<RowsShown, int>(),
                []
            );
        var sheet = batch.CannotChange is null
            ? await WithFilesAsync(db, batchId, working.Sheet, cancel)
            : working.Sheet;
        var shown = sheet.Rows.Where(r => Has(r, show)).ToList();
        var number = Math.Clamp(page, 1, Math.Max(1, (shown.Count + PageSize - 1) / PageSize));
        var rows = keep is null
            ? shown.Skip((number - 1) * PageSize).Take(PageSize)
            : sheet.Rows.Where(r => keep.Contains(r.Number));
        var columns = sheet.Columns.Where(c => IsShown(c, sheet)).ToList();
        var edits = working.Edits.ToLookup(e => (e.Row, e.Column));
        return new SheetView(
            batch,
            sheet.Name,
            sheet.Columns,
            new Page<SheetRowView>(
                [.. rows.Select(r => View(r, columns, edits))],
                number,
                PageSize,
                shown.Count
            ),
            sheet.Findings,
            Enum.GetValues<RowsShown>().ToDictionary(s => s, s => sheet.Rows.Count(r => Has(r, s))),
            [
                .. sheet
                    .Rows.SelectMany(r => r.Findings)
                    .Where(f => f.Offer is not null)
                    .GroupBy(f => f.Field!)
                    .Select(g => new SheetOffers(g.Key, g.Count())),
            ]
        );
    }

    private async Task<BatchOfSheet> BatchAsync(GrantsDb db, Guid batchId, CancellationToken cancel)
    {
        var actor = await caller.ActorAsync(cancel);
        var (batch, deliverable) = await db.VisibleBatchAsync(batchId, actor, cancel);
        var award = await db.Awards.AsNoTracking().FirstAsync(a => a.Id == batch.AwardId, cancel);
        return new BatchOfSheet(
            batchId,
            deliverable.Id,
            $"{deliverable.Code} {deliverable.Title}",
            batch.Number,
            actor.BelongsTo(deliverable.OrganizationId),
            new Delivery(deliverable, award, batch).CannotChange(actor)
        );
    }

    /// <summary>While files are still coming, what hasn't come yet is only to be looked at.</summary>
    private static async Task<MetadataSheet> WithFilesAsync(
        GrantsDb db,
        Guid batchId,
        MetadataSheet sheet,
        CancellationToken cancel
    )
    {
        var arrived = await db
            .BatchFiles.Where(f => f.BatchId == batchId)
            .Select(f => f.Name)
            .ToListAsync(cancel);
        var objects = arrived
            .Where(n => !BatchCheck.IsSheet(n) && !BatchCheck.IsManifest(n))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var named = sheet.Rows.SelectMany(r => r.Files).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unnamed = objects.Where(n => !named.Contains(n)).Order().ToList();
        return sheet with
        {
            Rows = [.. sheet.Rows.Select(r => WithFiles(r, sheet.Name, objects))],
            Findings =
                unnamed.Count == 0
                    ? sheet.Findings
                    :
                    [
                        .. sheet.Findings,
                        new Finding(
                            FindingCodes.FileNotInSheet,
                            FindingSeverity.Warning,
                            sheet.Name,
                            $"Sent and named by no row: {Shown.Some(unnamed)}. Add them to the rows of their items, or take them out of the batch."
                        ),
                    ],
        };
    }

    private static SheetRow WithFiles(SheetRow row, string sheet, HashSet<string> arrived)
    {
        var missing = row.Files.Where(f => !arrived.Contains(f)).ToList();
        return missing.Count == 0
            ? row
            : row with
            {
                Findings =
                [
                    .. row.Findings,
                    new Finding(
                        FindingCodes.FileMissing,
                        FindingSeverity.Warning,
                        MetadataSheet.PathOf(sheet, row.Number),
                        $"Not sent yet: {Shown.Some(missing)}.",
                        Field: MetadataProfile.Files
                    ),
                ],
            };
    }

    private static bool Has(SheetRow row, RowsShown show) =>
        show switch
        {
            RowsShown.Errors => row.Findings.Any(f => f.Severity == FindingSeverity.Error),
            RowsShown.Warnings => row.Findings.Any(f => f.Severity == FindingSeverity.Warning),
            _ => true,
        };

    private static bool IsShown(SheetColumn column, MetadataSheet sheet) =>
        column.Heading.Length > 0
            ? column.Use != ColumnUse.Annotation
            : sheet.Rows.Any(r => !string.IsNullOrWhiteSpace(r.Cell(column.Index)));

    private static SheetRowView View(
        SheetRow row,
        IReadOnlyList<SheetColumn> columns,
        ILookup<(int, int), SheetEdit> edits
    )
    {
        var fields = columns.Where(c => c.Field is not null).Select(c => c.Field!.Name).ToHashSet();
        return new SheetRowView(
            row.Number,
            [
                .. columns.Select(c =>
                    Cell(
                        row,
                        c,
                        columns.First(o => o.Field == c.Field) == c,
                        edits[(row.Number, c.Index)]
                    )
                ),
            ],
            [.. row.Findings.Where(f => f.Field is null || !fields.Contains(f.Field))]
        );
    }

    private static SheetCellView Cell(
        SheetRow row,
        SheetColumn column,
        bool isFirst,
        IEnumerable<SheetEdit> edits
    )
    {
        var (first, last) = (edits.FirstOrDefault(), edits.LastOrDefault());
        var text = row.Cell(column.Index);
        return new SheetCellView(
            row.Number,
            column,
            text,
            column.Field is { } field && isFirst
                ? [.. row.Findings.Where(f => f.Field == field.Name)]
                : [],
            first is null || first.Was == text ? null : first.Was,
            last?.ByName,
            row.Inherited(column)
        );
    }
}
