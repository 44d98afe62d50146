using System.Globalization;
using System.Text;
using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.TrueType;

namespace Grants.Web.Platform.Pdf.Shaping;

/// <summary>A word, a part of one, or a space: of one font and one direction, so it is shaped at once.</summary>
/// <param name="Level">From <see cref="Bidi"/>; odd for right to left.</param>
/// <param name="BreakAfter">A line may end after it.</param>
internal sealed record TextPiece(ShapedText Shaped, int Level, bool IsSpace, bool BreakAfter);

/// <summary>Cuts runs of text into pieces, each with its font.</summary>
internal sealed class TextPieces(FontSet fonts, ShapeCache shapes)
{
    /// <param name="maxWidth">In em; a longer word is cut.</param>
    /// <returns>The pieces in reading order, and the level of the whole text.</returns>
    public (List<TextPiece> Pieces, int BaseLevel) Cut(
        IReadOnlyList<TextRun> runs,
        TextStyle style,
        float maxWidth
    )
    {
        var text = new StringBuilder();
        var fontAt = new List<FontFace>();
        var runEnds = new HashSet<int>();
        foreach (var run in runs)
        {
            Append(run, style, text, fontAt);
            runEnds.Add(text.Length);
        }
        var whole = text.ToString();
        var (levels, baseLevel) = Bidi.Resolve(whole);
        var pieces = new List<TextPiece>();
        for (var start = 0; start < whole.Length; )
        {
            var end = EndOfPiece(whole, fontAt, levels, runEnds, start, out var breaks);
            var shaped = Shape(start, end);
            if (shaped.Width > maxWidth && whole[start] != ' ')
            {
                var fits = start + Fitting(shaped, levels[start] % 2 == 1, maxWidth);
                if (fits < end)
                    (end, breaks, shaped) = (fits, true, Shape(start, fits));
            }
            pieces.Add(new(shaped, levels[start], whole[start] == ' ', breaks));
            start = end;
        }
        return (pieces, baseLevel);

        ShapedText Shape(int from, int to) =>
            shapes.Shape(whole[from..to], fontAt[from], levels[from] % 2 == 1);
    }

    private void Append(TextRun run, TextStyle style, StringBuilder text, List<FontFace> fontAt)
    {
        var (bold, italic) = (run.Bold || style.Bold, run.Italic || style.Italic);
        FontFace? before = null;
        foreach (var rune in PlainText.Of(run.Text).EnumerateRunes())
        {
            var found = fonts.Find(rune, bold, italic, before);
            var drawn = (found is null ? Rune.ReplacementChar : rune).ToString();
            before = found ?? fonts.ForMissing(bold, italic);
            text.Append(drawn);
            fontAt.AddRange(Enumerable.Repeat(before, drawn.Length));
        }
    }

    private static int EndOfPiece(
        string text,
        List<FontFace> fontAt,
        byte[] levels,
        HashSet<int> runEnds,
        int start,
        out bool breaks
    )
    {
        breaks = text[start] == ' ';
        var end = start + 1;
        while (
            !breaks
            && end < text.Length
            && text[end] != ' '
            && levels[end] == levels[start]
            && fontAt[end] == fontAt[start]
            && !runEnds.Contains(end)
        )
        {
            breaks =
                text[end - 1] is '-' or '/' or '–' or '—' or '\u200b' && char.IsLetter(text[end]);
            if (!breaks)
                end++;
        }
        return end;
    }

    /// <summary>How many UTF-16 units of a word fit: whole letters with their marks, at least one.</summary>
    private static int Fitting(ShapedText word, bool rightToLeft, float maxWidth)
    {
        var most = (int)(maxWidth * 5) + 1; // no letter worth a thought is narrower than a fifth of an em
        var ends = new List<int>();
        for (var at = 0; at < word.Text.Length && ends.Count < most; )
            ends.Add(at += StringInfo.GetNextTextElementLength(word.Text.AsSpan(at)));
        var (low, high) = (0, ends.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (word.Font.Shape(word.Text[..ends[middle]], rightToLeft).Width <= maxWidth)
                low = middle;
            else
                high = middle - 1;
        }
        return ends[low];
    }
}
