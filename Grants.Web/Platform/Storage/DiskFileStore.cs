using System.Buffers;
using System.Security.Cryptography;
using Grants.Domain.Kernel;

namespace Grants.Web.Platform.Storage;

/// <summary>
/// Files in a folder: {sha256[..2]}/{sha256}. New ones are written beside and moved into place once they are whole and on
/// disk, so that a half-written file is never found.
/// </summary>
public sealed class DiskFileStore(string folder) : IFileStore
{
    private const int BufferSize = 1 << 20;

    public async Task<StoredBytes> StoreAsync(Stream content, long limit, CancellationToken cancel)
    {
        var incoming = Path.Combine(Directory.CreateDirectory(Incoming).FullName, NewName());
        try
        {
            var stored = await WriteAsync(content, incoming, limit, cancel);
            var place = PlaceOf(stored.Sha256);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            if (!File.Exists(place))
                File.Move(incoming, place, overwrite: true);
            return stored;
        }
        finally
        {
            File.Delete(incoming);
        }
    }

    public Stream Open(string sha256)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
            throw new NotFoundException("The file");
        var place = PlaceOf(sha256);
        if (!File.Exists(place))
            throw new NotFoundException("The file");
        return new FileStream(
            place,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read | FileShare.Delete,
            1 << 16,
            FileOptions.Asynchronous
        );
    }

    public async Task<bool> IsWritableAsync(CancellationToken cancel)
    {
        try
        {
            var probe = Path.Combine(Directory.CreateDirectory(Incoming).FullName, NewName());
            await File.WriteAllBytesAsync(probe, [1], cancel);
            File.Delete(probe);
            return true;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return false; // the answer to the question
        }
    }

    /// <summary>Throws away what a crash left half written.</summary>
    /// <param name="before">Nobody writes to a file for so long.</param>
    public void RemoveForgotten(DateTimeOffset before)
    {
        if (!Directory.Exists(Incoming))
            return;
        foreach (var file in Directory.EnumerateFiles(Incoming))
            if (File.GetLastWriteTimeUtc(file) < before.UtcDateTime)
                File.Delete(file);
    }

    private string Incoming => Path.Combine(folder, "incoming");

    private static string NewName() => Guid.CreateVersion7().ToString("n");

    private string PlaceOf(string sha256) => Path.Combine(folder, sha256[..2], sha256);

    private static async Task<StoredBytes> WriteAsync(
        Stream content,
        string path,
        long limit,
        CancellationToken cancel
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            await using var file = new FileStream(
                path,
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                0,
                FileOptions.Asynchronous
            );
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer.AsMemory(0, BufferSize), cancel)) > 0)
            {
                size += read;
                if (size > limit)
                    throw new RefusedException(
                        new Refusal($"The file is larger than {ByteSize.Say(limit)}.")
                    );
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
            file.Flush(flushToDisk: true);
            return new StoredBytes(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
