using Grants.Domain.Kernel;

namespace Grants.Domain.Applications;

/// <summary>What staff found worth watching.</summary>
public enum FlagKind
{
    Late,
    Incomplete,
    Duplicate,
    Budget,
    Rights,
    Scope,
    Other,
}

/// <summary>A question mark that staff set on an application and take away with an answer. Applicants and reviewers never see it.</summary>
public sealed class ApplicationFlag : Entity
{
    public const int MaxTextLength = 2000;

    private ApplicationFlag() { }

    internal ApplicationFlag(FlagKind kind, string text, Stamp stamp)
    {
        Kind = kind;
        Text = text.Trim();
        RaisedById = stamp.By.Id;
        RaisedByName = stamp.By.Name;
        RaisedAt = stamp.At;
    }

    public FlagKind Kind { get; private set; }

    public string Text { get; private set; } = "";

    public Guid RaisedById { get; private set; }

    public string RaisedByName { get; private set; } = "";

    public DateTimeOffset RaisedAt { get; private set; }

    /// <summary>What became of it; null while it is open.</summary>
    public string? Resolution { get; private set; }

    public string? ResolvedByName { get; private set; }

    public DateTimeOffset? ResolvedAt { get; private set; }

    public bool IsOpen => ResolvedAt is null;

    internal void Resolve(string resolution, Stamp stamp)
    {
        Resolution = resolution.Trim();
        ResolvedByName = stamp.By.Name;
        ResolvedAt = stamp.At;
    }
}

/// <summary>What staff tell each other about an application. Never changed, never shown to applicants or reviewers.</summary>
public sealed class InternalNote : Entity
{
    public const int MaxTextLength = 10_000;

    private InternalNote() { }

    internal InternalNote(string text, Stamp stamp)
    {
        Text = text.Trim();
        WrittenById = stamp.By.Id;
        WrittenByName = stamp.By.Name;
        WrittenAt = stamp.At;
    }

    public string Text { get; private set; } = "";

    public Guid WrittenById { get; private set; }

    public string WrittenByName { get; private set; } = "";

    public DateTimeOffset WrittenAt { get; private set; }
}

/// <summary>
/// Staff ask the applicant for more. Only the sections that it names can be changed, until the applicant hands in again. What
/// comes after the due date is taken all the same and marked late; staff decide what that means.
/// </summary>
public sealed class InfoRequest : Entity
{
    public const int MaxMessageLength = 10_000;

    private InfoRequest() { }

    internal InfoRequest(
        IReadOnlyCollection<string> sections,
        string message,
        DateTimeOffset dueAt,
        int before,
        Stamp stamp
    )
    {
        Sections = [.. sections];
        Message = message.Trim();
        DueAt = dueAt;
        Before = before;
        AskedById = stamp.By.Id;
        AskedByName = stamp.By.Name;
        AskedAt = stamp.At;
    }

    /// <summary>Keys of the form's sections.</summary>
    public IReadOnlyList<string> Sections { get; private set; } = [];

    public string Message { get; private set; } = "";

    public DateTimeOffset DueAt { get; private set; }

    /// <summary>Number of the submission that it asks about.</summary>
    public int Before { get; private set; }

    public Guid AskedById { get; private set; }

    public string AskedByName { get; private set; } = "";

    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Number of the submission that answers it; null until then.</summary>
    public int? After { get; private set; }

    /// <summary>When the applicant handed in again, or staff stopped waiting; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedByName { get; private set; }

    public bool IsOpen => EndedAt is null;

    /// <summary>Answered after the due date.</summary>
    public bool IsLate => After is not null && EndedAt > DueAt;

    internal void Answer(int after, Stamp stamp)
    {
        After = after;
        End(stamp);
    }

    internal void End(Stamp stamp)
    {
        EndedByName = stamp.By.Name;
        EndedAt = stamp.At;
    }
}
