using Grants.Domain.Documents;

namespace Grants.Web.Platform.Pdf.Charts;

/// <summary>Bars, stacked bars and lines over a value axis.</summary>
internal sealed class AxisPainter
{
    private const float Right = ChartPainter.Width - 2;
    private const float Bottom = ChartPainter.Height - 30;
    private const float LabelSize = 8;
    private readonly Chart _chart;
    private readonly IPlot _plot;
    private readonly ChartScale _scale;
    private readonly float _top;
    private readonly float _left;
    private readonly float _slot;

    private AxisPainter(Chart chart, IPlot plot, float top)
    {
        (_chart, _plot, _top) = (chart, plot, top);
        _scale = ChartScale.Over(
            chart.Kind == ChartKind.Stacked ? Stacks(chart).ToList() : Values(chart).ToList()
        );
        _left = _scale.Ticks().Max(t => plot.Measure(Label(t))) + 7;
        _slot = (Right - _left) / chart.Labels.Count;
    }

    public static void Paint(Chart chart, IPlot plot, float top)
    {
        var painter = new AxisPainter(chart, plot, top);
        painter.Grid();
        painter.Labels();
        for (var series = 0; series < chart.Series.Count; series++)
            if (chart.Kind == ChartKind.Line)
                painter.Line(series);
            else if (chart.Kind == ChartKind.Bar)
                painter.Bars(series);
        if (chart.Kind == ChartKind.Stacked)
            painter.StackedBars();
    }

    private static IEnumerable<double> Values(Chart chart) =>
        chart.Series.SelectMany(s => s.Values).Select(v => (double)v);

    /// <summary>Heights of the stacks, those below zero apart.</summary>
    private static IEnumerable<double> Stacks(Chart chart) =>
        Enumerable
            .Range(0, chart.Labels.Count)
            .Select(i => chart.Series.Select(s => (double)s.Values[i]).ToList())
            .SelectMany(stack =>
                new[] { stack.Where(v => v > 0).Sum(), stack.Where(v => v < 0).Sum() }
            );

    private void Grid()
    {
        foreach (var tick in _scale.Ticks())
        {
            var isZero = Math.Abs(tick) < _scale.Step / 2;
            var colour = isZero ? PrintStyle.StrongLine : PrintStyle.Line;
            _plot.Line(_left, Y(tick), Right, Y(tick), colour, isZero ? 0.8f : 0.5f);
            _plot.Text(Label(tick), _left - 6, Y(tick) + 3, TextAnchor.End);
        }
    }

    private void Labels()
    {
        var texts = _chart.Labels.Select(ChartPainter.Small).ToList();
        // Where they don't fit next to each other: in two lines, cut; where even that is too narrow, every so many.
        var every = _slot >= 30 ? 1 : (int)Math.Ceiling(texts.Max(_plot.Measure) / _slot + 0.2f);
        for (var i = 0; i < texts.Count; i += every)
        {
            var baseline = Bottom + 11;
            foreach (var line in TwoLines(texts[i], _slot * every - 4))
            {
                _plot.Text(line, Middle(i), baseline, TextAnchor.Middle);
                baseline += LabelSize * 1.25f;
            }
        }
    }

    private IEnumerable<ChartText> TwoLines(ChartText text, float width)
    {
        if (_plot.Measure(text) <= width)
            return [text];
        var words = text.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var first = 1;
        while (
            first < words.Length - 1
            && _plot.Measure(text with { Text = string.Join(' ', words[..(first + 1)]) }) <= width
        )
            first++;
        return new[] { string.Join(' ', words.Take(first)), string.Join(' ', words.Skip(first)) }
            .Where(line => line.Length > 0)
            .Select(line => text with { Text = ChartPainter.Cut(_plot, line, text, width) });
    }

    private void Bars(int series)
    {
        var width = _slot * 0.7f / _chart.Series.Count;
        for (var i = 0; i < _chart.Labels.Count; i++)
        {
            var value = (double)_chart.Series[series].Values[i];
            var x = _left + _slot * (i + 0.15f) + width * series;
            Bar(x, Math.Max(width - 1.5f, width * 0.6f), 0, value, series);
            var label = Label(value) with { Size = 7, Colour = PrintStyle.Ink };
            if (_plot.Measure(label) <= width + 4)
                _plot.Text(
                    label,
                    x + width / 2 - 0.75f,
                    Y(Math.Max(value, 0)) - 3,
                    TextAnchor.Middle
                );
        }
    }

    private void StackedBars()
    {
        for (var i = 0; i < _chart.Labels.Count; i++)
        {
            var (above, below) = (0d, 0d);
            for (var series = 0; series < _chart.Series.Count; series++)
            {
                var value = (double)_chart.Series[series].Values[i];
                var from = value >= 0 ? above : below;
                Bar(_left + _slot * (i + 0.22f), _slot * 0.56f, from, from + value, series);
                if (value >= 0)
                    above += value;
                else
                    below += value;
            }
        }
    }

    private void Bar(float x, float width, double from, double to, int series)
    {
        var (top, bottom) = (Y(Math.Max(from, to)), Y(Math.Min(from, to)));
        if (bottom > top)
            _plot.Rectangle(x, top, width, bottom - top, PrintStyle.Series(series));
    }

    private void Line(int series)
    {
        var points = _chart
            .Series[series]
            .Values.Select((v, i) => (Middle(i), Y((double)v)))
            .ToList();
        if (points.Count > 1)
            _plot.Polyline(points, PrintStyle.Series(series), 1.75f);
        if (points.Count <= 24)
            foreach (var (x, y) in points)
                _plot.Rectangle(x - 2, y - 2, 4, 4, PrintStyle.Series(series));
    }

    private float Y(double value) => Bottom - _scale.Share(value) * (Bottom - _top);

    private float Middle(int label) => _left + _slot * (label + 0.5f);

    private static ChartText Label(double value) => ChartPainter.Small(ChartPainter.Number(value));
}
