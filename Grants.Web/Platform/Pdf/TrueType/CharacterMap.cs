namespace Grants.Web.Platform.Pdf.TrueType;

/// <summary>Reads which code points a font has (OpenType "cmap", formats 4 and 12).</summary>
internal static class CharacterMap
{
    /// <exception cref="InvalidDataException">Broken, or no Unicode table in a known format.</exception>
    public static HashSet<int> Read(BigEndian cmap, int glyphCount)
    {
        var found = new HashSet<int>();
        var known = false;
        for (var i = 0; i < cmap.U16(2); i++)
        {
            var (platform, encoding) = (cmap.U16(4 + 8 * i), cmap.U16(6 + 8 * i));
            if (platform != 0 && (platform, encoding) is not ((3, 1) or (3, 10)))
                continue;
            long at = cmap.U32(8 + 8 * i);
            var format = cmap.U16(at);
            known |= format is 4 or 12;
            if (format == 4)
                ReadSegments(cmap, at, glyphCount, found);
            else if (format == 12)
                ReadGroups(cmap, at, glyphCount, found);
        }
        return known
            ? found
            : throw new InvalidDataException("The font has no Unicode character map.");
    }

    private static void ReadSegments(BigEndian cmap, long at, int glyphCount, HashSet<int> found)
    {
        var segments = cmap.U16(at + 6) / 2;
        var (ends, starts) = (at + 14, at + 16 + 2L * segments);
        var (deltas, offsets) = (starts + 2L * segments, starts + 4L * segments);
        for (var s = 0; s < segments; s++)
        {
            int end = cmap.U16(ends + 2 * s);
            int delta = cmap.U16(deltas + 2 * s);
            int offset = cmap.U16(offsets + 2 * s);
            for (int c = cmap.U16(starts + 2 * s), first = c; c <= end && c < 0xFFFF; c++)
            {
                var glyph = c;
                if (offset != 0)
                    glyph = cmap.U16(offsets + 2 * s + offset + 2 * (c - first));
                if (offset == 0 || glyph != 0)
                    glyph = glyph + delta & 0xFFFF;
                if (glyph > 0 && glyph < glyphCount)
                    found.Add(c);
            }
        }
    }

    private static void ReadGroups(BigEndian cmap, long at, int glyphCount, HashSet<int> found)
    {
        var groups = cmap.U32(at + 12);
        cmap.Slice(at + 16, 12L * groups);
        for (long g = 0; g < groups; g++)
        {
            long start = cmap.U32(at + 16 + 12 * g);
            long end = Math.Min(cmap.U32(at + 20 + 12 * g), 0x10FFFF);
            long glyph = cmap.U32(at + 24 + 12 * g);
            for (var c = start; c <= end && glyph + c - start < glyphCount; c++)
                if (glyph + c - start > 0)
                    found.Add((int)c);
        }
    }
}
