namespace Grants.Web.Platform.Storage;

/// <summary>Section "Storage" of the settings.</summary>
public sealed record StorageSettings
{
    /// <summary>What the files of one award may take together, unless the award says otherwise.</summary>
    public long QuotaGiB { get; init; } = 500;

    /// <summary>What is kept free on the disk for the database and the log.</summary>
    public long ReserveMiB { get; init; } = 512;

    /// <summary>How long after it was last read a kept file is read again and compared with its SHA-256.</summary>
    public int FixityDays { get; init; } = 90;

    /// <summary>Below which masters may stay that the product checks and doesn't keep; empty: none may.</summary>
    public string MastersFolder { get; init; } = "";

    /// <summary>Whether the masters of accepted deliveries stay in the store; else the holding institution has them.</summary>
    public bool KeepMasters { get; init; } = true;

    /// <summary>How long after acceptance they stay where they aren't kept.</summary>
    public int LetGoDays { get; init; } = 30;

    /// <summary>The bucket that files go to; null keeps them on this machine's disk.</summary>
    public S3Settings? S3 { get; init; }

    public long Quota => QuotaGiB << 30;
}
