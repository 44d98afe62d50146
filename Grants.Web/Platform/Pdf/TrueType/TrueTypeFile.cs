using System.Text;

namespace Grants.Web.Platform.Pdf.TrueType;

/// <summary>The parts of a TrueType file that shaping and embedding need (OpenType 1.9, "glyf" outlines only).</summary>
internal sealed class TrueTypeFile
{
    private readonly BigEndian _bytes;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _tables = new(StringComparer.Ordinal);
    private readonly bool _longOffsets;
    private readonly int _metrics;

    /// <exception cref="InvalidDataException">Not a TrueType file, or a broken one.</exception>
    public TrueTypeFile(ReadOnlyMemory<byte> file)
    {
        _bytes = new(file);
        if (_bytes.U32(0) != 0x00010000)
            throw new InvalidDataException("This isn't a TrueType font.");
        for (var i = 0; i < _bytes.U16(4); i++)
        {
            var at = 12 + 16 * i;
            var name = Encoding.Latin1.GetString(_bytes.Slice(at, 4).Span);
            _tables[name] = _bytes.Slice(_bytes.U32(at + 8), _bytes.U32(at + 12));
        }
        var head = Read("head");
        UnitsPerEm = head.U16(18);
        if (UnitsPerEm is < 16 or > 16384)
            throw new InvalidDataException("The font's units per em are out of range.");
        Box = [head.I16(36), head.I16(38), head.I16(40), head.I16(42)];
        _longOffsets = head.I16(50) == 1;
        GlyphCount = Read("maxp").U16(4);
        var hhea = Read("hhea");
        (Ascent, Descent, _metrics) = (hhea.I16(4), hhea.I16(6), hhea.U16(34));
        if (GlyphCount == 0 || _metrics == 0 || _metrics > GlyphCount)
            throw new InvalidDataException("The font has no glyphs.");
        Read("hmtx").Slice(0, 4L * _metrics + 2L * (GlyphCount - _metrics));
        Characters = CharacterMap.Read(Read("cmap"), GlyphCount);
    }

    public int UnitsPerEm { get; }

    public int GlyphCount { get; }

    /// <summary>In font units; <see cref="Descent"/> is negative.</summary>
    public int Ascent { get; }

    /// <inheritdoc cref="Ascent"/>
    public int Descent { get; }

    /// <summary>Around all glyphs: left, bottom, right, top in font units.</summary>
    public IReadOnlyList<int> Box { get; }

    /// <summary>Code points that have a glyph.</summary>
    public IReadOnlySet<int> Characters { get; }

    /// <summary>Width of a glyph, in em.</summary>
    public float Advance(ushort glyph) =>
        Read("hmtx").U16(4 * Math.Min(glyph, _metrics - 1)) / (float)UnitsPerEm;

    /// <summary>A glyph's outline; empty for a space.</summary>
    /// <exception cref="InvalidDataException"/>
    public ReadOnlyMemory<byte> Outline(int glyph)
    {
        var from = OutlineAt(glyph);
        return new BigEndian(Table("glyf")).Slice(from, OutlineAt(glyph + 1) - from);
    }

    public bool Has(string table) => _tables.ContainsKey(table);

    /// <exception cref="InvalidDataException">The font lacks it.</exception>
    public ReadOnlyMemory<byte> Table(string table) =>
        _tables.TryGetValue(table, out var bytes)
            ? bytes
            : throw new InvalidDataException($"The font has no table \"{table}\".");

    private BigEndian Read(string table) => new(Table(table));

    private long OutlineAt(int glyph)
    {
        if (glyph < 0 || glyph > GlyphCount)
            throw new InvalidDataException($"The font has no glyph {glyph}.");
        var loca = Read("loca");
        return _longOffsets ? loca.U32(4L * glyph) : 2L * loca.U16(2L * glyph);
    }
}
