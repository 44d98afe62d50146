using Grants.Data;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Sheets;

/// <param name="Was">What the person saw in the cell.</param>
public readonly record struct CellChange(int Row, int Column, string Was, string Text);

/// <summary>
/// The grantee changes cells of an open batch's sheet: all of them or, when somebody else was faster with one, none. The sheet
/// as it came stays.
/// </summary>
public sealed class EditSheet(
    IDbContextFactory<GrantsDb> databases,
    KeptSheets sheets,
    Caller caller
)
{
    /// <summary>Saves of colleagues in other cells that one's own may meet in a row.</summary>
    private const int Attempts = 5;

    public Task RunAsync(Guid batchId, CellChange change, CancellationToken cancel) =>
        ChangeAsync(batchId, _ => [change], cancel);

    /// <summary>Takes what the checks offer for every cell of a field.</summary>
    public Task AcceptOffersAsync(Guid batchId, string field, CancellationToken cancel) =>
        ChangeAsync(
            batchId,
            sheet =>
                sheet.Columns.FirstOrDefault(c => c.Field?.Name == field) is not { } column
                    ? []
                    :
                    [
                        .. from row in sheet.Rows
                        from finding in row.Findings
                        where finding.Field == field && finding.Offer is not null
                        let was = row.Cell(column.Index)
                        select new CellChange(row.Number, column.Index, was, finding.Offer!),
                    ],
            cancel
        );

    /// <summary>Adds a column for a field that the sheet lacks, with the same text in every row.</summary>
    public Task AddColumnAsync(Guid batchId, string field, string text, CancellationToken cancel) =>
        ChangeAsync(
            batchId,
            sheet =>
            {
                if (sheet.Columns.Any(c => c.Field?.Name == field))
                    throw new RefusedException(
                        new Refusal($"The sheet has a column for {field} by now.")
                    );
                var column = sheet.Columns.Count;
                return
                [
                    new CellChange(sheet.HeadingRow, column, "", field),
                    .. sheet
                        .Rows.Where(_ => text.Length > 0)
                        .Select(r => new CellChange(r.Number, column, r.Cell(column), text)),
                ];
            },
            cancel
        );

    /// <summary>Gives a column whose cells stand under no heading one.</summary>
    public Task NameColumnAsync(
        Guid batchId,
        int column,
        string heading,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            batchId,
            sheet =>
            {
                MustBeWithoutHeading(sheet, column);
                heading = heading.Trim();
                if (heading.Length is 0 or > MetadataProfile.MaxHeading)
                    throw new RefusedException(
                        new Refusal(
                            $"Write a heading of at most {MetadataProfile.MaxHeading} characters."
                        )
                    );
                var key = MetadataProfile.Normalized(heading);
                if (sheet.Columns.Any(c => MetadataProfile.Normalized(c.Heading) == key))
                    throw new RefusedException(
                        new Refusal($"The sheet has a column \"{heading}\" already.")
                    );
                return [new CellChange(sheet.HeadingRow, column, "", heading)];
            },
            cancel
        );

    /// <summary>Empties a column whose cells stand under no heading.</summary>
    public Task ClearColumnAsync(Guid batchId, int column, CancellationToken cancel) =>
        ChangeAsync(
            batchId,
            sheet =>
            {
                MustBeWithoutHeading(sheet, column);
                return
                [
                    .. sheet.Rows.Select(r => new CellChange(r.Number, column, r.Cell(column), "")),
                ];
            },
            cancel
        );

    private static void MustBeWithoutHeading(MetadataSheet sheet, int column)
    {
        if (column < 0 || column >= sheet.Columns.Count)
            throw new NotFoundException("The column");
        if (sheet.Columns[column].Heading is { Length: > 0 } heading)
            throw new RefusedException(
                new Refusal($"The column is called \"{heading}\" by now. Reload the page.")
            );
    }

    private async Task ChangeAsync(
        Guid batchId,
        Func<MetadataSheet, IReadOnlyList<CellChange>> changesOf,
        CancellationToken cancel
    )
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                await TryAsync(batchId, changesOf, cancel);
                return;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                continue; // a colleague saved another cell meanwhile
            }
    }

    private async Task TryAsync(
        Guid batchId,
        Func<MetadataSheet, IReadOnlyList<CellChange>> changesOf,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var (_, _, batch) = await db.OpenBatchAsync(batchId, stamp.By, cancel);
        var working =
            await WorkingSheet.OfAsync(db, batchId, sheets, cancel)
            ?? throw new RefusedException(new Refusal("The batch has no sheet any more."));
        var rows = working.Sheet.Rows.ToDictionary(r => r.Number);
        var changes = changesOf(working.Sheet).Where(c => c.Text != c.Was).ToList();
        if (changes.Count == 0)
            return;
        foreach (var change in changes)
        {
            Check(change, rows, working);
            db.SheetEdits.Add(
                new SheetEdit(
                    working.FileId,
                    new CellEdit(change.Row, change.Column, change.Text),
                    change.Was,
                    stamp
                )
            );
        }
        batch.ChangeSheet(changes.Count, stamp);
        await db.SaveChangesAsync(cancel);
    }

    private static void Check(
        CellChange change,
        Dictionary<int, SheetRow> rows,
        WorkingSheet working
    )
    {
        if (change.Text.Length > SheetEdit.MaxLength)
            throw new RefusedException(
                new Refusal(
                    $"A cell holds {SheetEdit.MaxLength} characters; this has {change.Text.Length}."
                )
            );
        var columns = working.Sheet.Columns;
        if (change.Column < 0 || change.Column > columns.Count)
            throw new NotFoundException("The cell");
        var stands =
            change.Row == working.Sheet.HeadingRow
                ? columns.ElementAtOrDefault(change.Column)?.Heading ?? ""
            : rows.TryGetValue(change.Row, out var row) ? row.Cell(change.Column)
            : throw new NotFoundException("The cell");
        if (stands != change.Was)
            throw new RefusedException(
                new Refusal(
                    $"{By(working, change)} changed this cell meanwhile; it is now \"{stands}\". Reload the page, then change it."
                )
            );
    }

    private static string By(WorkingSheet working, CellChange change) =>
        working.Edits.LastOrDefault(e => e.Row == change.Row && e.Column == change.Column)?.ByName
        ?? "Somebody";
}
