using Grants.Data;
using Grants.Web.Features.Deliverables.Results;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Pdf;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Preservation;

/// <summary>The preservation report as files, for everybody who sees the award.</summary>
internal static class PreservationExports
{
    public static CsvDownload<PreservationRow> List(
        string? show,
        ListPreservation list,
        CancellationToken cancel
    ) =>
        new(
            "preservation.csv",
            [
                new("Award", r => r.Number),
                new("Title", r => r.Title),
                new("Organization", r => r.Organization),
                new("Files", r => r.Files),
                new("Bytes", r => r.Bytes),
                new("All read since", r => r.Oldest),
                new("Changed or missing", r => r.Problems),
            ],
            list.AllAsync(show == "damaged", cancel)
        );

    public static async Task<IResult> PdfAsync(
        Guid id,
        ShowPreservation show,
        DocumentRenderers renderers,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var report = await show.RunAsync(id, cancel);
        return TypedResults.File(
            await renderers.ToPdfAsync(PreservationDocument.Of(report, clock.GetUtcNow()), cancel),
            renderers.Pdf.ContentType,
            $"preservation-{report.Number}.pdf"
        );
    }

    public static async Task<IResult> CsvAsync(
        Guid id,
        ShowPreservation show,
        CancellationToken cancel
    ) =>
        new CsvDownload<KeptFile>(
            "preservation.csv",
            [
                new("Deliverable", r => r.Deliverable),
                new("Batch", r => r.Batch),
                new("File", r => r.Name),
                new("Bytes", r => r.Size),
                new("SHA-256", r => r.Sha256),
                new("Format", r => r.Format),
                new("Arrived", r => r.ArrivedAt),
                new("Proved on arrival by", r => r.ProvedBy),
                new("Read again", r => r.FixityAt),
                new("Problem", r => r.FixityProblem),
                new("Kept at", r => r.KeptAt ?? BatchExports.KeptHere),
            ],
            RowsAsync(await show.OpenAsync(id, cancel), id)
        );

    public static async Task<IResult> PremisAsync(
        Guid id,
        ShowPreservation show,
        CancellationToken cancel
    )
    {
        var db = await show.OpenAsync(id, cancel);
        return new Premis(
            id,
            await db.Awards.Where(a => a.Id == id).Select(a => a.Number).FirstAsync(cancel),
            db
        );
    }

    private static async IAsyncEnumerable<KeptFile> RowsAsync(GrantsDb db, Guid awardId)
    {
        await using (db)
            await foreach (var row in ShowPreservation.Files(db, awardId).AsAsyncEnumerable())
                yield return row;
    }
}
