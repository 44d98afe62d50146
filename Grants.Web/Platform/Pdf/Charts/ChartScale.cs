namespace Grants.Web.Platform.Pdf.Charts;

/// <summary>A value axis with round steps that holds zero.</summary>
internal sealed record ChartScale(double Lowest, double Highest, double Step)
{
    private const int MaxSteps = 5;

    public static ChartScale Over(IReadOnlyCollection<double> values)
    {
        var low = Math.Min(0, values.Min());
        var high = Math.Max(0, values.Max());
        if (high - low < 1e-9)
            high = 1;
        var step = Math.Pow(10, Math.Floor(Math.Log10((high - low) / MaxSteps)));
        step *= new[] { 1, 2, 2.5, 5, 10 }.First(round =>
            (high - low) / (step * round) <= MaxSteps
        );
        return new(Math.Floor(low / step) * step, Math.Ceiling(high / step) * step, step);
    }

    public IEnumerable<double> Ticks()
    {
        var count = (int)Math.Round((Highest - Lowest) / Step);
        return Enumerable.Range(0, count + 1).Select(i => Lowest + i * Step);
    }

    /// <returns>0 at the lowest tick, 1 at the highest.</returns>
    public float Share(double value) => (float)((value - Lowest) / (Highest - Lowest));
}
