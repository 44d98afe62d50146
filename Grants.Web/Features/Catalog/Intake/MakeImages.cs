using Grants.Data;
using Grants.Domain.Catalog;
using Grants.Domain.Files;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Imaging;
using Grants.Web.Platform.Storage;

namespace Grants.Web.Features.Catalog.Intake;

/// <param name="Name">As delivered.</param>
/// <param name="IsKept">In the store.</param>
public sealed record BatchMaster(string Name, string Sha256, bool IsKept);

/// <summary>Makes a record's views and thumbnails from the masters that were delivered.</summary>
public sealed class MakeImages(ImageDecoder images, IFileStore store, ILogger<MakeImages> logger)
{
    private const long MostBytes = 50_000_000;

    /// <summary>Adds images and their files to the record, to be saved with it. Masters that are no pictures are left out.</summary>
    /// <param name="altText">Of the item; the title stands in for it.</param>
    internal async Task AddAsync(
        GrantsDb db,
        CatalogRecord record,
        IReadOnlyList<BatchMaster> masters,
        string altText,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        foreach (var master in masters)
            try
            {
                var (view, width, height) = await ViewAsync(master, cancel);
                var thumbnail = await MakeAsync(master, Derivative.Thumbnail, cancel);
                var files = (
                    View: File(record, master, Derivative.View, view, stamp),
                    Thumbnail: File(record, master, Derivative.Thumbnail, thumbnail, stamp)
                );
                db.Files.AddRange(files.View, files.Thumbnail);
                record.AddImage(
                    files.View.Id,
                    files.Thumbnail.Id,
                    width,
                    height,
                    Alt(record, masters.Count, altText)
                );
            }
            catch (UnreadableImageException unreadable)
            {
                logger.LogWarning(
                    "{File} of record {Record} has no view: {Reason}",
                    master.Name,
                    record.Id,
                    unreadable.Message
                );
            }
    }

    private async Task<(StoredBytes View, int Width, int Height)> ViewAsync(
        BatchMaster master,
        CancellationToken cancel
    )
    {
        var view = await MakeAsync(master, Derivative.View, cancel);
        await using var made = await store.OpenAsync(view.Sha256, cancel);
        var facts = await images.ReadAsync(made, cancel);
        return (view, facts.Width, facts.Height);
    }

    private async Task<StoredBytes> MakeAsync(
        BatchMaster master,
        Derivative derivative,
        CancellationToken cancel
    )
    {
        await using var original = await store.OpenAsync(master.Sha256, cancel);
        using var made = new MemoryStream();
        await images.MakeAsync(original, derivative, made, cancel);
        made.Position = 0;
        return await store.StoreAsync(made, MostBytes, cancel);
    }

    private static StoredFile File(
        CatalogRecord record,
        BatchMaster master,
        Derivative derivative,
        StoredBytes bytes,
        Stamp stamp
    ) =>
        new(
            FileOwner.CatalogRecord,
            record.Id,
            Path.ChangeExtension(
                master.Name,
                derivative.Format == DerivativeFormat.Jpeg ? "jpg" : "webp"
            ),
            derivative.ContentType,
            bytes.Size,
            bytes.Sha256,
            stamp
        );

    /// <summary>Several images of an item are told apart by their number.</summary>
    private static string Alt(CatalogRecord record, int of, string altText)
    {
        var says = altText.Length > 0 ? altText : record.Title;
        var numbered = of == 1 ? says : $"{says} ({record.Images.Count + 1} of {of})";
        return numbered.Length <= CatalogImage.MaxAltLength
            ? numbered
            : numbered[..CatalogImage.MaxAltLength];
    }
}
