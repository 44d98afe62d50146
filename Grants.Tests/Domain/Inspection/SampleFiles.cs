using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Grants.Domain.Inspection;

namespace Grants.Tests.Domain.Inspection;

/// <summary>Small whole files of each format, made here byte by byte.</summary>
public static class SampleFiles
{
    public const string Heading = "identifier,title,type,rights,collection,files";

    public static CheckedFile File(string name, byte[] content, string? sha256 = null) =>
        new(name, content.Length, sha256 ?? Digest(content), () => new MemoryStream(content));

    public static string Digest(byte[] content) =>
        Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>A sheet of the required columns with one row for each file.</summary>
    public static byte[] Sheet(params string[] files) =>
        Text(
            Heading
                + "\r\n"
                + string.Concat(
                    files.Select(
                        (f, i) =>
                            $"ta_{i + 1:0000},Poster {i + 1},StillImage,http://rightsstatements.org/vocab/InC/1.0/,Papers,{f}\r\n"
                    )
                )
        );

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Grey, uncompressed, one strip; the shade makes its content its own.</summary>
    public static byte[] Tiff(
        int width = 40,
        int height = 30,
        int ppi = 400,
        byte shade = 0x80,
        bool bigEndian = false,
        bool big = false
    )
    {
        var pixels = width * height;
        var file = new Writer(bigEndian);
        file.Raw(bigEndian ? "MM"u8 : "II"u8);
        var resolution = big ? 16 : 8;
        var data = resolution + 8;
        var directory = data + pixels + (pixels & 1);
        file.U16(big ? 43 : 42);
        if (big)
        {
            file.U16(8);
            file.U16(0);
            file.U64((ulong)directory);
        }
        else
            file.U32((uint)directory);
        file.U32((uint)ppi);
        file.U32(1);
        file.Fill(shade, pixels + (pixels & 1));
        (int Tag, int Type, uint Value)[] entries =
        [
            (256, 4, (uint)width),
            (257, 4, (uint)height),
            (258, 3, 8),
            (259, 3, 1),
            (262, 3, 1),
            (273, 4, (uint)data),
            (277, 3, 1),
            (278, 4, (uint)height),
            (279, 4, (uint)pixels),
            (282, 5, (uint)resolution),
            (296, 3, 2),
        ];
        if (big)
            file.U64((ulong)entries.Length);
        else
            file.U16(entries.Length);
        foreach (var (tag, type, value) in entries)
        {
            file.U16(tag);
            file.U16(type);
            var inline = big ? 8 : 4;
            if (big)
                file.U64(1);
            else
                file.U32(1);
            // BigTIFF keeps the eight bytes of a rational in the entry itself.
            if (type == 5 && big)
            {
                file.U32((uint)ppi);
                file.U32(1);
                continue;
            }
            var written = type == 3 ? 2 : 4;
            if (type == 3)
                file.U16((int)value);
            else
                file.U32(value);
            file.Fill(0, inline - written);
        }
        file.Fill(0, big ? 8 : 4);
        return file.ToArray();
    }

    /// <summary>The segments of a JPEG with a scan of meaningless data.</summary>
    public static byte[] Jpeg(int width = 40, int height = 30, int ppi = 300)
    {
        var file = new Writer(bigEndian: true);
        file.Raw([0xFF, 0xD8, 0xFF, 0xE0, 0, 16]);
        file.Raw("JFIF\0"u8);
        file.Raw([1, 1, 1]);
        file.U16(ppi);
        file.U16(ppi);
        file.Raw([0, 0, 0xFF, 0xC0, 0, 11, 8]);
        file.U16(height);
        file.U16(width);
        file.Raw([1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]);
        file.Raw([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56, 0xFF, 0xD9]);
        return file.ToArray();
    }

