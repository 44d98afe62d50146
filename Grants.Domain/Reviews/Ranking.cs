namespace Grants.Domain.Reviews;

/// <summary>Figures over the submitted, non-recused reviews of one application.</summary>
/// <param name="Raw">Mean of totals over 100, two decimals; null when there is none.</param>
/// <param name="Spread">Sample standard deviation, two decimals; null below two reviews.</param>
public readonly record struct ScoreFigures(
    int N,
    decimal? Raw,
    decimal? Spread,
    decimal? Min,
    decimal? Max
)
{
    public static ScoreFigures Of(IReadOnlyCollection<decimal> totals)
    {
        if (totals.Count == 0)
            return new ScoreFigures(0, null, null, null, null);
        var mean = totals.Sum() / totals.Count;
        decimal? spread = null;
        if (totals.Count > 1)
        {
            var variance = totals.Sum(t => (t - mean) * (t - mean)) / (totals.Count - 1);
            spread = Math.Round((decimal)Math.Sqrt((double)variance), 2);
        }
        return new ScoreFigures(
            totals.Count,
            Math.Round(mean, 2),
            spread,
            totals.Min(),
            totals.Max()
        );
    }
}
