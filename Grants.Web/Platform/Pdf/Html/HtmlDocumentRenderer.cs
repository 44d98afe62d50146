using System.Text;
using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.Shaping;

namespace Grants.Web.Platform.Pdf.Html;

/// <summary>Renders documents as one HTML page that needs nothing else: no script, no file beside it.</summary>
internal sealed class HtmlDocumentRenderer(TextShaper shaper) : IDocumentRenderer
{
    public string ContentType => "text/html";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The document contradicts itself, such as a row with too many cells.</exception>
    /// <exception cref="Imaging.UnreadableImageException">An image is neither JPEG nor PNG.</exception>
    public async Task RenderAsync(PrintDocument document, Stream output, CancellationToken cancel)
    {
        DocumentChecks.Check(document);
        var html = new HtmlWriter();
        html.Raw("<!DOCTYPE html>\n");
        html.Open("html", ("lang", document.Language));
        html.Raw(
            "<head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"
        );
        html.Element("title", document.Title);
        html.Raw($"<style>{HtmlStyle.Css}</style></head>\n<body><main>\n");
        if (document.Header.Length > 0)
            html.Element("p", document.Header, ("class", "header"));
        new HtmlBlocks(html, shaper).Write(document.Blocks);
        html.Raw("</main>\n");
        html.Element("footer", document.Footer);
        html.Raw("</body></html>\n");
        await output.WriteAsync(Encoding.UTF8.GetBytes(html.ToString()), cancel);
    }
}
