using Grants.Data;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Web.Features.Deliverables.Results;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Sheets;

/// <summary>
/// The sheet as it stands now, good rows included, with what is wrong beside each row. It can be mended and delivered as it
/// is: the added columns are left out when it is read. Where there is no sheet, or none that can be read, the findings stand
/// alone.
/// </summary>
internal static class AnnotatedSheet
{
    public static async Task<IResult> CsvAsync(
        Guid id,
        ListOfBatch list,
        KeptSheets sheets,
        CancellationToken cancel
    )
    {
        var (name, columns, rows) = await OfAsync(id, list, sheets, cancel);
        return columns.Count == 0
            ? await BatchExports.FindingsAsync(id, list, cancel)
            : new CsvDownload<SheetRow>($"{name}.csv", columns, rows.ToAsyncEnumerable());
    }

    public static async Task<IResult> WorkbookAsync(
        Guid id,
        ListOfBatch list,
        KeptSheets sheets,
        CancellationToken cancel
    )
    {
        var (name, columns, rows) = await OfAsync(id, list, sheets, cancel);
        return columns.Count == 0
            ? await BatchExports.FindingsAsync(id, list, cancel)
            : new XlsxDownload(
                $"{name}.xlsx",
                [
                    new Sheet(
                        "Items",
                        [.. columns.Select((c, i) => Titled(columns, i))],
                        rows.Select(r =>
                            (IReadOnlyList<object?>)[.. columns.Select(c => c.Value(r))]
                        )
                    ),
                ]
            );
    }

    /// <summary>A workbook's columns need different titles; two alike were told as an error anyway.</summary>
    private static string Titled(IReadOnlyList<CsvColumn<SheetRow>> columns, int index)
    {
        var title = columns[index].Title;
        return columns.Take(index).Count(c => c.Title == title) is > 0 and var before
            ? $"{title} ({before + 1})"
            : title;
    }

    private static async Task<(
        string Name,
        IReadOnlyList<CsvColumn<SheetRow>> Columns,
        IReadOnlyList<SheetRow> Rows
    )> OfAsync(Guid id, ListOfBatch list, KeptSheets sheets, CancellationToken cancel)
    {
        await using var db = await list.OpenAsync(id, cancel);
        if (
            await WorkingSheet.WithTakenAsync(db, id, sheets, cancel) is not { Sheet: var sheet }
            || sheet.Rows.Count == 0
        )
            return ("", [], []);
        var said = await SaidAsync(db, id, sheet, cancel);
        return (
            Path.GetFileNameWithoutExtension(sheet.Name).Replace('"', '_') + "-checked",
            [
                .. sheet
                    .Columns.Where(c => c.Use != ColumnUse.Annotation)
                    .Select(c => new CsvColumn<SheetRow>(
                        CsvCell.Of(c.Heading),
                        row => row.Inherited(c) ?? row.Cell(c.Index)
                    )),
                .. Added(sheet),
                new(MetadataProfile.Errors, row => Said(row, FindingSeverity.Error)),
                new(MetadataProfile.Warnings, row => Said(row, FindingSeverity.Warning)),
            ],
            sheet.Rows
        );

        // What is about the whole sheet stands in its first row.
        IEnumerable<string> Places(SheetRow row) =>
            row
                .Files.Prepend(MetadataSheet.PathOf(sheet.Name, row.Number))
                .Concat(row == sheet.Rows[0] ? [sheet.Name] : []);

        string Said(SheetRow row, FindingSeverity severity) =>
            string.Join(
                " ",
                Places(row)
                    .SelectMany(path =>
                        said[path]
                            .Where(f => f.Severity == severity)
                            .Select(f =>
                                row.Files.Contains(path) ? $"{path}: {f.Message}" : f.Message
                            )
                    )
            );
    }

    /// <summary>A sheet that says nothing of rights gets what the award promises, so that it says it itself the next time.</summary>
    private static IEnumerable<CsvColumn<SheetRow>> Added(MetadataSheet sheet) =>
        sheet.Rows.Any(r => r.InheritsRights)
        && sheet.Columns.All(c => c.Field?.Name != MetadataProfile.Rights)
            ?
            [
                new(
                    MetadataProfile.Rights,
                    row => row.InheritsRights ? row.Fields[MetadataProfile.Rights] : ""
                ),
            ]
            : [];

    /// <summary>By place: what the checks wrote down, or how the sheet reads where they haven't run yet.</summary>
    private static async Task<
        ILookup<string, (FindingSeverity Severity, string Message)>
    > SaidAsync(GrantsDb db, Guid id, MetadataSheet sheet, CancellationToken cancel)
    {
        var isChecked = await db.Batches.AnyAsync(b => b.Id == id && b.CheckedAt != null, cancel);
        var findings = isChecked
            ? (await ListOfBatch.Findings(db, id).ToListAsync(cancel)).Select(f =>
                (f.Path, f.Severity, f.Message)
            )
            : sheet.AllFindings.Select(f => (f.Path, f.Severity, f.Message));
        return findings.ToLookup(
            f => f.Path,
            f => (f.Severity, f.Message),
            StringComparer.OrdinalIgnoreCase
        );
    }
}
