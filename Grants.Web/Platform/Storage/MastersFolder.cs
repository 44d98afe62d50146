using Grants.Domain.Kernel;

namespace Grants.Web.Platform.Storage;

/// <summary>
/// The folder below which masters may stay that the product checks and doesn't keep: each drive or network share is mounted in a folder of its
/// own there. Nothing is ever written to it. Places are relative, such as "Hudson drive 7/box 1/a.tif".
/// </summary>
public sealed class MastersFolder(StorageSettings settings)
{
    private readonly string? _root = settings.MastersFolder is { Length: > 0 } folder
        ? Path.GetFullPath(folder)
        : null;

    /// <summary>Names of the folders that something is mounted in now; an empty one is a mount point without its drive.</summary>
    public IReadOnlyList<string> Mounted =>
        _root is null || !Directory.Exists(_root)
            ? []
            :
            [
                .. Directory
                    .EnumerateDirectories(_root)
                    .Where(IsMounted)
                    .Select(d => Path.GetFileName(d)),
            ];

    /// <summary>Why files in this folder can't stay where they are.</summary>
    /// <param name="path">Absolute.</param>
    public Refusal? CannotStay(string path) =>
        _root is null
            ? new Refusal(
                "Masters can stay outside once Storage:MastersFolder says below which folder the server reads them."
            )
        : !Directory.Exists(path)
            ? new Refusal(
                "Masters can stay outside when a folder is delivered, not a package or a single file."
            )
        : PlaceOf(path) is null
            ? new Refusal(
                $"Masters can stay below {_root}, where the server reads them. Mount the drive there, in a folder named as people call the drive."
            )
        : null;

    /// <returns>Null for what isn't below the folder.</returns>
    /// <param name="path">Absolute.</param>
    public string? PlaceOf(string path) =>
        _root is not null
        && Path.GetRelativePath(_root, Path.GetFullPath(path)) is var place
        && place is not "."
        && !Leaves(place)
            ? place.Replace(Path.DirectorySeparatorChar, '/')
            : null;

    /// <exception cref="FileNotFoundException">It isn't there now; the message says what to do.</exception>
    public Stream Open(string place)
    {
        if (_root is null || Leaves(place) || !IsMounted(Path.Combine(_root, place.Split('/')[0])))
            throw new FileNotFoundException(
                $"It is kept at {place}, which the server can't see now. Mount it again below the masters folder, or import the delivery again."
            );
        var path = Path.Combine(_root, place);
        if (new FileInfo(path) is not { Exists: true, LinkTarget: null })
            throw new FileNotFoundException(
                $"It isn't at {place} any more. Bring it back there, or import the delivery again."
            );
        return DiskFileStore.OpenKept(path);
    }

    /// <summary>Also no for what can't be looked into: lost+found of a disk, a share whose server went away.</summary>
    private static bool IsMounted(string folder)
    {
        try
        {
            return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any();
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool Leaves(string place) =>
        Path.IsPathRooted(place) || place.Split('/', '\\').Contains("..");
}
