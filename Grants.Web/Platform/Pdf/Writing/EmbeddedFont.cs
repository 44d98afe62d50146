using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Grants.Web.Platform.Pdf.TrueType;

namespace Grants.Web.Platform.Pdf.Writing;

/// <summary>
/// The part of a font that one document uses (ISO 32000-1, 9.7). A code stands for a glyph together with the text it was
/// drawn for, so that a mirrored bracket or a ligature is read back as what was written.
/// </summary>
/// <param name="resource">Its name in content streams, such as "F0".</param>
internal sealed class EmbeddedFont(FontFace font, string resource, int id)
{
    private readonly Dictionary<(ushort Glyph, string Source), int> _codes = [];
    private readonly List<(ushort Glyph, string Source)> _drawn = [];

    public string Resource { get; } = resource;

    public int Id { get; } = id;

    /// <returns>The code to write; codes begin at 1.</returns>
    public int CodeOf(ushort glyph, string source)
    {
        if (!_codes.TryGetValue((glyph, source), out var code))
        {
            _drawn.Add((glyph, source));
            _codes[(glyph, source)] = code = _drawn.Count;
        }
        return code;
    }

    public void Write(PdfObjects objects)
    {
        var file = FontSubset.Of(font.File, _drawn.Select(d => d.Glyph));
        // Six capitals before the name mark a subset (9.6.4); made from its content, so they repeat.
        var prefix = string.Concat(SHA256.HashData(file).Take(6).Select(b => (char)('A' + b % 26)));
        var name = $"{prefix}+{font.Name}";
        var embedded = objects.AddDeflated($"/Length1 {file.Length}", file);
        var descriptor = objects.Add(Descriptor(name, embedded));
        var glyphs = objects.AddDeflated("", GlyphOfCode());
        var widths = string.Join(
            ' ',
            _drawn.Select(d => PdfSyntax.Number(font.File.Advance(d.Glyph) * 1000))
        );
        var descendant = objects.Add(
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/FontDescriptor {descriptor} 0 R"
                + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                + $"/CIDToGIDMap {glyphs} 0 R/DW 0/W[1[{widths}]]>>"
        );
        var text = objects.AddDeflated("", Encoding.ASCII.GetBytes(TextOfCode()));
        objects.Set(
            Id,
            $"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
                + $"/DescendantFonts[{descendant} 0 R]/ToUnicode {text} 0 R>>"
        );
    }

    private string Descriptor(string name, int embedded)
    {
        string Em(int units) => PdfSyntax.Number(units * 1000f / font.File.UnitsPerEm);
        var box = string.Join(' ', font.File.Box.Select(Em));
        return $"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]"
            + $"/ItalicAngle {(font.IsItalic ? "-12" : "0")}/Ascent {Em(font.File.Ascent)}"
            + $"/Descent {Em(font.File.Descent)}/CapHeight 714/StemV {(font.IsBold ? 140 : 80)}"
            + $"/FontFile2 {embedded} 0 R>>";
    }

    private byte[] GlyphOfCode()
    {
        var map = new byte[2 * (_drawn.Count + 1)];
        for (var i = 0; i < _drawn.Count; i++)
            BinaryPrimitives.WriteUInt16BigEndian(map.AsSpan(2 * (i + 1)), _drawn[i].Glyph);
        return map;
    }

    private string TextOfCode()
    {
        var map = new StringBuilder();
        map.Append("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n");
        map.Append("/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n");
        map.Append("/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n");
        map.Append("1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        var sources = _drawn
            .Select((d, i) => (Code: i + 1, d.Source))
            .Where(s => s.Source.Length > 0);
        foreach (var block in sources.Chunk(100)) // the most that one block may hold
        {
            map.Append(PdfSyntax.Number(block.Length)).Append(" beginbfchar\n");
            foreach (var (code, source) in block)
                map.Append(Pair(code, source));
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end")
            .ToString();
    }

    private static string Pair(int code, string source) =>
        $"<{code:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(source))}>\n";
}
