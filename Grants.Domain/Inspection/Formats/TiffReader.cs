namespace Grants.Domain.Inspection.Formats;

/// <summary>TIFF 6.0 (Adobe, 1992) and BigTIFF, either byte order: the directories, and that the image's bytes are all there.</summary>
internal static class TiffReader
{
    public const string MediaType = "image/tiff";

    /// <summary>More images than this in one file are not walked.</summary>
    private const int MaxPages = 10_000;

    private const int MaxEntries = 4096;
    private const int Width = 256;
    private const int Height = 257;
    private const int Bits = 258;
    private const int Compression = 259;
    private const int Photometric = 262;
    private const int StripOffsets = 273;
    private const int SamplesPerPixel = 277;
    private const int StripBytes = 279;
    private const int XResolution = 282;
    private const int ResolutionUnit = 296;
    private const int Software = 305;
    private const int TileOffsets = 324;
    private const int TileBytes = 325;
    private const int ExtraSamples = 338;
    private const int Xmp = 700;
    private const int Iptc = 33723;
    private const int Exif = 34665;
    private const int Icc = 34675;

    public static FileFacts Known { get; } =
        new(MediaType, "TIFF", ".tif", ".tiff") { Kind = MediaKind.Image };

    public static FileFacts Read(Bytes bytes)
    {
        var layout = Begin(bytes, out var directory);
        var first = ReadDirectory(bytes, layout, directory, out var next);
        var facts = Facts(bytes, first);
        CheckImage(bytes, first, facts);
        HashSet<long> seen = [directory];
        var pages = 1;
        while (next != 0 && pages < MaxPages)
        {
            if (!seen.Add(next))
                throw new BrokenFileException("has a page list that runs in a circle")
                {
                    Facts = facts,
                };
            var page = ReadDirectory(bytes, layout, next, out next);
            CheckImage(bytes, page, facts);
            pages++;
        }
        return facts with { Pages = pages };
    }

    /// <summary>The resolution in pixels per inch that the first directory of an embedded TIFF (Exif) says, or null.</summary>
    public static double? PpiOf(Bytes bytes)
    {
        var layout = Begin(bytes, out var directory);
        return Ppi(bytes, ReadDirectory(bytes, layout, directory, out _));
    }

    private static Layout Begin(Bytes bytes, out long directory)
    {
        bytes.LittleEndian = bytes.Byte(0) == (byte)'I';
        var big = bytes.UInt16(2) == 43;
        if (big && (bytes.UInt16(4) != 8 || bytes.UInt16(6) != 0))
            throw new BrokenFileException("isn't a BigTIFF as its header says");
        directory = big ? bytes.Int64(8) : bytes.UInt32(4);
        if (directory < 8)
            throw new BrokenFileException("has no image directory");
        return big ? new Layout(8, 20, 8) : new Layout(2, 12, 4);
    }

    /// <param name="Count">Bytes of the number of entries.</param>
    /// <param name="Entry">Bytes of an entry.</param>
    /// <param name="Offset">Bytes of an offset.</param>
    private readonly record struct Layout(int Count, int Entry, int Offset);

    /// <param name="At">Where its first value lies.</param>
    private readonly record struct Tag(int Type, long Count, long At);

    private static Dictionary<int, Tag> ReadDirectory(
        Bytes bytes,
        Layout layout,
        long at,
        out long next
    )
    {
        var count = layout.Count == 8 ? bytes.Int64(at) : bytes.UInt16(at);
        if (count is 0 or > MaxEntries)
            throw new BrokenFileException($"has an image directory of {count} entries");
        Dictionary<int, Tag> tags = [];
        for (var i = 0; i < count; i++)
        {
            var entry = at + layout.Count + i * layout.Entry;
            var type = bytes.UInt16(entry + 2);
            var values = layout.Offset == 8 ? bytes.Int64(entry + 4) : bytes.UInt32(entry + 4);
            var place = entry + 4 + layout.Offset;
            var size = SizeOf(type);
            if (size > 0 && values > bytes.Length / size)
                throw new BrokenFileException("has a directory entry that is longer than the file");
            if (size * values > layout.Offset)
                place = layout.Offset == 8 ? bytes.Int64(place) : bytes.UInt32(place);
            if (size > 0 && place > bytes.Length - size * values)
                throw new BrokenFileException("ends before its header says");
            tags.TryAdd(bytes.UInt16(entry), new Tag(type, values, place));
        }
        var end = at + layout.Count + count * layout.Entry;
        next = layout.Offset == 8 ? bytes.Int64(end) : bytes.UInt32(end);
        return tags;
    }

    /// <summary>Bytes of one value of a field type; 0 for types that aren't known, which readers skip (TIFF 6.0, section 2).</summary>
    private static int SizeOf(int type) =>
        type switch
        {
            1 or 2 or 6 or 7 => 1,
            3 or 8 => 2,
            4 or 9 or 11 or 13 => 4,
            5 or 10 or 12 or 16 or 17 or 18 => 8,
            _ => 0,
        };

