using System.Globalization;
using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.TrueType;

namespace Grants.Web.Platform.Pdf.Shaping;

/// <summary>Breaks text into lines. Safe for several threads.</summary>
internal sealed class TextShaper(FontSet fonts)
{
    private const float Tolerance = 0.01f;
    private readonly TextPieces _pieces = new(fonts, new ShapeCache());

    /// <param name="width">In points.</param>
    /// <returns>At least one line.</returns>
    public IReadOnlyList<TextLine> Lines(IReadOnlyList<TextRun> runs, TextStyle style, float width)
    {
        var (pieces, baseLevel) = _pieces.Cut(runs, style, width / style.Size);
        var lines = new List<TextLine>();
        for (var start = 0; start < pieces.Count || lines.Count == 0; )
        {
            var end = EndOfLine(pieces, start, width / style.Size);
            var line = pieces.GetRange(start, end - start);
            lines.Add(TextLine.Of(line, style, baseLevel, isLast: end == pieces.Count));
            start = end;
        }
        return lines;
    }

    /// <inheritdoc cref="Lines(IReadOnlyList{TextRun}, TextStyle, float)"/>
    public IReadOnlyList<TextLine> Lines(string text, TextStyle style, float width) =>
        Lines([new TextRun(text)], style, width);

    /// <summary>One line of text, cut with an ellipsis where it is too long.</summary>
    public TextLine OneLine(string text, TextStyle style, float width)
    {
        var whole = Unbroken(text, style);
        if (whole.Width <= width)
            return whole;
        var starts = StringInfo.ParseCombiningCharacters(text);
        var (low, high) = (0, starts.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Cut(middle).Width <= width)
                low = middle;
            else
                high = middle - 1;
        }
        return Cut(low);

        TextLine Cut(int elements) => Unbroken(text[..starts[elements]].TrimEnd() + "…", style);
    }

    /// <summary>In points.</summary>
    public float Measure(string text, TextStyle style) => Unbroken(text, style).Width;

    private TextLine Unbroken(string text, TextStyle style) =>
        Lines(text, style, float.MaxValue)[0];

    private static int EndOfLine(List<TextPiece> pieces, int start, float width)
    {
        var used = 0f;
        var breakAt = start;
        for (var i = start; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (!piece.IsSpace && used + piece.Shaped.Width > width + Tolerance && i > start)
                return breakAt > start ? breakAt : i;
            used += piece.Shaped.Width;
            if (piece.BreakAfter)
                breakAt = i + 1;
        }
        return pieces.Count;
    }
}
