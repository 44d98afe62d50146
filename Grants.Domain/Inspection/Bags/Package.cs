using System.Formats.Tar;
using System.IO.Compression;
using Grants.Domain.Kernel;

namespace Grants.Domain.Inspection.Bags;

/// <summary>What a package may unpack to. Beyond it nothing is read.</summary>
/// <param name="Entries">Files and folders.</param>
/// <param name="Bytes">Of all files unpacked.</param>
/// <param name="Ratio">Unpacked to packed size of one file; scans hardly shrink, and text rarely more than 20 to 1.</param>
public sealed record PackageLimits(int Entries, long Bytes, int Ratio)
{
    /// <summary>Bytes that a packed tar may take while it is open.</summary>
    public long Room { get; init; } = long.MaxValue;

    public static PackageLimits Default { get; } = new(200_000, 1L << 40, 200);
}

/// <summary>
/// The files in a ZIP or tar, read in place: no file is unpacked to a disk, so nothing can be written outside. A tar that is packed as a
/// whole (gzip, RFC 1952) can't be read in place: it is inflated once, as one file that is gone with the package. What is wrong with the
/// package itself stands in the findings, and its files are not offered then.
/// </summary>
public sealed class Package : IDisposable
{
    /// <summary>Smaller ones may shrink as they like: a page of blanks is no bomb.</summary>
    private const int TooSmallForBomb = 1 << 20;

    private const int LinkMode = 0xA000;
    private const int FileTypeMask = 0xF000;

    private readonly Func<Stream> _open;
    private readonly Func<Stream> _spool;
    private readonly PackageLimits _limits;
    private readonly string _name;
    private readonly List<BagFile> _files = [];
    private readonly List<Finding> _findings = [];
    private readonly bool _keepsOpen;
    private ZipArchive? _zip;
    private Stream? _inflated;

    private Package(
        Func<Stream> open,
        string name,
        PackageLimits limits,
        Func<Stream> spool,
        bool keepsOpen
    ) => (_open, _name, _limits, _spool, _keepsOpen) = (open, name, limits, spool, keepsOpen);

    /// <summary>Paths as in the package, without the one folder around everything.</summary>
    public IReadOnlyList<BagFile> Files => _findings.Count == 0 ? WithoutOuterFolder() : [];

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Bytes of all files unpacked.</summary>
    public long Size => Files.Sum(f => f.Size);

    public static bool IsPackage(string name) =>
        Path.GetExtension(name).ToLowerInvariant() is ".zip" or ".tar" || IsGzip(name);

    /// <param name="open">Opens the package for reading, seekable.</param>
    /// <param name="name">Of the package's file; its ending says what it is.</param>
    /// <param name="spool">Makes an empty stream to write, read and seek in, which is gone when it is closed.</param>
    public static Package Open(
        Func<Stream> open,
        string name,
        PackageLimits limits,
        Func<Stream> spool
    )
    {
        var package = new Package(open, name, limits, spool, keepsOpen: false);
        package.Read();
        return package;
    }

    /// <summary>Reads only what the package says of itself; its files can't be opened.</summary>
    /// <param name="content">Seekable; stays open.</param>
    /// <param name="spool">As for <see cref="Open"/>.</param>
    public static Package Look(
        Stream content,
        string name,
        PackageLimits limits,
        Func<Stream> spool
    )
    {
        using var package = new Package(() => content, name, limits, spool, keepsOpen: true);
        package.Read();
        content.Position = 0;
        return package;
    }

    public void Dispose()
    {
        _zip?.Dispose();
        _inflated?.Dispose();
    }

    private static bool IsGzip(string name) =>
        name.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    private void Read()
    {
        try
        {
            if (IsGzip(_name))
                ReadGzip();
            else if (Path.GetExtension(_name).Equals(".tar", StringComparison.OrdinalIgnoreCase))
                ReadTar(_open, _keepsOpen);
            else
                ReadZip();
        }
        catch (Exception broken)
            when (broken is InvalidDataException or IOException or FormatException)
        {
            Refuse(
                FindingCodes.PackageBroken,
                $"The package can't be read: {broken.Message} Make it again."
            );
        }
    }

    private void ReadZip()
    {
        var content = _open();
        try
        {
            if (ZipEnd.CountEntries(content) > _limits.Entries)
            {
                TellTooMany();
                return;
            }
            content.Position = 0;
            _zip = new ZipArchive(content, ZipArchiveMode.Read, _keepsOpen);
            ReadEntries(_zip, content.Length);
        }
        finally
        {
            if (_zip is null && !_keepsOpen)
                content.Dispose();
        }
    }

