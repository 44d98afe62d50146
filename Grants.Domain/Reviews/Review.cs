using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using static Grants.Domain.Reviews.ReviewStatus;

namespace Grants.Domain.Reviews;

public enum ReviewStatus
{
    Invited,
    DeclinedInvitation,
    Accepted,
    NoConflictAttested,
    InProgress,
    Submitted,
    Recused,
    Locked,
}

/// <summary>
/// One reviewer's work on one application. Until the attestation the reviewer sees only organization, title and collections.
/// </summary>
public sealed class Review : Aggregate
{
    private const string Reviewer = "the reviewer";

    private readonly List<CriterionScore> _scores = [];

    public static TransitionTable<ReviewStatus> Moves { get; } =
        new(
            nameof(Review),
            new(Invited, nameof(Accept), Accepted, Reviewer),
            new(
                Invited,
                nameof(DeclineInvitation),
                DeclinedInvitation,
                Reviewer + ", with a reason"
            ),
            new(Accepted, nameof(AttestNoConflict), NoConflictAttested, Reviewer),
            new(NoConflictAttested, nameof(Score), InProgress, Reviewer),
            new(InProgress, nameof(Score), InProgress, Reviewer),
            new(InProgress, nameof(Submit), Submitted, Reviewer + ", every criterion scored"),
            new(Submitted, nameof(Reopen), InProgress, "program officer, with a reason"),
            new(Submitted, nameof(Lock), Locked, "program officer, when the review closes"),
            new(Invited, nameof(DeclareConflict), Recused, Reviewer),
            new(Accepted, nameof(DeclareConflict), Recused, Reviewer),
            new(NoConflictAttested, nameof(DeclareConflict), Recused, Reviewer),
            new(InProgress, nameof(DeclareConflict), Recused, Reviewer),
            new(Submitted, nameof(DeclareConflict), Recused, Reviewer)
        );

    private Review() { }

    /// <param name="conflict">What the product knows against this pair; it blocks the assignment.</param>
    public Review(
        Application application,
        Guid reviewerId,
        string reviewerName,
        Refusal? conflict,
        Stamp stamp
    )
    {
        application.CannotAssignReviewers(stamp.By).ThrowIfAny();
        conflict.ThrowIfAny();
        ApplicationId = application.Id;
        CallId = application.CallId;
        ReviewerId = reviewerId;
        InvitedAt = stamp.At;
        Raise(new ReviewerAssigned(stamp, reviewerName));
    }

    public Guid ApplicationId { get; private set; }

    public Guid CallId { get; private set; }

    public Guid ReviewerId { get; private set; }

    public ReviewStatus Status { get; private set; }

