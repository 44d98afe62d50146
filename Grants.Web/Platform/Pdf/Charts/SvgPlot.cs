using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.Shaping;

namespace Grants.Web.Platform.Pdf.Charts;

/// <summary>Paints a chart as SVG, for a page on screen.</summary>
internal sealed class SvgPlot : IPlot
{
    private readonly StringBuilder _svg = new();
    private readonly TextShaper _shaper;

    private SvgPlot(TextShaper shaper) => _shaper = shaper;

    /// <returns>An "svg" element that says the chart's alternative text.</returns>
    public static string Of(Chart chart, TextShaper shaper)
    {
        var plot = new SvgPlot(shaper);
        ChartPainter.Paint(chart, plot);
        var size = $"viewBox=\"0 0 {N(ChartPainter.Width)} {N(ChartPainter.Height)}\"";
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" {size} role=\"img\" aria-label=\"{Encode(chart.Alt)}\">{plot._svg}</svg>";
    }

    public void Rectangle(float x, float y, float width, float height, string fill) =>
        Write(
            $"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" height=\"{N(height)}\" fill=\"{fill}\"/>"
        );

    public void Line(float x1, float y1, float x2, float y2, string colour, float width) =>
        Write(
            $"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" stroke=\"{colour}\" stroke-width=\"{N(width)}\"/>"
        );

    public void Polyline(IReadOnlyList<(float X, float Y)> points, string colour, float width) =>
        Write(
            $"<polyline points=\"{Points(points)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{N(width)}\" stroke-linejoin=\"round\"/>"
        );

    public void Polygon(IReadOnlyList<(float X, float Y)> points, string fill) =>
        Write($"<polygon points=\"{Points(points)}\" fill=\"{fill}\"/>");

    public void Text(ChartText text, float x, float baseline, TextAnchor anchor = TextAnchor.Start)
    {
        var side = anchor switch
        {
            TextAnchor.Middle => " text-anchor=\"middle\"",
            TextAnchor.End => " text-anchor=\"end\"",
            _ => "",
        };
        var weight = text.Bold ? " font-weight=\"700\"" : "";
        Write(
            $"<text x=\"{N(x)}\" y=\"{N(baseline)}\" font-size=\"{N(text.Size)}\" fill=\"{text.Colour}\"{side}{weight}>{Encode(text.Text)}</text>"
        );
    }

    public float Measure(ChartText text) => _shaper.Measure(text.Text, CanvasPlot.StyleOf(text, 1));

    private void Write(string element) => _svg.Append(element);

    private static string Points(IReadOnlyList<(float X, float Y)> points) =>
        string.Join(' ', points.Select(p => $"{N(p.X)},{N(p.Y)}"));

    private static string N(float value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Encode(string text) => HtmlEncoder.Default.Encode(PlainText.Of(text));
}
