using System.Buffers.Binary;
using System.Text;

namespace Grants.Web.Platform.Pdf.TrueType;

/// <summary>
/// A font file with the outlines of some glyphs only. Glyphs keep their numbers, so that nothing else in the font has to
/// change; those left out are empty.
/// </summary>
internal static class FontSubset
{
    // Flags of a part of a composite glyph (OpenType "glyf").
    private const int WordArguments = 0x1;
    private const int OneScale = 0x8;
    private const int MoreParts = 0x20;
    private const int TwoScales = 0x40;
    private const int Matrix = 0x80;

    /// <exception cref="InvalidDataException">The font is broken.</exception>
    public static byte[] Of(TrueTypeFile font, IEnumerable<ushort> glyphs)
    {
        var keep = WithParts(font, glyphs);
        var count = keep.Max + 1;
        var outlines = new MemoryStream();
        var offsets = new byte[4 * (count + 1)];
        for (var glyph = 0; glyph < count; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan(4 * glyph), (uint)outlines.Length);
            if (!keep.Contains(glyph))
                continue;
            outlines.Write(font.Outline(glyph).Span);
            while (outlines.Length % 4 != 0)
                outlines.WriteByte(0);
        }
        BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan(4 * count), (uint)outlines.Length);
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = outlines.ToArray(),
            ["loca"] = offsets,
            ["head"] = Head(font),
            ["maxp"] = Maxp(font, count),
        };
        (tables["hhea"], tables["hmtx"]) = Metrics(font, count);
        foreach (var hinting in new[] { "cvt ", "fpgm", "prep" })
            if (font.Has(hinting))
                tables[hinting] = font.Table(hinting).ToArray();
        return Assemble(tables);
    }

    private static SortedSet<int> WithParts(TrueTypeFile font, IEnumerable<ushort> glyphs)
    {
        var keep = new SortedSet<int>();
        var todo = new Stack<int>(glyphs.Select(g => (int)g).Append(0));
        while (todo.TryPop(out var glyph))
        {
            if (!keep.Add(glyph))
                continue;
            var outline = new BigEndian(font.Outline(glyph));
            if (outline.Length == 0 || outline.I16(0) >= 0)
                continue;
            int flags;
            long at = 10;
            do
            {
                flags = outline.U16(at);
                todo.Push(outline.U16(at + 2));
                at += 4 + ((flags & WordArguments) != 0 ? 4 : 2);
                at +=
                    (flags & OneScale) != 0 ? 2
                    : (flags & TwoScales) != 0 ? 4
                    : (flags & Matrix) != 0 ? 8
                    : 0;
            } while ((flags & MoreParts) != 0);
        }
        return keep;
    }

    private static byte[] Head(TrueTypeFile font)
    {
        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0); // the checksum, filled in last
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1); // long offsets
        return head;
    }

    private static byte[] Maxp(TrueTypeFile font, int count)
    {
        var maxp = font.Table("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)count);
        return maxp;
    }

    private static (byte[] Hhea, byte[] Hmtx) Metrics(TrueTypeFile font, int count)
    {
        var hhea = font.Table("hhea").ToArray();
        var hmtx = font.Table("hmtx");
        int full = BinaryPrimitives.ReadUInt16BigEndian(hhea.AsSpan(34));
        if (full > count)
        {
            full = count;
            BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)full);
        }
        return (hhea, hmtx[..(4 * full + 2 * (count - full))].ToArray());
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        var log = (int)Math.Log2(tables.Count);
        using var file = new MemoryStream();
        WriteU32(file, 0x00010000);
        WriteU16(file, tables.Count);
        WriteU16(file, 16 << log);
        WriteU16(file, log);
        WriteU16(file, 16 * tables.Count - (16 << log));
        var at = 12 + 16 * tables.Count;
        var headAt = 0;
        foreach (var (name, bytes) in tables)
        {
            if (name == "head")
                headAt = at;
            file.Write(Encoding.ASCII.GetBytes(name));
            WriteU32(file, Sum(bytes));
            WriteU32(file, (uint)at);
            WriteU32(file, (uint)bytes.Length);
            at += (bytes.Length + 3) / 4 * 4;
        }
        foreach (var bytes in tables.Values)
        {
            file.Write(bytes);
            while (file.Length % 4 != 0)
                file.WriteByte(0);
        }
        var whole = file.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(whole.AsSpan(headAt + 8), 0xB1B0AFBA - Sum(whole));
        return whole;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (; bytes.Length >= 4; bytes = bytes[4..])
            sum += BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (bytes.IsEmpty)
            return sum;
        Span<byte> last = stackalloc byte[4];
        last.Clear();
        bytes.CopyTo(last);
        return sum + BinaryPrimitives.ReadUInt32BigEndian(last);
    }

    private static void WriteU16(MemoryStream file, int value)
    {
        file.WriteByte((byte)(value >> 8));
        file.WriteByte((byte)value);
    }

    private static void WriteU32(MemoryStream file, uint value)
    {
        WriteU16(file, (int)(value >> 16));
        WriteU16(file, (int)(value & 0xFFFF));
    }
}
