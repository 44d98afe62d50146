namespace Grants.Web.Platform.Pdf.Shaping;

/// <param name="X">From the left edge of the line, in points.</param>
internal readonly record struct PlacedText(ShapedText Text, float X);

/// <summary>A line of text, ready to be drawn.</summary>
/// <param name="Parts">In reading order.</param>
/// <param name="Width">In points, without a space at the end.</param>
/// <param name="RightToLeft">The paragraph reads from the right.</param>
internal sealed record TextLine(
    IReadOnlyList<PlacedText> Parts,
    TextStyle Style,
    float Width,
    bool RightToLeft
)
{
    /// <param name="pieces">In reading order.</param>
    /// <param name="isLast">No line follows. Else a space at the end is kept: it parts the words for who reads the text.</param>
    public static TextLine Of(List<TextPiece> pieces, TextStyle style, int baseLevel, bool isLast)
    {
        var end = pieces.FindLastIndex(piece => !piece.IsSpace) + 1;
        var seen = pieces.Take(end).Select((piece, index) => (Piece: piece, Index: index)).ToList();
        Bidi.Reorder(seen, part => part.Piece.Level);
        var placed = new PlacedText[end];
        var width = 0f;
        foreach (var (piece, index) in seen)
        {
            placed[index] = new(piece.Shaped, width);
            width += piece.Shaped.Width * style.Size;
        }
        if (isLast || end == pieces.Count || end == 0)
            return new(placed, style, width, baseLevel == 1);
        var space = pieces[end].Shaped;
        var spaceAt = baseLevel == 1 ? -space.Width * style.Size : width;
        return new([.. placed, new(space, spaceAt)], style, width, baseLevel == 1);
    }
}
