using Grants.Domain.Awards;
using Grants.Domain.Documents;
using Grants.Domain.Files;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Storage;

namespace Grants.Web.Features.Awards.Letter;

/// <summary>Makes letters into stored PDF files.</summary>
public sealed class LetterFiles(DocumentRenderers renderers, IFileStore store)
{
    /// <summary>A letter with its tables has some 60 KiB; a logo may add a few MiB.</summary>
    private const long Limit = 20L << 20;

    /// <summary>
    /// Keeps the bytes at once and returns their row, to be saved with what it belongs to. Bytes whose save is refused
    /// afterwards stay behind unused.
    /// </summary>
    /// <param name="name">Without the ending.</param>
    public async Task<StoredFile> KeepAsync(
        PrintDocument document,
        Award award,
        string name,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        using var bytes = new MemoryStream(await renderers.ToPdfAsync(document, cancel));
        var stored = await store.StoreAsync(bytes, Limit, cancel);
        return new StoredFile(
            FileOwner.Award,
            award.Id,
            $"{name}.pdf",
            renderers.Pdf.ContentType,
            stored.Size,
            stored.Sha256,
            stamp
        );
    }
}
