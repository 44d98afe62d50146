using System.IO.Compression;

namespace Grants.Domain.Inspection.Formats;

/// <summary>PNG (W3C, third edition): every chunk with its check sum.</summary>
internal static class PngReader
{
    public const string MediaType = "image/png";

    /// <summary>Bytes of a colour profile, packed or not, that are read for its name.</summary>
    private const int MaxProfile = 1 << 20;

    private static readonly uint[] Table = MakeTable();

    public static FileFacts Known { get; } =
        new(MediaType, "PNG", ".png") { Kind = MediaKind.Image, Compression = "Deflate" };

    public static FileFacts Read(Bytes bytes)
    {
        if (
            !bytes
                .At(0, 8)
                .SequenceEqual((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        )
            throw new BrokenFileException("was changed on the way, as if sent as text");
        var (facts, data, at) = (Known, false, 8L);
        while (true)
        {
            if (at >= bytes.Length)
                throw new BrokenFileException("is truncated: it ends without its last chunk")
                {
                    Facts = facts,
                };
            var length = bytes.UInt32(at);
            var type = System.Text.Encoding.Latin1.GetString(bytes.At(at + 4, 4));
            if (length > int.MaxValue || at + 12 + length > bytes.Length)
                throw new BrokenFileException("is truncated") { Facts = facts };
            if (Crc(bytes, at + 4, length + 4) != bytes.UInt32(at + 8 + length))
                throw new BrokenFileException("is damaged: a check sum inside it is wrong")
                {
                    Facts = facts,
                };
            if (at == 8 && (type != "IHDR" || length != 13))
                throw new BrokenFileException("doesn't begin with its header");
            facts = Chunk(bytes, type, at + 8, length, facts);
            data |= type == "IDAT";
            if (type == "IEND")
                return data
                    ? facts
                    : throw new BrokenFileException("holds no image data") { Facts = facts };
            at += 12 + length;
        }
    }

    private static FileFacts Chunk(Bytes bytes, string type, long at, uint length, FileFacts facts)
    {
        if (type == "pHYs" && length == 9)
            return bytes.Byte(at + 8) == 1 && bytes.UInt32(at) > 0
                ? facts with
                {
                    Ppi = Math.Round(bytes.UInt32(at) * 0.0254, 1),
                }
                : facts;
        if (type == "iCCP")
            return facts with { ColourProfile = ProfileOf(bytes, at, length) };
        if (type == "sRGB")
            return facts with { ColourProfile = facts.ColourProfile ?? "sRGB" };
        if (type == "eXIf")
            return facts.With("EXIF");
        if (type == "iTXt" && NameOf(bytes, at, length) == "XML:com.adobe.xmp")
            return facts.With("XMP");
        if (type == "tEXt" && NameOf(bytes, at, length) == "Software")
            return facts with
            {
                Software = bytes.Ascii(at + 9, (int)Math.Clamp(length - 9L, 0, 200)),
            };
        if (type != "IHDR")
            return facts;
        var (width, height) = (bytes.UInt32(at), bytes.UInt32(at + 4));
        return width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue
            ? facts with
            {
                Width = (int)width,
                Height = (int)height,
                Bits = bytes.Byte(at + 8),
                Samples = bytes.Byte(at + 9) switch
                {
                    2 => 3,
                    4 => 2,
                    6 => 4,
                    _ => 1,
                },
                Colour = bytes.Byte(at + 9) switch
                {
                    0 or 4 => bytes.Byte(at + 8) == 1 ? Colours.Bilevel : Colours.Grey,
                    3 => Colours.Palette,
                    _ => Colours.Rgb,
                },
            }
            : throw new BrokenFileException("has no size");
    }

    /// <summary>
    /// Name of a packed colour profile (11.3.2.3); the keyword before it is the writing program's, and taken only where the profile
    /// can't be unpacked.
    /// </summary>
    private static string ProfileOf(Bytes bytes, long at, uint length)
    {
        var keyword = NameOf(bytes, at, length);
        // Behind the keyword a zero and the number of the compression.
        var begins = keyword.Length + 2;
        var packed = bytes.Copy(at + begins, length - begins, MaxProfile);
        var profile = new byte[MaxProfile];
        try
        {
            using var unpacked = new ZLibStream(
                new MemoryStream(packed),
                CompressionMode.Decompress
            );
            var read = unpacked.ReadAtLeast(profile, MaxProfile, throwOnEndOfStream: false);
            return IccProfile.NameOf(profile.AsSpan(0, read));
        }
        catch (InvalidDataException)
        {
            return keyword;
        }
    }

    /// <summary>The keyword that a chunk begins with: up to 79 bytes and a zero.</summary>
    private static string NameOf(Bytes bytes, long at, uint length)
    {
        var text = bytes.Ascii(at, (int)Math.Min(length, 80));
        return text.Split('\0')[0];
    }

    private static uint Crc(Bytes bytes, long at, long length)
    {
        var crc = 0xFFFFFFFFu;
        while (length > 0)
        {
            var part = bytes.UpTo(at, (int)Math.Min(length, 1 << 16));
            foreach (var value in part)
                crc = Table[(crc ^ value) & 0xFF] ^ (crc >> 8);
            at += part.Length;
            length -= part.Length;
        }
        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            var c = n;
            for (var k = 0; k < 8; k++)
                c = (c & 1) == 0 ? c >> 1 : 0xEDB88320u ^ (c >> 1);
            table[n] = c;
        }
        return table;
    }
}
