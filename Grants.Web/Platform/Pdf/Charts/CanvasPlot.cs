using Grants.Web.Platform.Pdf.Shaping;
using Grants.Web.Platform.Pdf.Writing;

namespace Grants.Web.Platform.Pdf.Charts;

/// <summary>Paints a chart on a page.</summary>
/// <param name="scale">Points per unit.</param>
internal sealed class CanvasPlot(
    PdfCanvas canvas,
    TextShaper shaper,
    float left,
    float top,
    float scale
) : IPlot
{
    public void Rectangle(float x, float y, float width, float height, string fill) =>
        canvas.Rectangle(X(x), Y(y), width * scale, height * scale, fill);

    public void Line(float x1, float y1, float x2, float y2, string colour, float width) =>
        canvas.Line(X(x1), Y(y1), X(x2), Y(y2), colour, width * scale);

    public void Polyline(IReadOnlyList<(float X, float Y)> points, string colour, float width) =>
        canvas.Polyline(Moved(points), colour, width * scale);

    public void Polygon(IReadOnlyList<(float X, float Y)> points, string fill) =>
        canvas.Polygon(Moved(points), fill);

    public void Text(ChartText text, float x, float baseline, TextAnchor anchor = TextAnchor.Start)
    {
        var line = shaper.Lines(text.Text, StyleOf(text, scale), float.MaxValue)[0];
        var shift = anchor switch
        {
            TextAnchor.Middle => line.Width / 2,
            TextAnchor.End => line.Width,
            _ => 0,
        };
        canvas.Text(line, X(x) - shift, Y(baseline));
    }

    public float Measure(ChartText text) => shaper.Measure(text.Text, StyleOf(text, 1));

    internal static TextStyle StyleOf(ChartText text, float scale) =>
        new(text.Size * scale, text.Colour, text.Bold);

    private float X(float x) => left + x * scale;

    private float Y(float y) => top + y * scale;

    private List<(float, float)> Moved(IReadOnlyList<(float X, float Y)> points) =>
        points.Select(p => (X(p.X), Y(p.Y))).ToList();
}
