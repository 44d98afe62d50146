using System.Runtime.CompilerServices;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection.Sheets;
using Grants.Web.Features.Deliverables.Control;
using Grants.Web.Features.Deliverables.Results;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Imaging;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Report;

/// <param name="FileId">Batch file that it is seen on, or null.</param>
public sealed record ReportedDefect(
    DefectKind Kind,
    Guid? FileId,
    string? FileName,
    string? Sha256,
    Mark? Mark,
    string Note
)
{
    public DefectWords Words => Defects.Of(Kind);

    /// <summary>"ajhs_0001.tif, upper left", or "" where it is about the whole item.</summary>
    public string Where =>
        string.Join(", ", new[] { FileName, Mark?.Place }.Where(part => part is not null));
}

/// <param name="Row">Of the sheet.</param>
public sealed record ReportedItem(
    int Row,
    string Identifier,
    string Title,
    IReadOnlyList<ReportedDefect> Defects
);

/// <param name="Reason">What staff asked to be corrected, or null.</param>
public sealed record ReportFacts(
    string Deliverable,
    string AwardNumber,
    string Organization,
    int BatchNumber,
    BatchStatus Status,
    string? Reason,
    ControlTally Tally,
    int? Seed,
    DateTimeOffset? BeganAt,
    string? BeganBy
);

/// <summary>
/// What people found in a batch: each defective item, where, and what to do about it. Both sides read the same; only people who
/// see the batch.
/// </summary>
public sealed class ShowReport(IDbContextFactory<GrantsDb> databases, ListOfBatch list)
{
    /// <summary>More don't fit on paper that anybody reads; the sheet names them all.</summary>
    private const int MostPrinted = 500;

    public async Task<Page<ReportedItem>> ItemsAsync(
        Guid batchId,
        int page,
        CancellationToken cancel
    )
    {
        await using var db = await list.OpenAsync(batchId, cancel);
        var items = await Defective(db, batchId).ToPageAsync(page, cancel);
        return new Page<ReportedItem>(
            await WithDefectsAsync(db, items.Rows, cancel),
            items.Number,
            items.Size,
            items.Total
        );
    }

