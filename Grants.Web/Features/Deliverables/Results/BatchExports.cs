using Grants.Data;
using Grants.Domain.Inspection.Sheets;
using Grants.Web.Features.Deliverables.Queue;
using Grants.Web.Platform.Csv;
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
                new("Unit", r => r.Unit),
                new("Status", r => r.Status),
                new("Overdue", r => r.Overdue),
            ],
            rows
        );

    /// <summary>As lists call the store.</summary>
    public const string KeptHere = "this product";

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
                new("Technical facts", r => r.Facts),
                new("Kept at", r => r.KeptAt ?? KeptHere),
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
