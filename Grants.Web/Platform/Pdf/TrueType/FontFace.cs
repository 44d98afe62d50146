using System.Runtime.InteropServices;
using Grants.Web.Platform.Pdf.Shaping;
using HarfBuzzSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace Grants.Web.Platform.Pdf.TrueType;

/// <summary>One font: its file for embedding, and HarfBuzz's view of it for shaping.</summary>
internal sealed class FontFace : IDisposable
{
    private readonly Lock _shaping = new(); // a HarfBuzz font serves one thread at a time
    private readonly Font _font;

    /// <exception cref="InvalidDataException">Not a TrueType font.</exception>
    public FontFace(string name, byte[] file)
    {
        Name = name;
        File = new TrueTypeFile(file);
        var pinned = GCHandle.Alloc(file, GCHandleType.Pinned);
        using var blob = new Blob(
            pinned.AddrOfPinnedObject(),
            file.Length,
            MemoryMode.ReadOnly,
            pinned.Free
        );
        using var face = new Face(blob, 0);
        _font = new Font(face);
        _font.SetScale(File.UnitsPerEm, File.UnitsPerEm);
        _font.SetFunctionsOpenType();
    }

    /// <summary>PostScript name, such as "NotoSans-Bold".</summary>
    public string Name { get; }

    public TrueTypeFile File { get; }

    public bool IsBold => Name.Contains("Bold", StringComparison.Ordinal);

    public bool IsItalic => Name.Contains("Italic", StringComparison.Ordinal);

    public void Dispose() => _font.Dispose();

    public bool Has(int codePoint) => File.Characters.Contains(codePoint);

    /// <summary>Picks and places glyphs for text of one direction and one script.</summary>
    public ShapedText Shape(string text, bool rightToLeft)
    {
        using var buffer = new Buffer();
        buffer.AddUtf16(text);
        buffer.GuessSegmentProperties();
        buffer.Direction = rightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
        lock (_shaping)
            _font.Shape(buffer);
        return Place(text, buffer, rightToLeft);
    }

    private ShapedText Place(string text, Buffer buffer, bool rightToLeft)
    {
        var infos = buffer.GetGlyphInfoSpan();
        var positions = buffer.GetGlyphPositionSpan();
        float em = File.UnitsPerEm;
        var placed = new (ShapedGlyph Glyph, int Cluster)[infos.Length];
        var pen = 0f;
        for (var i = 0; i < infos.Length; i++)
        {
            var x = pen + positions[i].XOffset / em;
            var glyph = new ShapedGlyph(
                (ushort)infos[i].Codepoint,
                x,
                positions[i].YOffset / em,
                ""
            );
            placed[i] = (glyph, (int)infos[i].Cluster);
            pen += positions[i].XAdvance / em;
        }
        if (rightToLeft)
            Array.Reverse(placed); // HarfBuzz gives them as seen, from the left
        var glyphs = new ShapedGlyph[placed.Length];
        for (var i = 0; i < placed.Length; i++)
        {
            // A cluster (a ligature, a letter with marks) gives its text to its first glyph.
            var (glyph, start) = placed[i];
            var isFirst = i == 0 || placed[i - 1].Cluster != start;
            var next = i;
            while (next < placed.Length && placed[next].Cluster == start)
                next++;
            var end = next < placed.Length ? placed[next].Cluster : text.Length;
            glyphs[i] = glyph with { Source = isFirst && end > start ? text[start..end] : "" };
        }
        return new(text, this, glyphs, pen);
    }
}
