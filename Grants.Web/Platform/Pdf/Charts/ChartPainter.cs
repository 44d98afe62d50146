using System.Globalization;
using Grants.Domain.Documents;

namespace Grants.Web.Platform.Pdf.Charts;

/// <summary>Turns a chart into shapes: the same on paper and on screen.</summary>
internal static class ChartPainter
{
    public const float Width = 480;
    public const float Height = 250;

    public static void Paint(Chart chart, IPlot plot)
    {
        plot.Text(new(Cut(plot, chart.Title, Title, Width), 11, Title.Colour, Bold: true), 0, 13);
        var values = chart.Series.SelectMany(s => s.Values).ToList();
        if (values.Count == 0 || chart.Kind == ChartKind.Donut && !values.Any(v => v > 0))
        {
            plot.Text(Small("No figures yet"), Width / 2, Height / 2, TextAnchor.Middle);
            return;
        }
        if (chart.Kind == ChartKind.Donut)
            DonutPainter.Paint(chart, plot);
        else
            AxisPainter.Paint(chart, plot, top: Legend(chart, plot));
    }

    /// <summary>A coloured square and a text to its right.</summary>
    public static void Key(IPlot plot, int index, string text, float x, float baseline, float size)
    {
        plot.Rectangle(x, baseline - size * 0.85f, size, size, PrintStyle.Series(index));
        plot.Text(new(text, size, PrintStyle.Ink), x + size + 5, baseline);
    }

    public static ChartText Small(string text) => new(text, 8, PrintStyle.SoftInk);

    public static string Number(double value) =>
        value.ToString("#,##0.##", CultureInfo.InvariantCulture);

    /// <summary>As much of a text as fits, with an ellipsis in place of the rest.</summary>
    public static string Cut(IPlot plot, string text, ChartText like, float width)
    {
        var cut = text;
        while (cut.Length > 1 && plot.Measure(like with { Text = cut }) > width)
        {
            var letters = StringInfo.ParseCombiningCharacters(cut.TrimEnd('…'));
            cut = cut[..letters[^1]].TrimEnd() + "…";
        }
        return cut;
    }

    private static ChartText Title => new("", 11, PrintStyle.Ink, Bold: true);

    /// <returns>Where the chart itself may begin.</returns>
    private static float Legend(Chart chart, IPlot plot)
    {
        const float size = 8.5f;
        var (x, y) = (0f, 30f);
        for (var i = 0; i < chart.Series.Count; i++)
        {
            var name = Cut(plot, chart.Series[i].Name, new("", size, PrintStyle.Ink), Width / 2);
            var width = plot.Measure(new(name, size, PrintStyle.Ink)) + size + 19;
            if (x > 0 && x + width > Width && y < 60)
                (x, y) = (0, y + 14);
            Key(plot, i, name, x, y, size);
            x += width;
        }
        return y + 16;
    }
}