    /// <returns>What is printed, and how many defective items aren't.</returns>
    public async Task<(
        ReportFacts Facts,
        IReadOnlyList<ReportedItem> Items,
        int Left
    )> PrintedAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await list.OpenAsync(batchId, cancel);
        var items = await Defective(db, batchId).ToPageAsync(1, cancel, MostPrinted);
        return (
            await FactsAsync(db, batchId, cancel),
            await WithDefectsAsync(db, items.Rows, cancel),
            items.Total - items.Rows.Count
        );
    }

    /// <summary>
    /// A sheet to be mended and delivered: of a batch that was accepted in part the defective items, otherwise all. What is wrong
    /// stands in the column that is left out when it is read.
    /// </summary>
    public async Task<IResult> SheetAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await list.OpenAsync(batchId, cancel);
        var batch = await db.Batches.AsNoTracking().FirstAsync(b => b.Id == batchId, cancel);
        return new CsvDownload<ReturnedRow>(
            $"batch-{batch.Number}-returned.csv",
            [
                .. MetadataProfile.Core.Fields.Select(f => new CsvColumn<ReturnedRow>(
                    f.Name,
                    row => row.Fields.GetValueOrDefault(f.Name, "")
                )),
                new(MetadataProfile.Errors, row => row.Said),
            ],
            ReturnedAsync(batch, cancel)
        );
    }

    private sealed record ReturnedRow(Dictionary<string, string> Fields, string Said);

    private async IAsyncEnumerable<ReturnedRow> ReturnedAsync(
        Batch batch,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var defects = await db.SampledOf(batch.Id)
            .AsNoTracking()
            .Where(i => i.Verdict == Verdict.Defective)
            .Include(i => i.Defects)
            .ToDictionaryAsync(i => i.BatchItemId, i => i.Defects, cancel);
        var items = db.BatchItems.AsNoTracking().Where(i => i.BatchId == batch.Id);
        if (batch.Status == BatchStatus.PartlyAccepted)
            items = items.Where(i => i.IsRejected);
        await foreach (
            var item in items.OrderBy(i => i.Row).AsAsyncEnumerable().WithCancellation(cancel)
        )
            yield return new ReturnedRow(
                BatchItem.FieldsIn(item.FieldsJson),
                string.Join(" ", defects.GetValueOrDefault(item.Id, []).Select(Said))
            );
    }

    private static string Said(Defect defect)
    {
        var words = Defects.Of(defect.Kind);
        return $"{words.Name}{(defect.Mark is null ? "" : $" ({defect.Mark.Place})")}: {(defect.Note.Length > 0 ? $"{defect.Note}. " : "")}{words.Remedy}";
    }

    private static async Task<ReportFacts> FactsAsync(
        GrantsDb db,
        Guid batchId,
        CancellationToken cancel
    )
    {
        var tally = await db.TallyAsync(batchId, cancel);
        var about = await (
            from b in db.Batches
            where b.Id == batchId
            join d in db.Deliverables on b.DeliverableId equals d.Id
            join a in db.Awards on b.AwardId equals a.Id
            join o in db.Organizations on b.OrganizationId equals o.Id
            select new
            {
                Deliverable = d.Code + " " + d.Title,
                a.Number,
                o.LegalName,
                Batch = b.Number,
                b.Status,
                b.ReturnReason,
                Control = db.QualityControls.FirstOrDefault(c => c.BatchId == b.Id),
            }
        )
            .AsNoTracking()
            .FirstAsync(cancel);
        return new ReportFacts(
            about.Deliverable,
            about.Number,
            about.LegalName,
            about.Batch,
            about.Status,
            about.ReturnReason,
            tally,
            about.Control?.Seed,
            about.Control?.BeganAt,
            about.Control?.BeganBy
        );
    }

    private sealed record DefectiveItem(Guid SampledId, int Row, string Identifier, string Title);

    private static IQueryable<DefectiveItem> Defective(GrantsDb db, Guid batchId) =>
        from s in db.SampledOf(batchId)
        where s.Verdict == Verdict.Defective
        join i in db.BatchItems on s.BatchItemId equals i.Id
        orderby i.Row
        select new DefectiveItem(s.Id, i.Row, i.Identifier, i.Title);

    private static async Task<IReadOnlyList<ReportedItem>> WithDefectsAsync(
        GrantsDb db,
        IReadOnlyList<DefectiveItem> items,
        CancellationToken cancel
    )
    {
        var ids = items.Select(i => i.SampledId).ToList();
        var defects = await db
            .SampledItems.AsNoTracking()
            .Where(i => ids.Contains(i.Id))
            .SelectMany(i => i.Defects)
            .OrderBy(d => d.Id)
            .ToListAsync(cancel);
        var fileIds = defects.Select(d => d.FileId).Distinct().ToList();
        var files = await db
            .BatchFiles.AsNoTracking()
            .Where(f => fileIds.Contains(f.Id))
            .ToDictionaryAsync(f => f.Id, cancel);
        Dictionary<Guid, string?> shown = [];
        foreach (var file in files.Values)
            shown[file.Id] = (
                await db.ShownForAsync(file, ImageDecoder.MediaTypes, cancel)
            )?.Sha256;
        var of = defects.ToLookup(d => d.SampledItemId);
        return
        [
            .. items.Select(i => new ReportedItem(
                i.Row,
                i.Identifier,
                i.Title,
                [.. of[i.SampledId].Select(Reported)]
            )),
        ];

        ReportedDefect Reported(Defect defect)
        {
            var file = defect.FileId is { } id ? files.GetValueOrDefault(id) : null;
            return new ReportedDefect(
                defect.Kind,
                file?.Id,
                file?.Name,
                file is null ? null : shown[file.Id],
                defect.Mark,
                defect.Note
            );
        }
    }
}
