using Grants.Domain.Kernel;

namespace Grants.Domain.Applications;

public enum Advice
{
    Fund,
    Decline,
    Waitlist,
    Defer,
}

/// <summary>The committee's advice, as recorded. Later ones stand beside earlier ones.</summary>
public sealed class Recommendation : Entity
{
    private Recommendation() { }

    internal Recommendation(
        Advice advice,
        Money amount,
        string conditions,
        string rationale,
        Stamp stamp
    )
    {
        Advice = advice;
        Amount = amount;
        Conditions = conditions;
        Rationale = rationale;
        RecordedById = stamp.By.Id;
        RecordedByName = stamp.By.Name;
        At = stamp.At;
    }

    public Advice Advice { get; private set; }

    public Money Amount { get; private set; }

    public string Conditions { get; private set; } = "";

    public string Rationale { get; private set; } = "";

    public Guid RecordedById { get; private set; }

    public string RecordedByName { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}

/// <summary>The authority's act.</summary>
public sealed class Decision : Entity
{
    private Decision() { }

    internal Decision(string verb, Money amount, string conditions, string rationale, Stamp stamp)
    {
        Verb = verb;
        Amount = amount;
        Conditions = conditions;
        Rationale = rationale;
        DecidedById = stamp.By.Id;
        DecidedByName = stamp.By.Name;
        At = stamp.At;
    }

    /// <summary>Approve, Decline, Waitlist or Defer.</summary>
    public string Verb { get; private set; } = "";

    public Money Amount { get; private set; }

    public string Conditions { get; private set; } = "";

    public string Rationale { get; private set; } = "";

    public Guid DecidedById { get; private set; }

    public string DecidedByName { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}
