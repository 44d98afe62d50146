using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.Layout;
using Grants.Web.Platform.Pdf.Shaping;

namespace Grants.Web.Platform.Pdf;

/// <summary>
/// Renders documents as tagged PDF 1.7 with embedded fonts. One instance serves all requests, several at once.
/// </summary>
internal sealed class PdfRenderer(TextShaper shaper) : IDocumentRenderer
{
    public string ContentType => "application/pdf";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The document contradicts itself, such as a row with too many cells.</exception>
    /// <exception cref="Imaging.UnreadableImageException">An image of the document can't be read.</exception>
    public async Task RenderAsync(PrintDocument document, Stream output, CancellationToken cancel)
    {
        DocumentChecks.Check(document);
        await output.WriteAsync(DocumentLayout.Render(document, shaper, cancel), cancel);
    }
}
