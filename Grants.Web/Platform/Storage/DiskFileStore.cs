using System.Runtime.CompilerServices;
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
        if (!Renews(place))
            File.Move(spooled.Path, place, overwrite: true);
        return spooled.Bytes;
    }

    public Task<Stream> OpenAsync(string sha256, CancellationToken cancel)
    {
        if (!StoredBytes.IsKey(sha256) || PlaceOf(sha256) is var place && !File.Exists(place))
            throw new NotFoundException("The file");
        return Task.FromResult(OpenKept(place));
    }

    /// <summary>Opens a file of this machine for reading, seekable. Others may read and remove it meanwhile.</summary>
    internal static Stream OpenKept(string path) =>
        new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read | FileShare.Delete,
            1 << 16,
            FileOptions.Asynchronous
        );

    public async IAsyncEnumerable<StoredBytes> ListAsync(
        DateTimeOffset before,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        if (!Directory.Exists(folder))
            yield break;
        foreach (var shelf in Directory.EnumerateDirectories(folder, "??"))
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var file in new DirectoryInfo(shelf).EnumerateFiles())
                if (StoredBytes.IsKey(file.Name) && file.LastWriteTimeUtc < before.UtcDateTime)
                    yield return new StoredBytes(file.Name, file.Length);
            await Task.Yield(); // a folder has many shelves
        }
    }

    /// <summary>It is taken aside first: somebody who stores it at that moment either renewed it before, and it is put back, or puts it there anew.</summary>
    public Task<bool> RemoveAsync(string sha256, DateTimeOffset before, CancellationToken cancel)
    {
        var (place, aside) = (PlaceOf(sha256), _incoming.NewPath());
        try
        {
            File.Move(place, aside);
        }
        catch (FileNotFoundException)
        {
            return Task.FromResult(false);
        }
        if (File.GetLastWriteTimeUtc(aside) >= before.UtcDateTime)
        {
            File.Move(aside, place, overwrite: true);
            return Task.FromResult(false);
        }
        File.Delete(aside);
        return Task.FromResult(true);
    }

    public Task<bool> IsWritableAsync(CancellationToken cancel) =>
        _incoming.IsWritableAsync(cancel);

    /// <summary>What is there already counts as stored now.</summary>
    private static bool Renews(string place)
    {
        try
        {
            File.SetLastWriteTimeUtc(place, TimeProvider.System.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private string PlaceOf(string sha256) => Path.Combine(folder, sha256[..2], sha256);
}