    private static FileFacts Facts(Bytes bytes, Dictionary<int, Tag> tags)
    {
        var facts = Known with
        {
            Width = Size(First(bytes, tags, Width), "width"),
            Height = Size(First(bytes, tags, Height), "height"),
            Bits = Small(First(bytes, tags, Bits) ?? 1),
            Samples = Small(First(bytes, tags, SamplesPerPixel) ?? 1),
            Ppi = Ppi(bytes, tags),
            Compression = CompressionName(First(bytes, tags, Compression) ?? 1),
            Colour = ColourOf(First(bytes, tags, Photometric), First(bytes, tags, Bits) ?? 1),
            ColourProfile = tags.TryGetValue(Icc, out var icc)
                ? IccProfile.NameOf(bytes.Copy(icc.At, icc.Count, IccProfile.MaxLength))
                : null,
            Software =
                tags.TryGetValue(Software, out var made) && made.Type == 2
                    ? bytes.Ascii(made.At, (int)Math.Min(made.Count, 200))
                    : null,
        };
        foreach (
            var (tag, name) in ((int, string)[])
                [(Exif, "EXIF"), (Xmp, "XMP"), (Iptc, "IPTC"), (ExtraSamples, "extra samples")]
        )
            if (tags.ContainsKey(tag))
                facts = facts.With(name);
        return facts;
    }

    private static string? ColourOf(long? photometric, long bits) =>
        photometric switch
        {
            0 or 1 => bits == 1 ? Colours.Bilevel : Colours.Grey,
            2 or 6 => Colours.Rgb,
            3 => Colours.Palette,
            5 => Colours.Cmyk,
            8 or 9 or 10 => Colours.Lab,
            _ => null,
        };

    private static int Size(long? value, string what) =>
        value is > 0 and <= int.MaxValue
            ? (int)value
            : throw new BrokenFileException($"has no {what}") { Facts = Known };

    private static int? Small(long value) => value is > 0 and <= 1024 ? (int)value : null;

    private static double? Ppi(Bytes bytes, Dictionary<int, Tag> tags)
    {
        if (!tags.TryGetValue(XResolution, out var tag) || tag.Type != 5 || tag.Count < 1)
            return null;
        var (over, under) = (bytes.UInt32(tag.At), bytes.UInt32(tag.At + 4));
        var perUnit = under == 0 ? 0 : (double)over / under;
        return (First(bytes, tags, ResolutionUnit) ?? 2) switch
        {
            _ when perUnit <= 0 => null,
            2 => perUnit,
            3 => perUnit * 2.54,
            _ => null,
        };
    }

    private static void CheckImage(Bytes bytes, Dictionary<int, Tag> tags, FileFacts facts)
    {
        var tiled = tags.ContainsKey(TileOffsets);
        var (offsets, sizes) = (
            tags.GetValueOrDefault(tiled ? TileOffsets : StripOffsets),
            tags.GetValueOrDefault(tiled ? TileBytes : StripBytes)
        );
        if (offsets.Count == 0)
            throw new BrokenFileException("holds no image data") { Facts = facts };
        // Some old writers leave the sizes out for one strip that runs to the end.
        if (sizes.Count == 0 && offsets.Count == 1)
            return;
        if (sizes.Count != offsets.Count)
            throw new BrokenFileException("lists its image data inconsistently") { Facts = facts };
        for (long i = 0; i < offsets.Count; i++)
        {
            var (at, size) = (Value(bytes, offsets, i), Value(bytes, sizes, i));
            if (at is null || size is null || at < 8 || at > bytes.Length - size)
                throw new BrokenFileException("is truncated: its image data isn't all there")
                {
                    Facts = facts,
                };
        }
    }

    private static long? First(Bytes bytes, Dictionary<int, Tag> tags, int tag) =>
        tags.TryGetValue(tag, out var found) && found.Count > 0 ? Value(bytes, found, 0) : null;

    private static long? Value(Bytes bytes, Tag tag, long index) =>
        tag.Type switch
        {
            1 => bytes.Byte(tag.At + index),
            3 => bytes.UInt16(tag.At + index * 2),
            4 or 13 => bytes.UInt32(tag.At + index * 4),
            16 or 18 => bytes.Int64(tag.At + index * 8),
            _ => null,
        };

    private static string CompressionName(long code) =>
        code switch
        {
            1 => "uncompressed",
            2 or 3 or 4 => "CCITT fax",
            5 => "LZW",
            6 or 7 => "JPEG",
            8 or 32946 => "Deflate",
            32773 => "PackBits",
            33003 or 33004 or 33005 or 34712 => "JPEG 2000",
            34925 => "LZMA",
            50000 => "Zstandard",
            50001 => "WebP",
            _ => $"compression {code}",
        };
}
