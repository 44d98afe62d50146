using System.Globalization;
using Grants.Domain.Documents;

namespace Grants.Web.Platform.Pdf.Charts;

/// <summary>Shares of a whole. Takes the first series; nothing and less has no share.</summary>
internal static class DonutPainter
{
    private const float CentreX = 118;
    private const float CentreY = 138;
    private const float Outer = 98;
    private const float Inner = 58;
    private const float KeysLeft = 248;

    public static void Paint(Chart chart, IPlot plot)
    {
        var values = chart.Series[0].Values.Select(v => Math.Max(0, (double)v)).ToList();
        var total = values.Sum();
        var angle = -Math.PI / 2;
        for (var i = 0; i < values.Count; i++)
        {
            var sweep = values[i] / total * 2 * Math.PI;
            if (sweep > 0)
                plot.Polygon(Slice(angle, angle + sweep), PrintStyle.Series(i));
            angle += sweep;
        }
        // White gaps between neighbours.
        angle = -Math.PI / 2;
        foreach (var value in values.Where(_ => values.Count(v => v > 0) > 1))
        {
            var (from, to) = (At(angle, Inner - 1), At(angle, Outer + 1));
            plot.Line(from.X, from.Y, to.X, to.Y, "#ffffff", 1.5f);
            angle += value / total * 2 * Math.PI;
        }
        Keys(chart, plot, values, total);
    }

    private static void Keys(Chart chart, IPlot plot, List<double> values, double total)
    {
        var step = Math.Min(24, (ChartPainter.Height - 40) / values.Count);
        var size = Math.Min(9, step * 0.8f);
        var y = CentreY - step * (values.Count - 1) / 2 + size * 0.35f;
        for (var i = 0; i < values.Count; i++, y += step)
        {
            var share = (values[i] / total).ToString("0.#%", CultureInfo.InvariantCulture);
            var figures = $"{share} ({ChartPainter.Number(values[i])})";
            var room =
                ChartPainter.Width
                - KeysLeft
                - size
                - 20
                - plot.Measure(new(figures, size, PrintStyle.Ink));
            var label = ChartPainter.Cut(
                plot,
                chart.Labels[i],
                new("", size, PrintStyle.Ink),
                room
            );
            ChartPainter.Key(plot, i, $"{label}  {figures}", KeysLeft, y, size);
        }
    }

    private static List<(float X, float Y)> Slice(double from, double to)
    {
        var steps = Math.Max(2, (int)Math.Ceiling((to - from) * 24));
        var angles = Enumerable
            .Range(0, steps + 1)
            .Select(i => from + (to - from) * i / steps)
            .ToList();
        var outer = angles.Select(a => At(a, Outer));
        return [.. outer, .. angles.AsEnumerable().Reverse().Select(a => At(a, Inner))];
    }

    private static (float X, float Y) At(double angle, float radius) =>
        ((float)(CentreX + radius * Math.Cos(angle)), (float)(CentreY + radius * Math.Sin(angle)));
}
