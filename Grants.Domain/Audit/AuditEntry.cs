using Grants.Domain.Kernel;

namespace Grants.Domain.Audit;

/// <summary>One line of the log: never changed, never deleted.</summary>
public sealed class AuditEntry
{
    public required Guid Id { get; init; }

    /// <summary>The aggregate's type name, such as "Application".</summary>
    public required string SubjectType { get; init; }

    public required Guid SubjectId { get; init; }

    /// <summary>The event's type name, such as "ApplicationSubmitted".</summary>
    public required string Verb { get; init; }

    public required Guid ActorId { get; init; }

    /// <summary>As it was then; a later change of name doesn't rewrite the log.</summary>
    public required string ActorName { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Reason { get; init; }

    public string? Overrides { get; init; }

    public string? Detail { get; init; }

    /// <summary>The line for what happened to something. Aggregates get theirs from the data layer on saving.</summary>
    public static AuditEntry Of(string subjectType, Guid subjectId, DomainEvent happened) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            SubjectType = subjectType,
            SubjectId = subjectId,
            Verb = happened.GetType().Name,
            ActorId = happened.Stamp.By.Id,
            ActorName = happened.Stamp.By.Name,
            At = happened.Stamp.At,
            From = happened.From,
            To = happened.To,
            Reason = happened.Reason,
            Overrides = happened.Overrides,
            Detail = happened.Detail,
        };
}
