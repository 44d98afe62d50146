namespace Grants.Domain.Kernel;

/// <summary>Something with an identity of its own. Ids are version 7, so they sort by the time they were made.</summary>
public abstract class Entity
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();
}

/// <summary>
/// The root of what is loaded, changed and saved together. Its version grows with every save that changes it or raises
/// an event, and the loser of a race is told so.
/// </summary>
public abstract class Aggregate : Entity
{
    private readonly List<DomainEvent> _events = [];

    /// <summary>Concurrency token, bumped by the data layer; never by a rule.</summary>
    public int Version { get; private set; }

    public IReadOnlyList<DomainEvent> Events => _events;

    protected void Raise(DomainEvent happened) => _events.Add(happened);

    public void ClearEvents() => _events.Clear();
}

/// <summary>
/// What happened, in the past tense (the type's name is the verb in the log), to the aggregate that raised it.
/// </summary>
/// <param name="Stamp">Who did it and when.</param>
public abstract record DomainEvent(Stamp Stamp)
{
    /// <summary>State before, where the event is a move of a state machine.</summary>
    public string? From { get; init; }

    /// <summary>State after, where the event is a move of a state machine.</summary>
    public string? To { get; init; }

    /// <summary>Why, in the words of who did it.</summary>
    public string? Reason { get; init; }

    /// <summary>The rule that was set aside, where this is an override.</summary>
    public string? Overrides { get; init; }

    /// <summary>What a reader of the log should know beyond the verb, in plain words.</summary>
    public virtual string? Detail => null;
}