    public DateTimeOffset InvitedAt { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>The weighted total over 100 as it was handed in, to four decimals; null before, and while reopened.</summary>
    public decimal? SubmittedTotal { get; private set; }

    /// <summary>For the committee; must not name the reviewer.</summary>
    public string OverallComment { get; private set; } = "";

    /// <summary>What the reviewer declared, or why the invitation was declined.</summary>
    public string? Declaration { get; private set; }

    public IReadOnlyList<CriterionScore> Scores => _scores;

    /// <summary>Whether the reviewer may see the application's content: answers, files, PDF.</summary>
    public bool OpensContent => Status is NoConflictAttested or InProgress or Submitted or Locked;

    /// <summary>Whether its score counts in any figure.</summary>
    public bool Counts => Status is Submitted or Locked;

    public Refusal? CannotAct(Actor actor, string verb) =>
        actor.Cannot(Permission.Review)
        ?? (actor.Id == ReviewerId ? null : new Refusal("This review is somebody else's."))
        ?? Moves.Cannot(Status, verb);

    public void Accept(Stamp stamp) =>
        Act(
            nameof(Accept),
            stamp,
            (from, to) => new ReviewAccepted(stamp) { From = from, To = to }
        );

    public void DeclineInvitation(string reason, Stamp stamp)
    {
        CannotAct(stamp.By, nameof(DeclineInvitation)).ThrowIfAny();
        Needed(reason, "Say why: a conflict, not my field, or too much other work.");
        Declaration = reason;
        Act(
            nameof(DeclineInvitation),
            stamp,
            (from, to) =>
                new ReviewDeclined(stamp)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    public void AttestNoConflict(Stamp stamp) =>
        Act(
            nameof(AttestNoConflict),
            stamp,
            (from, to) => new NoConflictWasAttested(stamp) { From = from, To = to }
        );

    /// <summary>From here on nothing of the application is open to the reviewer, and an existing score counts no more.</summary>
    public void DeclareConflict(string nature, Stamp stamp)
    {
        CannotAct(stamp.By, nameof(DeclareConflict)).ThrowIfAny();
        Needed(nature, "Say in a few words what the conflict is.");
        Declaration = nature;
        Act(
            nameof(DeclareConflict),
            stamp,
            (from, to) =>
                new ConflictDeclared(stamp)
                {
                    From = from,
                    To = to,
                    Reason = nature,
                }
        );
    }

    /// <summary>Saves the score and comment of one criterion as given; the points may still be missing.</summary>
    public void Score(Rubric rubric, string criterionKey, int? points, string comment, Stamp stamp)
    {
        CannotAct(stamp.By, nameof(Score)).ThrowIfAny();
        if (rubric.Criteria.All(c => c.Key != criterionKey))
            throw new RefusedException(new Refusal("The rubric has no such criterion."));
        if (points is < 0 || points > rubric.MaxPoints)
            throw new RefusedException(new Refusal($"Points go from 0 to {rubric.MaxPoints}."));
        var score = _scores.Find(s => s.CriterionKey == criterionKey);
        if (score is null)
            _scores.Add(score = new CriterionScore(criterionKey));
        score.Give(points, comment);
        var from = Status;
        Status = Moves.Move(from, nameof(Score));
        if (from != Status)
            Raise(new ScoringBegan(stamp) { From = from.ToString(), To = Status.ToString() });
    }

    public void Comment(string overall, Stamp stamp)
    {
        CannotAct(stamp.By, nameof(Score)).ThrowIfAny();
        OverallComment = overall;
    }

    public Refusal? CannotSubmit(Actor actor, Rubric rubric)
    {
        if (CannotAct(actor, nameof(Submit)) is { } refusal)
            return refusal;
        var open = rubric.Criteria.FirstOrDefault(c =>
            _scores.Find(s => s.CriterionKey == c.Key)?.Points is null
        );
        if (open is not null)
            return new Refusal($"\"{open.Title}\" has no score yet.");
        var silent = rubric.Criteria.FirstOrDefault(c =>
            string.IsNullOrWhiteSpace(_scores.Find(s => s.CriterionKey == c.Key)?.Comment)
        );
        return silent is null
            ? null
            : new Refusal($"\"{silent.Title}\" needs a comment: the committee reads why.");
    }

    public void Submit(Rubric rubric, Stamp stamp)
    {
        CannotSubmit(stamp.By, rubric).ThrowIfAny();
        SubmittedAt = stamp.At;
        SubmittedTotal = Math.Round(Total(rubric)!.Value, 4, MidpointRounding.ToEven);
        Act(
            nameof(Submit),
            stamp,
            (from, to) => new ReviewSubmitted(stamp) { From = from, To = to }
        );
    }

    public void Reopen(string reason, Stamp stamp)
    {
        stamp.By.Cannot(Permission.AssignReviewers).ThrowIfAny();
        Moves.Cannot(Status, nameof(Reopen)).ThrowIfAny();
        Needed(reason, "Say why the review is opened again.");
        SubmittedAt = null;
        SubmittedTotal = null;
        Move(
            nameof(Reopen),
            (from, to) =>
                new SubmittedReviewReopened(stamp)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    public void Lock(Stamp stamp)
    {
        stamp.By.Cannot(Permission.AssignReviewers).ThrowIfAny();
        Moves.Cannot(Status, nameof(Lock)).ThrowIfAny();
        Move(nameof(Lock), (from, to) => new ReviewLocked(stamp) { From = from, To = to });
    }

    /// <summary>Weighted total over 100, or null while incomplete.</summary>
    public decimal? Total(Rubric rubric) =>
        rubric.Total(_scores.ToDictionary(s => s.CriterionKey, s => s.Points));

    private void Act(string verb, Stamp stamp, Func<string, string, DomainEvent> happened)
    {
        CannotAct(stamp.By, verb).ThrowIfAny();
        Move(verb, happened);
    }

    private void Move(string verb, Func<string, string, DomainEvent> happened)
    {
        var from = Status;
        Status = Moves.Move(from, verb);
        Raise(happened(from.ToString(), Status.ToString()));
    }

    private static void Needed(string? text, string ask)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new RefusedException(new Refusal(ask));
    }
}

/// <summary>Points and comment for one criterion. Unscored is null, never a number.</summary>
public sealed class CriterionScore
{
    private CriterionScore() { }

    internal CriterionScore(string criterionKey) => CriterionKey = criterionKey;

    public string CriterionKey { get; private set; } = "";

    public int? Points { get; private set; }

    public string Comment { get; private set; } = "";

    internal void Give(int? points, string comment)
    {
        Points = points;
        Comment = comment;
    }
}

public sealed record ReviewerAssigned(Stamp Stamp, string ReviewerName) : DomainEvent(Stamp)
{
    public override string Detail => ReviewerName;
}

public sealed record ReviewAccepted(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ReviewDeclined(Stamp Stamp) : DomainEvent(Stamp);

public sealed record NoConflictWasAttested(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ConflictDeclared(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ScoringBegan(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ReviewSubmitted(Stamp Stamp) : DomainEvent(Stamp);

public sealed record SubmittedReviewReopened(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ReviewLocked(Stamp Stamp) : DomainEvent(Stamp);
