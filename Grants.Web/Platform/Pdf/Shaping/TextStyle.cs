namespace Grants.Web.Platform.Pdf.Shaping;

/// <param name="Size">In points.</param>
/// <param name="Colour">"#rrggbb".</param>
/// <param name="Leading">Line height as a multiple of the size.</param>
internal sealed record TextStyle(
    float Size,
    string Colour,
    bool Bold = false,
    bool Italic = false,
    float Leading = 1.45f
)
{
    public float LineHeight => Size * Leading;

    /// <summary>From the top of a line to its baseline: capitals sit in the middle.</summary>
    public float Baseline => LineHeight / 2 + Size * 0.36f;
}
