using Grants.Domain.Kernel;

namespace Grants.Domain.Applications;

/// <summary>
/// What the applicant's people say to each other about one place of the form, until somebody calls it settled. Never shown to
/// the funder and in no output.
/// </summary>
public sealed class CommentThread : Aggregate
{
    /// <summary>Characters of one comment.</summary>
    public const int MaxLength = 4000;

    /// <summary>Characters of a section's or question's key.</summary>
    public const int MaxPlaceLength = 200;

    private readonly List<Comment> _comments = [];

    private CommentThread() { }

    public CommentThread(Application application, string place, string text, Stamp stamp)
    {
        ApplicationId = application.Id;
        Place = place;
        Add(application, text, stamp);
    }

    public Guid ApplicationId { get; private set; }

    /// <summary>Key of the question or section that it is about.</summary>
    public string Place { get; private set; } = "";

    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <summary>Empty while it is open.</summary>
    public string ResolvedByName { get; private set; } = "";

    public IReadOnlyList<Comment> Comments => _comments;

    /// <summary>Another comment opens it again.</summary>
    public void Add(Application application, string text, Stamp stamp)
    {
        application.CannotComment(stamp.By).ThrowIfAny();
        Messages.Invalid(text, MaxLength).ThrowIfAny();
        _comments.Add(new Comment(text.Trim(), stamp));
        (ResolvedAt, ResolvedByName) = (null, "");
    }

    public void Resolve(Application application, Stamp stamp)
    {
        application.CannotComment(stamp.By).ThrowIfAny();
        if (ResolvedAt is not null)
            throw new RefusedException(new Refusal($"{ResolvedByName} resolved it already."));
        (ResolvedAt, ResolvedByName) = (stamp.At, stamp.By.Name);
    }
}

public sealed class Comment : Entity
{
    private Comment() { }

    internal Comment(string text, Stamp stamp)
    {
        Text = text;
        ById = stamp.By.Id;
        ByName = stamp.By.Name;
        At = stamp.At;
    }

    /// <summary>Plain text.</summary>
    public string Text { get; private set; } = "";

    public Guid ById { get; private set; }

    public string ByName { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>When the others were told by mail; null before.</summary>
    public DateTimeOffset? ToldAt { get; private set; }

    public void MarkTold(DateTimeOffset at) => ToldAt = at;
}

/// <summary>When somebody last looked at a place of an application; what is newer is unseen.</summary>
public sealed class Visit(Guid applicationId, Guid personId, string place)
{
    /// <summary>The place of the questions to the funder's staff.</summary>
    public const string ToStaff = "to-staff";

    public Guid ApplicationId { get; private set; } = applicationId;

    public Guid PersonId { get; private set; } = personId;

    /// <summary>Key of a question or section, or <see cref="ToStaff"/>.</summary>
    public string Place { get; private set; } = place;

    public DateTimeOffset At { get; set; }
}
