namespace Grants.Web.Platform.Storage;

/// <param name="Sha256">64 lower-case hexadecimal digits; the key under which the bytes are found again.</param>
/// <param name="Size">Bytes.</param>
public readonly record struct StoredBytes(string Sha256, long Size);

/// <summary>
/// Bytes under their SHA-256, each content once. What a file is called, whose it is and who may read it is in the database
/// (<see cref="Domain.Files.StoredFile"/>).
/// </summary>
public interface IFileStore
{
    /// <summary>Reads the content to its end and keeps it. An upload that fails or is too long leaves nothing behind.</summary>
    /// <param name="limit">Most bytes to take.</param>
    /// <exception cref="Domain.Kernel.RefusedException">The content is longer than the limit.</exception>
    Task<StoredBytes> StoreAsync(Stream content, long limit, CancellationToken cancel);

    /// <summary>Opens stored bytes for reading, seekable.</summary>
    /// <exception cref="Domain.Kernel.NotFoundException">The store has no such content.</exception>
    Stream Open(string sha256);

    /// <summary>Whether something can be written now; for the health check.</summary>
    Task<bool> IsWritableAsync(CancellationToken cancel);
}
