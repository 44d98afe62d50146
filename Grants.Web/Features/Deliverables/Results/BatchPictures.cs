using Grants.Domain.Deliverables;
using Grants.Web.Platform;
using Grants.Web.Platform.Imaging;
using Grants.Web.Platform.Storage;

namespace Grants.Web.Features.Deliverables.Results;

/// <summary>
/// Pictures of delivered masters, or of their access copies where the masters aren't kept here, small for lists and large to look at
/// closely, made when they are first looked at and kept in a folder by the content that they are made of.
/// </summary>
public sealed class BatchPictures(SiteSettings settings, IFileStore store, ImageDecoder decoder)
    : IDisposable
{
    /// <summary>Shows a page of 8 × 11 inches at 360 ppi, and fits into a browser's memory.</summary>
    private static readonly Derivative Large = new(4000, DerivativeFormat.Jpeg, 85);

    private static readonly Derivative Printed = new(700, DerivativeFormat.Jpeg, 80);

    /// <summary>Masters are large: no more than this many are decoded at once.</summary>
    private readonly SemaphoreSlim _decoding = new(2);

    public void Dispose() => _decoding.Dispose();

    /// <summary>Only for people who see the batch.</summary>
    public static Task<IResult> ThumbnailAsync(
        Guid id,
        Guid fileId,
        ListOfBatch list,
        BatchPictures pictures,
        HttpContext http,
        CancellationToken cancel
    ) => pictures.SendAsync(id, fileId, Derivative.Thumbnail, list, http, cancel);

    /// <summary>Only for people who see the batch.</summary>
    public static Task<IResult> LargeAsync(
        Guid id,
        Guid fileId,
        ListOfBatch list,
        BatchPictures pictures,
        HttpContext http,
        CancellationToken cancel
    ) => pictures.SendAsync(id, fileId, Large, list, http, cancel);

    /// <summary>A small JPEG with a frame around the marked place, or null where the master can't be decoded here.</summary>
    public async Task<byte[]?> MarkedAsync(string sha256, Mark mark, CancellationToken cancel)
    {
        await _decoding.WaitAsync(cancel);
        try
        {
            await using var master = await store.OpenAsync(sha256, cancel);
            using var picture = new MemoryStream();
            await decoder.MakeFramedAsync(
                master,
                Printed,
                (mark.X, mark.Y, mark.Width, mark.Height),
                picture,
                cancel
            );
            return picture.ToArray();
        }
        catch (UnreadableImageException)
        {
            return null;
        }
        finally
        {
            _decoding.Release();
        }
    }

    private async Task<IResult> SendAsync(
        Guid id,
        Guid fileId,
        Derivative derivative,
        ListOfBatch list,
        HttpContext http,
        CancellationToken cancel
    )
    {
        await using var db = await list.OpenAsync(id, cancel);
        if (
            await db.ShownForAsync(id, fileId, ImageDecoder.MediaTypes, cancel) is not { } shown
            || await MakeAsync(shown.Sha256, derivative, cancel) is not { } path
        )
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.PhysicalFile(path, derivative.ContentType);
    }

    /// <returns>The picture's place, or null where the master can't be decoded here.</returns>
    private async Task<string?> MakeAsync(
        string sha256,
        Derivative derivative,
        CancellationToken cancel
    )
    {
        var folder = Path.Combine(
            settings.DataFolder,
            derivative == Large ? "pictures" : "thumbnails"
        );
        var place = Path.Combine(folder, sha256);
        if (File.Exists(place))
            return place;
        await _decoding.WaitAsync(cancel);
        try
        {
            await using var master = await store.OpenAsync(sha256, cancel);
            using var picture = new MemoryStream();
            await decoder.MakeAsync(master, derivative, picture, cancel);
            var incoming = Path.Combine(
                Directory.CreateDirectory(folder).FullName,
                $"{Guid.CreateVersion7():n}.new"
            );
            await File.WriteAllBytesAsync(incoming, picture.ToArray(), cancel);
            File.Move(incoming, place, overwrite: true);
            return place;
        }
        catch (UnreadableImageException)
        {
            return null;
        }
        finally
        {
            _decoding.Release();
        }
    }
}
