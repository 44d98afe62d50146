using Grants.Domain.Kernel;

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

/// <summary>Whether the disk under the data folder has room, asked before anything is taken.</summary>
public sealed class StorageSpace(string folder, StorageSettings settings)
{
    /// <summary>Bytes that may still be filled.</summary>
    public long Free =>
        new DriveInfo(Directory.CreateDirectory(folder).FullName).AvailableFreeSpace
        - (settings.ReserveMiB << 20);

    /// <summary>The same of what goes into the store: a bucket has room.</summary>
    public Refusal? CannotKeep(string name, long bytes) =>
        settings.S3 is null ? CannotHold(name, bytes) : null;

    /// <param name="promised">Bytes that others were promised and haven't sent yet.</param>
    public Refusal? CannotHold(string name, long bytes, long promised = 0) =>
        bytes + promised <= Free
            ? null
            : new Refusal(
                $"There is no room on the server for {name} ({ByteSize.Say(bytes)}) now. Tell the funder; what arrived is kept."
            );
}
