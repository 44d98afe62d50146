using Grants.Web.Features.Deliverables.Results;
using Grants.Web.Platform.Pdf;

namespace Grants.Web.Features.Deliverables.Report;

/// <summary>The report of a batch's quality control as PDF, with the marked places.</summary>
public sealed class PrintReport(
    ShowReport report,
    DocumentRenderers renderers,
    BatchPictures pictures
)
{
    public async Task<IResult> RunAsync(Guid batchId, CancellationToken cancel)
    {
        var (facts, items, left) = await report.PrintedAsync(batchId, cancel);
        var document = await ReportDocument.MakeAsync(facts, items, left, pictures, cancel);
        return TypedResults.File(
            await renderers.ToPdfAsync(document, cancel),
            renderers.Pdf.ContentType,
            $"{facts.AwardNumber}-{facts.Deliverable.Split(' ')[0]}-batch-{facts.BatchNumber}-report.pdf"
        );
    }
}
