using Grants.Domain.Kernel;

namespace Grants.Web.Platform.Storage;

/// <summary>
/// Files in a folder: {sha256[..2]}/{sha256}. New ones are written beside and moved into place once they are whole and on
/// disk, so that a half-written file is never found.
/// </summary>
public sealed class DiskFileStore(string folder) : IFileStore
{
    private readonly Spool _incoming = new(folder);

    public async Task<StoredBytes> StoreAsync(Stream content, long limit, CancellationToken cancel)
    {
        using var spooled = await _incoming.WriteAsync(content, limit, cancel);
        var place = PlaceOf(spooled.Bytes.Sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        if (!File.Exists(place))
            File.Move(spooled.Path, place, overwrite: true);
        return spooled.Bytes;
    }

    public Task<Stream> OpenAsync(string sha256, CancellationToken cancel)
    {
        if (!StoredBytes.IsKey(sha256) || PlaceOf(sha256) is var place && !File.Exists(place))
            throw new NotFoundException("The file");
        return Task.FromResult<Stream>(
            new FileStream(
                place,
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                1 << 16,
                FileOptions.Asynchronous
            )
        );
    }

    public Task<bool> IsWritableAsync(CancellationToken cancel) =>
        _incoming.IsWritableAsync(cancel);

    private string PlaceOf(string sha256) => Path.Combine(folder, sha256[..2], sha256);
}
