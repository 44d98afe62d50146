using Grants.Domain.Kernel;

namespace Grants.Web.Platform.Storage;

/// <param name="Sha256">64 lower-case hexadecimal digits; the key under which the bytes are found again.</param>
/// <param name="Size">Bytes.</param>
public readonly record struct StoredBytes(string Sha256, long Size)
{
    public static bool IsKey(string sha256) =>
        sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower);
}

/// <summary>
/// Bytes under their SHA-256, each content once. What a file is called, whose it is and who may read it is in the database
/// (<see cref="Domain.Files.StoredFile"/>).
/// </summary>
public interface IFileStore
{
    /// <summary>Reads the content to its end and keeps it. An upload that fails or is too long leaves nothing behind.</summary>
    /// <param name="limit">Most bytes to take.</param>
    /// <exception cref="RefusedException">The content is longer than the limit.</exception>
    /// <exception cref="FileStoreUnavailableException">The store doesn't answer.</exception>
    Task<StoredBytes> StoreAsync(Stream content, long limit, CancellationToken cancel);

    /// <summary>Opens stored bytes for reading, seekable, in bounded memory.</summary>
    /// <exception cref="NotFoundException">The store has no such content.</exception>
    /// <exception cref="FileStoreUnavailableException">The store doesn't answer; reading may throw it too.</exception>
    Task<Stream> OpenAsync(string sha256, CancellationToken cancel);

    /// <summary>Everything that was stored last before an instant; what is stored anew counts as stored then.</summary>
    IAsyncEnumerable<StoredBytes> ListAsync(DateTimeOffset before, CancellationToken cancel);

    /// <summary>Lets content go, unless it was stored anew meanwhile.</summary>
    /// <param name="before">It was stored last before this instant.</param>
    /// <returns>Whether it is gone.</returns>
    Task<bool> RemoveAsync(string sha256, DateTimeOffset before, CancellationToken cancel);

    /// <summary>Whether something can be written now; for the health check.</summary>
    Task<bool> IsWritableAsync(CancellationToken cancel);
}

/// <summary>
/// The store as a whole doesn't answer. Never an <see cref="IOException"/>: that one file can't be read is a finding about the file, an outage
/// isn't, and what was under way is done again later.
/// </summary>
public sealed class FileStoreUnavailableException(string message, Exception inner)
    : Exception(message, inner);

public static class BlockingFileStore
{
    /// <summary>
    /// Opens stored bytes and waits for them: for the checks, whose rules are plain code over streams. Only in background jobs and commands,
    /// which have a thread of their own to wait on.
    /// </summary>
    /// <exception cref="FileNotFoundException">The bytes are gone, which the checks tell as a finding, as of an unreadable disk.</exception>
    public static Stream OpenBlocking(this IFileStore store, string sha256)
    {
        try
        {
            return store.OpenAsync(sha256, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (NotFoundException missing)
        {
            throw new FileNotFoundException(missing.Message, missing);
        }
    }
}
