using Grants.Domain.Kernel;

namespace Grants.Web.Shared.Charts;

/// <param name="Values">One per label of the chart.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal> Values);

/// <summary>What a chart draws and its table says.</summary>
/// <param name="Over">What the labels are, such as "Month"; heads the table.</param>
/// <param name="Format">How a value reads; a plain number by default.</param>
public sealed record ChartData(
    string Over,
    IReadOnlyList<string> Labels,
    IReadOnlyList<ChartSeries> Series,
    Func<decimal, string>? Format = null
)
{
    /// <summary>Colours that a chart has; more series than that can't be told apart.</summary>
    public const int MostSeries = 4;

    public bool IsEmpty => Series.All(s => s.Values.All(v => v == 0));

    public decimal Largest => Series.SelectMany(s => s.Values).DefaultIfEmpty().Max();

    public decimal LargestSum =>
        Labels.Select((_, i) => Series.Sum(s => s.Values[i])).DefaultIfEmpty().Max();

    public string Say(decimal value) => Format?.Invoke(value) ?? Numbers.Say(value);

    /// <summary>Percent of the largest, for a length in CSS or SVG.</summary>
    internal static string Share(decimal value, decimal largest) =>
        (largest == 0 ? 0 : value * 100 / largest).ToString(
            "0.##",
            System.Globalization.CultureInfo.InvariantCulture
        );
}
