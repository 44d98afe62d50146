using Grants.Data.Queries;
using Grants.Web.Platform;
using Grants.Web.Platform.Imaging;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Results;

/// <summary>
/// Small pictures of delivered masters, made when they are first looked at and kept in a folder by the master's content.
/// </summary>
public sealed class BatchThumbnails(SiteSettings settings, IFileStore store, ImageDecoder decoder)
    : IDisposable
{
    /// <summary>Masters are large: no more than this many are decoded at once.</summary>
    private readonly SemaphoreSlim _decoding = new(2);

    private string Folder => Path.Combine(settings.DataFolder, "thumbnails");

    public void Dispose() => _decoding.Dispose();

    /// <summary>Only for people who see the batch.</summary>
    public static async Task<IResult> SendAsync(
        Guid id,
        Guid fileId,
        ListOfBatch list,
        BatchThumbnails thumbnails,
        HttpContext http,
        CancellationToken cancel
    )
    {
        await using var db = await list.OpenAsync(id, cancel);
        var sha256 = await db
            .BatchFiles.AsNoTracking()
            .Where(f => f.Id == fileId && f.BatchId == id)
            .Select(f => f.Sha256)
            .FirstOrNotFoundAsync("The file", cancel);
        if (await thumbnails.MakeAsync(sha256, cancel) is not { } path)
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.PhysicalFile(path, Derivative.Thumbnail.ContentType);
    }

    /// <returns>The picture's place, or null where the master can't be decoded here.</returns>
    private async Task<string?> MakeAsync(string sha256, CancellationToken cancel)
    {
        var place = Path.Combine(Folder, sha256);
        if (File.Exists(place))
            return place;
        await _decoding.WaitAsync(cancel);
        try
        {
            await using var master = store.Open(sha256);
            using var picture = new MemoryStream();
            await decoder.MakeAsync(master, Derivative.Thumbnail, picture, cancel);
            var incoming = Path.Combine(
                Directory.CreateDirectory(Folder).FullName,
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
