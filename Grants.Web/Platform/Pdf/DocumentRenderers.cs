using Grants.Domain.Documents;

namespace Grants.Web.Platform.Pdf;

/// <summary>The renderers by what they make. Of two for one content type the one registered last serves.</summary>
public sealed class DocumentRenderers(IEnumerable<IDocumentRenderer> renderers)
{
    private readonly Dictionary<string, IDocumentRenderer> _byType = renderers
        .GroupBy(r => r.ContentType, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);

    /// <summary>For files that are sent, signed and kept.</summary>
    public IDocumentRenderer Pdf => _byType["application/pdf"];

    /// <summary>For a look at a document on screen.</summary>
    public IDocumentRenderer Html => _byType["text/html"];

    /// <summary>The whole file in memory, to be hashed, stored or sent.</summary>
    public async Task<byte[]> ToPdfAsync(PrintDocument document, CancellationToken cancel)
    {
        using var file = new MemoryStream();
        await Pdf.RenderAsync(document, file, cancel);
        return file.ToArray();
    }
}
