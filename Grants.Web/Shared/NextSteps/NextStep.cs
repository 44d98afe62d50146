using Grants.Domain.Accounts;
using Grants.Domain.Kernel;

namespace Grants.Web.Shared.NextSteps;

/// <summary>A line of "Next steps".</summary>
/// <param name="Text">What to do, as an order: "Screen 3 applications".</param>
public sealed record NextStep(string Text, string Href)
{
    /// <summary>Which record, in its own words.</summary>
    public string About { get; init; } = "";

    /// <summary>Until when it counts.</summary>
    public Deadline? By { get; init; }

    /// <summary>A day that was promised; with <see cref="IsLate"/> it has passed.</summary>
    public DateOnly? DueOn { get; init; }

    public bool IsLate { get; init; }

    /// <summary>Where it stands, for what the person only waits for.</summary>
    public Enum? Status { get; init; }

    /// <summary>Somebody else has to act.</summary>
    public bool IsWaitedFor { get; init; }

    /// <summary>"Screen 1 application", "Screen 3 applications"; nothing for none.</summary>
    public static IEnumerable<NextStep> Of(
        int count,
        string verb,
        string one,
        string many,
        string href
    ) => count == 0 ? [] : [new NextStep($"{verb} {count} {(count == 1 ? one : many)}", href)];
}

/// <summary>What a feature has for somebody to do. Each registers its own; the home pages ask all of them.</summary>
public interface INextSteps
{
    Task<IReadOnlyList<NextStep>> RunAsync(Actor actor, CancellationToken cancel);
}
