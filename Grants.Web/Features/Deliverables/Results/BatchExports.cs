using Grants.Data;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Web.Features.Deliverables.Queue;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Results;

/// <summary>What can be downloaded of deliveries, each under the rule of the page that shows it.</summary>
internal static class BatchExports
{
    public static CsvDownload<DeliverableRow> Deliverables(IAsyncEnumerable<DeliverableRow> rows) =>
        new(
            "deliverables.csv",
            [
                new("Award", r => r.AwardNumber),
                new("Organization", r => r.Organization),
                new("Code", r => r.Code),
                new("Title", r => r.Title),
                new("Due", r => r.DueOn),
                new("Promised", r => r.PromisedUnits),
                new("Accepted", r => r.AcceptedUnits),
                new("Status", r => r.Status),
                new("Overdue", r => r.Overdue),
            ],
            rows
        );

    /// <summary>The columns of the profile with one sample row.</summary>
    public static CsvDownload<MetadataProfile> Template() =>
        new(
            "metadata-template.csv",
            [
                .. MetadataProfile.Core.Fields.Select(f => new CsvColumn<MetadataProfile>(
                    f.Name,
                    _ => f.Example
                )),
            ],
            new[] { MetadataProfile.Core }.ToAsyncEnumerable()
        );

    public static async Task<IResult> FindingsAsync(
        Guid id,
        ListOfBatch list,
        CancellationToken cancel
    ) =>
        new CsvDownload<FindingRow>(
            "findings.csv",
            [
                new("Severity", r => r.Severity),
                new("Where", r => r.Path),
                new("What", r => r.Message),
                new("Expected", r => r.Expected),
                new("Found", r => r.Found),
                new("Rule", r => r.Rule),
                new("Code", r => r.Code),
            ],
            RowsAsync(await list.OpenAsync(id, cancel), db => ListOfBatch.Findings(db, id))
        );

    public static async Task<IResult> FilesAsync(
        Guid id,
        ListOfBatch list,
        CancellationToken cancel
    ) =>
        new CsvDownload<FileRow>(
            "files.csv",
            [
                new("Name", r => r.Name),
                new("Bytes", r => r.Size),
                new("SHA-256", r => r.Sha256),
                new("Format", r => r.Format),
                new("Width", r => r.Width),
                new("Height", r => r.Height),
            ],
            RowsAsync(await list.OpenAsync(id, cancel), db => ListOfBatch.Files(db, id))
        );

    public static async Task<IResult> EventsAsync(
        Guid id,
        ListOfBatch list,
        CancellationToken cancel
    ) =>
        new CsvDownload<EventRow>(
            "events.csv",
            [
                new("At", r => r.At),
                new("Event", r => r.Type),
                new("Outcome", r => r.Outcome),
                new("Object", r => r.Subject),
                new("Detail", r => r.Detail),
                new("Agent", r => r.Agent),
            ],
            RowsAsync(await list.OpenAsync(id, cancel), db => ListOfBatch.Events(db, id))
        );

    /// <summary>
    /// The sheet as it came, good rows included, with what is wrong beside each row. It can be mended and delivered as it is: the
    /// added columns are left out when it is read. Where there is no sheet, or none that can be read, the findings stand alone.
    /// </summary>
    public static async Task<IResult> AnnotatedSheetAsync(
        Guid id,
        ListOfBatch list,
        IFileStore store,
        CancellationToken cancel
    )
    {
        await using var db = await list.OpenAsync(id, cancel);
        var files = await ListOfBatch.Files(db, id).ToListAsync(cancel);
        if (files.FirstOrDefault(f => BatchCheck.IsSheet(f.Name)) is not { } file)
            return await FindingsAsync(id, list, cancel);
        await using var content = store.Open(file.Sha256);
        var sheet = MetadataSheet.Read(content, file.Name, MetadataProfile.Core);
        if (sheet.Rows.Count == 0)
            return await FindingsAsync(id, list, cancel);
        var said = (await ListOfBatch.Findings(db, id).ToListAsync(cancel)).ToLookup(
            f => f.Path,
            StringComparer.OrdinalIgnoreCase
        );
        var columns = sheet
            .Headings.Select((heading, i) => (heading, i))
            .Where(c => !MetadataProfile.IsAnnotation(c.heading))
            .Select(c => new CsvColumn<SheetRow>(
                CsvCell.Of(c.heading),
                row => c.i < row.Cells.Count ? row.Cells[c.i] : ""
            ))
            .Append(new(MetadataProfile.Errors, row => Said(row, FindingSeverity.Error)))
            .Append(new(MetadataProfile.Warnings, row => Said(row, FindingSeverity.Warning)));
        return new CsvDownload<SheetRow>(
            $"{Path.GetFileNameWithoutExtension(file.Name)}-checked.csv".Replace('"', '_'),
            [.. columns],
            sheet.Rows.ToAsyncEnumerable()
        );

        // What is about the whole sheet stands in its first row.
        IEnumerable<string> Places(SheetRow row) =>
            row
                .Files.Prepend(MetadataSheet.PathOf(file.Name, row.Number))
                .Concat(row == sheet.Rows[0] ? [file.Name] : []);

        string Said(SheetRow row, FindingSeverity severity) =>
            string.Join(
                " ",
                Places(row)
                    .SelectMany(path =>
                        said[path]
                            .Where(f => f.Severity == severity)
                            .Select(f =>
                                f.Path == path && row.Files.Contains(path)
                                    ? $"{path}: {f.Message}"
                                    : f.Message
                            )
                    )
            );
    }

    private static async IAsyncEnumerable<T> RowsAsync<T>(
        GrantsDb db,
        Func<GrantsDb, IQueryable<T>> rows
    )
    {
        await using (db)
            await foreach (var row in rows(db).AsAsyncEnumerable())
                yield return row;
    }
}
