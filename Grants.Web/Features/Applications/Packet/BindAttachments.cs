using Grants.Data;
using Grants.Domain.Applications;
using Grants.Domain.Documents;
using Grants.Domain.Files;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Imaging;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Packet;

/// <summary>Appends what was attached to the application's own document, each file with an entry in the outline.</summary>
public sealed class BindAttachments(
    DocumentRenderers renderers,
    IFileStore store,
    ImageDecoder images
)
{
    /// <summary>Of one file that is appended; a longer one is named instead, so that a packet can still be made.</summary>
    private const long MostBytes = 50L << 20;

    /// <summary>Width of an A4 page between its margins, in points.</summary>
    private const double PictureWidth = 440;

    /// <summary>As sharp as print needs, however large the scan was.</summary>
    private static readonly Derivative OnPaper = new(2400, DerivativeFormat.Jpeg, 85);

    private static readonly HashSet<string> Pictures = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg",
        ".jpeg",
        ".png",
        ".tif",
        ".tiff",
    };

    /// <param name="packet">The application itself.</param>
    /// <param name="files">In the order of the form.</param>
    public async Task<byte[]> RunAsync(
        PrintDocument packet,
        IReadOnlyList<StoredFile> files,
        CancellationToken cancel
    )
    {
        List<BoundPart> parts = [new("Application", await renderers.ToPdfAsync(packet, cancel))];
        foreach (var file in files)
            parts.Add(new(file.Name, await PartAsync(packet, file, cancel)));
        return PdfBinder.Bind(packet.Title, parts);
    }

    /// <summary>The files of the answers that stand handed in, as stored for this application; those gone are left out.</summary>
    public static async Task<IReadOnlyList<StoredFile>> FilesOfAsync(
        GrantsDb db,
        Application application,
        FormDefinition form,
        IReadOnlyDictionary<string, string> values,
        CancellationToken cancel
    )
    {
        var ids = new FormReading(form, values)
            .All.Where(q => q.Question.Type == QuestionType.Files)
            .SelectMany(q => AttachedFile.Parse(q.Value))
            .Select(f => f.Id)
            .Distinct()
            .ToList();
        var stored = await db
            .Files.AsNoTracking()
            .Where(f =>
                f.Owner == FileOwner.Application
                && f.OwnerId == application.Id
                && ids.Contains(f.Id)
            )
            .ToDictionaryAsync(f => f.Id, cancel);
        return [.. ids.Where(stored.ContainsKey).Select(id => stored[id])];
    }

    /// <summary>The file as PDF; where it can't be one, a page that names it and says why.</summary>
    private async Task<byte[]> PartAsync(
        PrintDocument packet,
        StoredFile file,
        CancellationToken cancel
    )
    {
        try
        {
            if (file.Size > MostBytes)
                throw new UnreadablePdfException(
                    "The file is too large to be appended. Download it from the application's page."
                );
            var kind = Path.GetExtension(file.Name);
            if (kind.Equals(".pdf", StringComparison.OrdinalIgnoreCase))
                return await PdfAsync(file, cancel);
            if (Pictures.Contains(kind))
                return await PictureAsync(packet, file, cancel);
            throw new UnreadablePdfException(
                "Files of this kind can't be shown as pages. Download it from the application's page."
            );
        }
        catch (Exception why)
            when (why is UnreadablePdfException or UnreadableImageException or NotFoundException)
        {
            return await renderers.ToPdfAsync(Placeholder(packet, file, why.Message), cancel);
        }
    }

    private async Task<byte[]> PdfAsync(StoredFile file, CancellationToken cancel)
    {
        await using var content = await store.OpenAsync(file.Sha256, cancel);
        using var bytes = new MemoryStream((int)file.Size);
        await content.CopyToAsync(bytes, cancel);
        var pdf = bytes.ToArray();
        PdfBinder.Check(pdf);
        return pdf;
    }

    private async Task<byte[]> PictureAsync(
        PrintDocument packet,
        StoredFile file,
        CancellationToken cancel
    )
    {
        await using var content = await store.OpenAsync(file.Sha256, cancel);
        using var picture = new MemoryStream();
        await images.MakeAsync(content, OnPaper, picture, cancel);
        return await renderers.ToPdfAsync(
            Page(
                packet,
                file.Name,
                new Image(picture.ToArray(), $"Attached picture {file.Name}", PictureWidth)
            ),
            cancel
        );
    }

    private static PrintDocument Placeholder(PrintDocument packet, StoredFile file, string why) =>
        Page(
            packet,
            file.Name,
            Paragraph.Of($"This attachment isn't shown here. {why}"),
            new KeyValues([
                new("File", file.Name),
                new("Size", ByteSize.Say(file.Size)),
                new("SHA-256", file.Sha256),
            ])
        );

    private static PrintDocument Page(PrintDocument packet, string title, params Block[] blocks) =>
        packet with
        {
            Title = title,
            Blocks = [new Heading(1, title), .. blocks],
        };
}
