using System.Buffers;
using System.Security.Cryptography;
using Grants.Domain.Kernel;

namespace Grants.Web.Platform.Storage;

/// <summary>Content on its way into the store, whole and on the disk; it is gone again when this is disposed.</summary>
/// <param name="Path">Where it lies.</param>
public sealed record SpooledFile(string Path, StoredBytes Bytes) : IDisposable
{
    public void Dispose() => File.Delete(Path);
}

/// <summary>Where content is written and hashed before the store takes it, so that a half-written file is never kept.</summary>
/// <param name="store">Folder of the stored files; what comes in lies below.</param>
public sealed class Spool(string store)
{
    private const int BufferSize = 1 << 20;

    private readonly string _folder = Path.Combine(store, "incoming");

    /// <param name="limit">Most bytes to take.</param>
    /// <exception cref="RefusedException">The content is longer than the limit.</exception>
    public async Task<SpooledFile> WriteAsync(Stream content, long limit, CancellationToken cancel)
    {
        var path = NewPath();
        try
        {
            return new SpooledFile(path, await WriteAsync(content, path, limit, cancel));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>A place in the folder where nothing is.</summary>
    public string NewPath() =>
        Path.Combine(Directory.CreateDirectory(_folder).FullName, $"{Guid.CreateVersion7():n}");

    /// <summary>Empty, to write, read and seek in; it is gone when it is closed.</summary>
    public Stream NewStream() =>
        new FileStream(
            NewPath(),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            1 << 16,
            FileOptions.DeleteOnClose
        );

    public async Task<bool> IsWritableAsync(CancellationToken cancel)
    {
        try
        {
            var probe = NewPath();
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
        if (!Directory.Exists(_folder))
            return;
        foreach (var file in Directory.EnumerateFiles(_folder))
            if (File.GetLastWriteTimeUtc(file) < before.UtcDateTime)
                File.Delete(file);
    }

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
