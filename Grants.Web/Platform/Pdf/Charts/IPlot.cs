namespace Grants.Web.Platform.Pdf.Charts;

internal enum TextAnchor
{
    Start,
    Middle,
    End,
}

/// <summary>Where a chart is painted. A canvas of <see cref="ChartPainter.Width"/> units, from the top left corner.</summary>
internal interface IPlot
{
    void Rectangle(float x, float y, float width, float height, string fill);

    void Line(float x1, float y1, float x2, float y2, string colour, float width);

    void Polyline(IReadOnlyList<(float X, float Y)> points, string colour, float width);

    void Polygon(IReadOnlyList<(float X, float Y)> points, string fill);

    void Text(ChartText text, float x, float baseline, TextAnchor anchor = TextAnchor.Start);

    /// <summary>Width of a text.</summary>
    float Measure(ChartText text);
}

internal sealed record ChartText(string Text, float Size, string Colour, bool Bold = false);
