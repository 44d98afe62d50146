namespace Grants.Web.Commands.Demo;

/// <summary>The day that the sample story has come to. Each look at it is a few seconds later, as when people work.</summary>
internal sealed class DemoClock(DateTimeOffset today) : TimeProvider
{
    private long _looks;
    private DateTimeOffset _now = today;

    public DateTimeOffset Today { get; } = today;

    /// <param name="days">Before today when negative.</param>
    public void GoTo(int days, int hour = 9) =>
        _now = new DateTimeOffset(Today.Date.AddDays(days), TimeSpan.Zero).AddHours(hour);

    public override DateTimeOffset GetUtcNow() =>
        _now.AddSeconds(7 * Interlocked.Increment(ref _looks) % 28_800);
}