    /// <summary>Grey, and really decodable.</summary>
    public static byte[] Png(int width = 40, int height = 30, int ppi = 300, byte shade = 0x80)
    {
        var file = new Writer(bigEndian: true);
        file.Raw([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new Writer(bigEndian: true);
        header.U32((uint)width);
        header.U32((uint)height);
        header.Raw([8, 0, 0, 0, 0]);
        Chunk(file, "IHDR", header.ToArray());
        var density = new Writer(bigEndian: true);
        density.U32((uint)Math.Round(ppi / 0.0254));
        density.U32((uint)Math.Round(ppi / 0.0254));
        density.Raw([1]);
        Chunk(file, "pHYs", density.ToArray());
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var y = 0; y < height; y++)
            {
                deflate.WriteByte(0);
                deflate.Write(Enumerable.Repeat(shade, width).ToArray());
            }
        Chunk(file, "IDAT", packed.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <param name="samples">Of each channel.</param>
    /// <param name="broadcast">With a bext chunk, version 1.</param>
    /// <param name="format">1 PCM, 3 floating point.</param>
    /// <param name="extensible">With the longer header, which has the format's code in another place.</param>
    /// <param name="kind">RIFF, or RF64 or BW64 with sizes of 64 bits.</param>
    public static byte[] Wave(
        int samples = 100,
        int rate = 48_000,
        int bits = 16,
        int channels = 1,
        bool broadcast = false,
        int format = 1,
        bool extensible = false,
        string kind = "RIFF"
    )
    {
        var large = kind != "RIFF";
        var frame = channels * bits / 8;
        var data = samples * frame;
        var file = new Writer(bigEndian: false);
        var size = 36 + data + (broadcast ? 610 : 0) + (extensible ? 24 : 0);
        file.Raw(Encoding.Latin1.GetBytes(kind));
        file.U32(large ? uint.MaxValue : (uint)size);
        file.Raw("WAVE"u8);
        if (large)
        {
            file.Raw("ds64"u8);
            file.U32(28);
            file.U64((ulong)size + 36);
            file.U64((ulong)data);
            file.U64((ulong)samples);
            file.U32(0);
        }
        if (broadcast)
        {
            file.Raw("bext"u8);
            file.U32(602);
            file.Raw("A rally"u8);
            file.Fill(0, 346 - 7);
            file.U16(1);
            file.Fill(0, 602 - 348);
        }
        file.Raw("fmt "u8);
        file.U32(extensible ? 40u : 16u);
        file.U16(extensible ? 0xFFFE : format);
        file.U16(channels);
        file.U32((uint)rate);
        file.U32((uint)(rate * frame));
        file.U16(frame);
        file.U16(bits);
        if (extensible)
        {
            file.U16(22);
            file.U16(bits);
            file.U32(0);
            file.U16(format);
            file.Raw([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]);
        }
        file.Raw("data"u8);
        file.U32(large ? uint.MaxValue : (uint)data);
        file.Fill(1, data);
        return file.ToArray();
    }

    /// <summary>One empty page.</summary>
    /// <param name="pdfA">Part and conformance that it claims, such as "2b".</param>
    /// <param name="font">The page has one, as pages with text do.</param>
    /// <param name="catalog">Further entries of the catalog.</param>
    public static byte[] Pdf(string? pdfA = null, bool font = false, string catalog = "")
    {
        var claim = pdfA is null
            ? ""
            : $"<x:xmpmeta><rdf:Description pdfaid:part=\"{pdfA[0]}\" pdfaid:conformance=\"{char.ToUpperInvariant(pdfA[1])}\"/></x:xmpmeta>";
        string[] objects =
        [
            $"<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R {catalog} >>",
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << {(font ? "/Font << /F1 5 0 R >>" : "")} >> >>",
            $"<< /Type /Metadata /Subtype /XML /Length {claim.Length} >>\nstream\n{claim}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var file = new StringBuilder("%PDF-1.7\n");
        List<int> places = [];
        foreach (var body in objects)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{body}\nendobj\n");
        }
        var table = file.Length;
        file.Append(
            CultureInfo.InvariantCulture,
            $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n"
        );
        foreach (var place in places)
            file.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        file.Append(
            CultureInfo.InvariantCulture,
            $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
        );
        return Text(file.ToString());
    }

    /// <summary>The boxes of a JP2 and a code stream with one tile of meaningless data.</summary>
    public static byte[] Jpeg2000(int width = 40, int height = 30, int? streamWidth = null)
    {
        var stream = new Writer(bigEndian: true);
        stream.U16(0xFF4F);
        stream.U16(0xFF51);
        stream.U16(41);
        stream.U16(0);
        foreach (var size in (int[])[streamWidth ?? width, height, 0, 0, width, height, 0, 0])
            stream.U32((uint)size);
        stream.U16(1);
        stream.Raw([7, 1, 1]);
        stream.U16(0xFF90);
        stream.U16(10);
        stream.U16(0);
        stream.U32(20);
        stream.Raw([0, 1, 0xFF, 0x93, 1, 2, 3, 4, 5, 6, 0xFF, 0xD9]);
        var file = new Writer(bigEndian: true);
        file.Raw([0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A]);
        Box(file, "ftyp", [.. "jp2 "u8, 0, 0, 0, 0, .. "jp2 "u8]);
        var header = new Writer(bigEndian: true);
        header.U32((uint)height);
        header.U32((uint)width);
        header.Raw([0, 1, 7, 7, 0, 0]);
        var inner = new Writer(bigEndian: true);
        Box(inner, "ihdr", header.ToArray());
        Box(file, "jp2h", inner.ToArray());
        Box(file, "jp2c", stream.ToArray());
        return file.ToArray();
    }

    /// <summary>A PNG with a further chunk behind its header.</summary>
    public static byte[] WithChunk(byte[] png, string type, byte[] content)
    {
        const int HeaderEnd = 33;
        var chunk = new Writer(bigEndian: true);
        Chunk(chunk, type, content);
        return [.. png[..HeaderEnd], .. chunk.ToArray(), .. png[HeaderEnd..]];
    }

    /// <summary>A second of silence in packed frames of 128 kbit/s and 48 kHz; of version 2 of 80 kbit/s and 24 kHz.</summary>
    /// <param name="kind">FB or FA of version 1, F3 or F2 of version 2.</param>
    public static byte[] Mp3(byte kind = 0xFB) =>
        [
            .. Enumerable
                .Repeat((byte[])[0xFF, kind, 0x94, 0xC4, .. new byte[kind < 0xF8 ? 236 : 380]], 42)
                .SelectMany(frame => frame),
        ];

    /// <summary>The first box of a film or picture, and one that is empty.</summary>
    public static byte[] Boxes(string brand)
    {
        var file = new Writer(bigEndian: true);
        Box(file, "ftyp", [.. Encoding.Latin1.GetBytes(brand), 0, 0, 0, 0]);
        Box(file, "mdat", new byte[40]);
        return file.ToArray();
    }

    /// <summary>From before there were brands.</summary>
    public static byte[] OldMovie(string atom)
    {
        var file = new Writer(bigEndian: true);
        Box(file, atom, []);
        Box(file, "mdat", new byte[40]);
        return file.ToArray();
    }

    public static byte[] Hocr() =>
        Text(
            "<?xml version=\"1.0\"?>\n<html><body><div class='ocr_page' title='bbox 0 0 40 30'>Let my people go</div></body></html>"
        );

    private static void Box(Writer file, string type, byte[] content)
    {
        file.U32((uint)(8 + content.Length));
        file.Raw(Encoding.Latin1.GetBytes(type));
        file.Raw(content);
    }

    private static void Chunk(Writer file, string type, byte[] content)
    {
        byte[] typed = [.. Encoding.Latin1.GetBytes(type), .. content];
        file.U32((uint)content.Length);
        file.Raw(typed);
        file.U32(Crc(typed));
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var k = 0; k < 8; k++)
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320u ^ (crc >> 1);
        }
        return ~crc;
    }

    private sealed class Writer(bool bigEndian)
    {
        private readonly List<byte> _bytes = [];

        public byte[] ToArray() => [.. _bytes];

        public void Raw(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

        public void Fill(byte value, int count) => _bytes.AddRange(Enumerable.Repeat(value, count));

        public void U16(int value)
        {
            Span<byte> bytes = stackalloc byte[2];
            if (bigEndian)
                BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
            else
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
            Raw(bytes);
        }

        public void U32(uint value)
        {
            Span<byte> bytes = stackalloc byte[4];
            if (bigEndian)
                BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
            else
                BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
            Raw(bytes);
        }

        public void U64(ulong value)
        {
            Span<byte> bytes = stackalloc byte[8];
            if (bigEndian)
                BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
            else
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
            Raw(bytes);
        }
    }
}
