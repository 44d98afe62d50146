using Grants.Domain.Kernel;

namespace Grants.Web.Platform.Storage;

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