    private void ReadEntries(ZipArchive zip, long packed)
    {
        if (zip.Entries.Count > _limits.Entries)
        {
            TellTooMany();
            return;
        }
        // Entries that share their bytes are how a small package holds petabytes.
        if (zip.Entries.Sum(e => (decimal)e.CompressedLength) > packed)
        {
            Refuse(
                FindingCodes.PackageBomb,
                "Files of the package lie over each other. Nothing of it is unpacked."
            );
            return;
        }
        var bytes = 0L;
        foreach (var entry in zip.Entries)
        {
            if (((entry.ExternalAttributes >> 16) & FileTypeMask) == LinkMode)
                TellLink(entry.FullName);
            else if (entry.IsEncrypted)
                Refuse(
                    FindingCodes.PackageEncrypted,
                    $"\"{entry.FullName}\" is encrypted. Pack it without a password."
                );
            else if (
                entry.Length > TooSmallForBomb
                && entry.Length / Math.Max(1, entry.CompressedLength) > _limits.Ratio
            )
                Refuse(
                    FindingCodes.PackageBomb,
                    $"\"{entry.FullName}\" grows from {ByteSize.Say(entry.CompressedLength)} to {ByteSize.Say(entry.Length)}. Nothing of this package is unpacked."
                );
            else if (!entry.FullName.EndsWith('/'))
                Take(
                    entry.FullName,
                    entry.Length,
                    () => new ExactStream(entry.Open(), entry.Length)
                );
            if (TellsTooLarge(bytes += entry.Length))
                return;
        }
    }

    private void ReadGzip()
    {
        var packed = _open();
        using var closed = _keepsOpen ? null : packed;
        var inflated = _inflated = _spool();
        if (Inflates(packed, inflated))
            ReadTar(() => new SharedStream(inflated), keepsOpen: false);
    }

    /// <returns>False when it was refused on the way.</returns>
    private bool Inflates(Stream packed, Stream into)
    {
        using var gzip = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
        var buffer = new byte[1 << 16];
        var inflated = 0L;
        int read;
        while ((read = gzip.Read(buffer)) > 0)
        {
            inflated += read;
            if (
                inflated > TooSmallForBomb
                && inflated / Math.Max(1, packed.Position) > _limits.Ratio
            )
            {
                Refuse(
                    FindingCodes.PackageBomb,
                    $"The package grows from {ByteSize.Say(packed.Position)} to more than {ByteSize.Say(inflated)}. Nothing of it is unpacked."
                );
                return false;
            }
            if (inflated > _limits.Room)
            {
                Refuse(
                    FindingCodes.SpaceMissing,
                    "There is no room on the server to open the package now. Tell the funder, or send its files alone."
                );
                return false;
            }
            if (TellsTooLarge(inflated))
                return false;
            into.Write(buffer, 0, read);
        }
        return true;
    }

    private void ReadTar(Func<Stream> open, bool keepsOpen)
    {
        var content = open();
        using var closed = keepsOpen ? null : content;
        TarHeaders.Check(content, _limits.Entries);
        using var tar = new TarReader(content, leaveOpen: true);
        var (bytes, count) = (0L, 0);
        while (tar.GetNextEntry() is { } entry)
        {
            if (++count > _limits.Entries)
            {
                TellTooMany();
                return;
            }
            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile
                or TarEntryType.V7RegularFile
                or TarEntryType.ContiguousFile:
                    var (offset, length) = (entry.DataOffset, entry.Length);
                    Take(entry.Name, length, () => new PartStream(open(), offset, length));
                    break;
                case TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes:
                    break;
                default:
                    TellLink(entry.Name);
                    break;
            }
            if (TellsTooLarge(bytes += entry.Length))
                return;
        }
    }

    private void Take(string path, long length, Func<Stream> open)
    {
        if (path.StartsWith("./", StringComparison.Ordinal))
            path = path[2..];
        if (BagPath.Leaves(path) is { } leaves)
            Refuse(
                FindingCodes.PathOutside,
                $"\"{path}\" {leaves}. Nothing of this package is unpacked."
            );
        else
            _files.Add(new BagFile(path, length, open));
    }

    private void TellLink(string path) =>
        Refuse(
            FindingCodes.Link,
            $"\"{path}\" is a link or a device, not a file. Pack the file itself."
        );

    private void TellTooMany() =>
        Refuse(
            FindingCodes.PackageBomb,
            $"The package has more than {Numbers.Say(_limits.Entries, "entry", "entries")}. Send it in parts."
        );

    private bool TellsTooLarge(long bytes)
    {
        if (bytes <= _limits.Bytes)
            return false;
        Refuse(
            FindingCodes.PackageBomb,
            $"The package unpacks to more than {ByteSize.Say(_limits.Bytes)}. Send it in parts."
        );
        return true;
    }

    private void Refuse(string code, string message) =>
        _findings.Add(new Finding(code, FindingSeverity.Error, _name, message, Rule: "RFC 8493 5"));

    private List<BagFile> WithoutOuterFolder()
    {
        // What a Mac packs beside the folder (__MACOSX, .DS_Store) doesn't count.
        var own = _files.Where(f => !BagPath.IsSystemFile(f.Path)).Select(f => f.Path).ToList();
        if (own is not [var first, ..] || first.IndexOf('/') is not (> 0 and var at))
            return _files;
        var folder = first[..(at + 1)];
        bool IsInside(string path) => path.StartsWith(folder, StringComparison.Ordinal);
        return folder != "data/" && own.TrueForAll(IsInside)
            ?
            [
                .. _files
                    .Where(f => IsInside(f.Path))
                    .Select(f => f with { Path = f.Path[folder.Length..] }),
            ]
            : _files;
    }
}
