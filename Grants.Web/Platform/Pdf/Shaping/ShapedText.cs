using Grants.Web.Platform.Pdf.TrueType;

namespace Grants.Web.Platform.Pdf.Shaping;

/// <param name="X">From the left edge of the text to the glyph's origin, in em.</param>
/// <param name="Y">Above the baseline, in em.</param>
/// <param name="Source">The text that this glyph stands for; empty when an earlier glyph stands for it too.</param>
internal readonly record struct ShapedGlyph(ushort Id, float X, float Y, string Source);

/// <param name="Glyphs">In the order in which they are read, whatever the direction.</param>
/// <param name="Width">In em.</param>
internal sealed record ShapedText(
    string Text,
    FontFace Font,
    IReadOnlyList<ShapedGlyph> Glyphs,
    float Width
);
