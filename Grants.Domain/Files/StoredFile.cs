using Grants.Domain.Kernel;

namespace Grants.Domain.Files;

/// <summary>What a file belongs to; the rule of that record decides who may read it.</summary>
public enum FileOwner
{
    Funder,
    Application,
    Award,
    Batch,
    CatalogRecord,
    Mail,
}

/// <summary>
/// The description of one stored file. The bytes lie in the file store under their SHA-256, so equal content is kept once.
/// </summary>
public sealed class StoredFile : Entity
{
    public const int MaxNameLength = 255;

    private StoredFile() { }

    public StoredFile(
        FileOwner owner,
        Guid ownerId,
        string name,
        string contentType,
        long size,
        string sha256,
        Stamp stamp
    )
    {
        Owner = owner;
        OwnerId = ownerId;
        Name = name.Length <= MaxNameLength ? name : name[^MaxNameLength..];
        ContentType = contentType;
        Size = size;
        Sha256 = sha256;
        StoredById = stamp.By.Id;
        StoredAt = stamp.At;
    }

    public FileOwner Owner { get; private set; }

    public Guid OwnerId { get; private set; }

    /// <summary>As the sender called it; for display and download only, never a path.</summary>
    public string Name { get; private set; } = "";

    public string ContentType { get; private set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; private set; }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; private set; } = "";

    public Guid StoredById { get; private set; }

    public DateTimeOffset StoredAt { get; private set; }
}
