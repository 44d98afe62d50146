namespace Grants.Bench;

/// <summary>One measured number beside what it is held against.</summary>
/// <param name="Unit">"ms", "MB", "per second".</param>
/// <param name="Limit">The most it may be, or the least where more is better; null where there is only a peer.</param>
/// <param name="Peer">The same of something simpler or other, or null where none is here.</param>
/// <param name="PeerName">What the peer is.</param>
internal sealed record Figure(
    string Bench,
    string What,
    double Value,
    string Unit,
    Limit? Limit = null,
    double? Peer = null,
    string? PeerName = null
)
{
    public bool Holds => Limit?.Admits(Value) ?? true;
}

internal sealed record Limit(double Value, bool IsLeast)
{
    public static Limit AtMost(double value) => new(value, IsLeast: false);

    public static Limit AtLeast(double value) => new(value, IsLeast: true);

    public bool Admits(double measured) => IsLeast ? measured >= Value : measured <= Value;

    public override string ToString() => $"{(IsLeast ? ">=" : "<=")} {Value:0.##}";
}
