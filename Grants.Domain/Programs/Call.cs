using Grants.Domain.Accounts;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;

namespace Grants.Domain.Programs;

public enum CallStatus
{
    Draft,

    /// <summary>Public. Open or closed follows from the clock.</summary>
    Published,
    InReview,
    Deliberation,
    Decided,
    Notified,
    Archived,
}

/// <summary>Where a published call stands at an instant. Computed, so that no missed job can move a deadline.</summary>
public enum CallPhase
{
    NotPublic,
    Upcoming,
    Open,
    Closed,
}

/// <summary>One dated competition of a program.</summary>
public sealed class Call : Aggregate
{
    public static TransitionTable<CallStatus> Moves { get; } =
        new(
            nameof(Call),
            new(CallStatus.Draft, nameof(Publish), CallStatus.Published, "program officer"),
            new(
                CallStatus.Published,
                nameof(BeginReview),
                CallStatus.InReview,
                "program officer, after the deadline"
            ),
            new(
                CallStatus.InReview,
                nameof(BeginDeliberation),
                CallStatus.Deliberation,
                "program officer"
            ),
            new(
                CallStatus.Deliberation,
                nameof(ConcludeDecisions),
                CallStatus.Decided,
                "program officer"
            ),
            new(
                CallStatus.Decided,
                nameof(ConcludeNotification),
                CallStatus.Notified,
                "program officer"
            ),
            new(CallStatus.Notified, nameof(Archive), CallStatus.Archived, "program officer")
        );

    private Call() { }

    public Call(
        Guid programId,
        Guid fundId,
        Guid formVersionId,
        Guid rubricVersionId,
        CallTerms terms,
        string slug,
        Stamp stamp
    )
    {
        stamp.By.Cannot(Permission.ManagePrograms).ThrowIfAny();
        ProgramId = programId;
        FundId = fundId;
        FormVersionId = formVersionId;
        RubricVersionId = rubricVersionId;
        Set(terms, slug);
        Raise(new CallDrafted(stamp));
    }

    public Guid ProgramId { get; private set; }

    /// <summary>What awards of this call draw on.</summary>
    public Guid FundId { get; private set; }

    public Guid FormVersionId { get; private set; }

    public Guid RubricVersionId { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>Its public address: /calls/{slug}.</summary>
    public string Slug { get; private set; } = "";

    public string Summary { get; private set; } = "";

    /// <summary>Markdown without raw HTML.</summary>
    public string Guidelines { get; private set; } = "";

    public DateTimeOffset OpensAt { get; private set; }

    public DateTimeOffset DeadlineAt { get; private set; }

    /// <summary>IANA zone in which the deadline is announced.</summary>
    public string Zone { get; private set; } = "";

    public Deadline Deadline => new(DeadlineAt, Zone);

    /// <summary>The most that one award may be.</summary>
    public Money AwardCap { get; private set; }

    /// <summary>What every budget is checked against.</summary>
    public BudgetRules BudgetRules => new(AwardCap);

    /// <summary>Submitted reviews that an application needs before the committee sees it.</summary>
    public int MinimumReviews { get; private set; } = 2;

    /// <summary>Whether an authorized official of the applicant has to hand applications in.</summary>
    public bool NeedsSignOff { get; private set; }

    /// <summary>Reviewers don't get to know who applies.</summary>
    public bool ReviewsBlind { get; private set; }

    public CallStatus Status { get; private set; }

    public CallPhase PhaseAt(DateTimeOffset now) => PhaseOf(Status, OpensAt, DeadlineAt, now);

    /// <summary>The same for a row of a list. Open up to and including the deadline's instant; there is no grace.</summary>
    public static CallPhase PhaseOf(
        CallStatus status,
        DateTimeOffset opensAt,
        DateTimeOffset deadlineAt,
        DateTimeOffset now
    )
    {
        if (status == CallStatus.Draft)
            return CallPhase.NotPublic;
        if (status != CallStatus.Published)
            return CallPhase.Closed;
        if (now < opensAt)
            return CallPhase.Upcoming;
        return now <= deadlineAt ? CallPhase.Open : CallPhase.Closed;
    }

    /// <summary>Null while an application can be started or handed in at this instant.</summary>
    public Refusal? CannotApply(DateTimeOffset now) =>
        PhaseAt(now) switch
        {
            CallPhase.Open => null,
            CallPhase.Upcoming => new Refusal($"{Title} opens on {Deadline.Say(OpensAt)}."),
            CallPhase.NotPublic => new Refusal($"{Title} isn't published yet."),
            _ => new Refusal(
                $"{Title} closed on {Deadline}; this was received on {Deadline.Say(now)}."
            ),
        };

    public Refusal? CannotEdit(Actor actor) =>
        actor.Cannot(Permission.ManagePrograms)
        ?? (
            Status == CallStatus.Draft
                ? null
                : new Refusal(
                    "A published call can't be rewritten; extend its deadline or make a new call."
                )
        );

    public void Edit(CallTerms terms, Guid fundId, string slug, Stamp stamp)
    {
        CannotEdit(stamp.By).ThrowIfAny();
        var before = (Terms, FundId, Slug);
        Set(terms, slug);
        FundId = fundId;
        if (before == (Terms, FundId, Slug))
            return;
        Raise(new CallEdited(stamp, Changes(before.Terms, before.FundId, before.Slug)));
    }

    private CallTerms Terms =>
        new(Title, Summary, Guidelines, OpensAt, Deadline, AwardCap, MinimumReviews)
        {
            NeedsSignOff = NeedsSignOff,
            ReviewsBlind = ReviewsBlind,
        };

    private string Changes(CallTerms before, Guid fundId, string slug) =>
        string.Join(
            ", ",
            new (string What, bool Changed)[]
            {
                ("title", before.Title != Title),
                ("address", slug != Slug),
                ("summary", before.Summary != Summary),
                ("guidelines", before.Guidelines != Guidelines),
                ("opening", before.OpensAt != OpensAt),
                ("deadline", before.Deadline != Deadline),
                ("award cap", before.AwardCap != AwardCap),
                ("minimum of reviews", before.MinimumReviews != MinimumReviews),
                ("sign-off", before.NeedsSignOff != NeedsSignOff),
                ("blind review", before.ReviewsBlind != ReviewsBlind),
                ("fund", fundId != FundId),
            }
                .Where(c => c.Changed)
                .Select(c => c.What)
        );

    /// <summary>A draft takes any form; once published, only the next version of its own, with the drafts.</summary>
    /// <param name="form">With its number, for the log.</param>
    public void UseForm(Guid formVersionId, string form, Stamp stamp)
    {
        stamp.By.Cannot(Permission.ManagePrograms).ThrowIfAny();
        if (Status is not (CallStatus.Draft or CallStatus.Published))
            throw new RefusedException(
                new Refusal("Its applications are in review, so the form stays as it is.")
            );
        if (formVersionId == FormVersionId)
            return;
        FormVersionId = formVersionId;
        Raise(new CallFormChosen(stamp, form));
    }

    public Refusal? CannotPublish(Actor actor, DateTimeOffset now)
    {
        if (
            (actor.Cannot(Permission.ManagePrograms) ?? Moves.Cannot(Status, nameof(Publish))) is
            { } refusal
        )
            return refusal;
        if (string.IsNullOrWhiteSpace(Guidelines))
            return new Refusal("Write the guidelines first: applicants need them.");
        return DeadlineAt <= now
            ? new Refusal($"The deadline, {Deadline}, is past. Move it first.")
            : null;
    }

    public void Publish(Stamp stamp)
    {
        CannotPublish(stamp.By, stamp.At).ThrowIfAny();
        Move(
            nameof(Publish),
            stamp,
            (from, to) => new CallPublished(stamp) { From = from, To = to }
        );
    }

    public Refusal? CannotExtend(Actor actor) =>
        actor.Cannot(Permission.ManagePrograms)
        ?? (
            Status == CallStatus.Published
                ? null
                : new Refusal("Only a published call has a deadline to extend.")
        );

    public Refusal? CannotExtend(Actor actor, DateTimeOffset to, string reason)
    {
        if (CannotExtend(actor) is { } refusal)
            return refusal;
        if (to <= DeadlineAt)
            return new Refusal($"The new deadline must be after {Deadline}.");
        return string.IsNullOrWhiteSpace(reason)
            ? new Refusal("Say why the deadline moves; applicants and the log are told.")
            : null;
    }

    public void Extend(DateTimeOffset to, string reason, Stamp stamp)
    {
        CannotExtend(stamp.By, to, reason).ThrowIfAny();
        var before = Deadline;
        DeadlineAt = to;
        Raise(new DeadlineExtended(stamp, before, Deadline) { Reason = reason });
    }

    public Refusal? CannotBeginReview(Actor actor, DateTimeOffset now) =>
        actor.Cannot(Permission.ManagePrograms)
        ?? Moves.Cannot(Status, nameof(BeginReview))
        ?? (now <= DeadlineAt ? new Refusal($"The call is open until {Deadline}.") : null);

    public void BeginReview(Stamp stamp)
    {
        CannotBeginReview(stamp.By, stamp.At).ThrowIfAny();
        Move(
            nameof(BeginReview),
            stamp,
            (from, to) => new CallReviewBegan(stamp) { From = from, To = to }
        );
    }

    public void BeginDeliberation(Stamp stamp) =>
        Step(
            nameof(BeginDeliberation),
            stamp,
            (from, to) => new DeliberationBegan(stamp) { From = from, To = to }
        );

    public void ConcludeDecisions(Stamp stamp) =>
        Step(
            nameof(ConcludeDecisions),
            stamp,
            (from, to) => new DecisionsConcluded(stamp) { From = from, To = to }
        );

    public void ConcludeNotification(Stamp stamp) =>
        Step(
            nameof(ConcludeNotification),
            stamp,
            (from, to) => new NotificationConcluded(stamp) { From = from, To = to }
        );

    public void Archive(Stamp stamp) =>
        Step(
            nameof(Archive),
            stamp,
            (from, to) => new CallArchived(stamp) { From = from, To = to }
        );

    public Refusal? CannotStep(string verb, Actor actor) =>
        actor.Cannot(Permission.ManagePrograms) ?? Moves.Cannot(Status, verb);

    private void Step(string verb, Stamp stamp, Func<string, string, DomainEvent> happened)
    {
        CannotStep(verb, stamp.By).ThrowIfAny();
        Move(verb, stamp, happened);
    }

    private void Move(string verb, Stamp stamp, Func<string, string, DomainEvent> happened)
    {
        var from = Status;
        Status = Moves.Move(from, verb);
        Raise(happened(from.ToString(), Status.ToString()));
    }

    private void Set(CallTerms terms, string slug)
    {
        if (string.IsNullOrWhiteSpace(terms.Title))
            throw new RefusedException(new Refusal("The call needs a title."));
        CallSlug.Invalid(slug).ThrowIfAny();
        if (!Deadline.IsZone(terms.Deadline.Zone))
            throw new RefusedException(
                new Refusal(
                    $"\"{terms.Deadline.Zone}\" isn't a time zone such as America/New_York."
                )
            );
        if (terms.OpensAt >= terms.Deadline.Instant)
            throw new RefusedException(new Refusal("The call must open before its deadline."));
        if (!terms.AwardCap.IsPositive || !terms.AwardCap.IsWholeCents)
            throw new RefusedException(
                new Refusal(
                    "The most that one award may be must be more than zero, in whole cents."
                )
            );
        if (terms.MinimumReviews < 1)
            throw new RefusedException(
                new Refusal("At least one review per application is needed.")
            );
        Slug = slug;
        Title = terms.Title.Trim();
        Summary = terms.Summary;
        Guidelines = terms.Guidelines;
        OpensAt = terms.OpensAt;
        DeadlineAt = terms.Deadline.Instant;
        Zone = terms.Deadline.Zone;
        AwardCap = terms.AwardCap;
        MinimumReviews = terms.MinimumReviews;
        NeedsSignOff = terms.NeedsSignOff;
        ReviewsBlind = terms.ReviewsBlind;
    }
}

/// <summary>What a call says.</summary>
public sealed record CallTerms(
    string Title,
    string Summary,
    string Guidelines,
    DateTimeOffset OpensAt,
    Deadline Deadline,
    Money AwardCap,
    int MinimumReviews
)
{
    /// <summary>Whether an authorized official of the applicant has to hand applications in.</summary>
    public bool NeedsSignOff { get; init; }

    /// <summary>Reviewers don't get to know who applies.</summary>
    public bool ReviewsBlind { get; init; }
}

public sealed record CallDrafted(Stamp Stamp) : DomainEvent(Stamp);

/// <param name="Changed">Names of what changed, in words.</param>
public sealed record CallEdited(Stamp Stamp, string Changed) : DomainEvent(Stamp)
{
    public override string Detail => Changed;
}

public sealed record CallFormChosen(Stamp Stamp, string Form) : DomainEvent(Stamp)
{
    public override string Detail => Form;
}

public sealed record CallPublished(Stamp Stamp) : DomainEvent(Stamp);

public sealed record DeadlineExtended(Stamp Stamp, Deadline Before, Deadline After)
    : DomainEvent(Stamp)
{
    public override string Detail => $"from {Before} to {After}";
}

public sealed record CallReviewBegan(Stamp Stamp) : DomainEvent(Stamp);

public sealed record DeliberationBegan(Stamp Stamp) : DomainEvent(Stamp);

public sealed record DecisionsConcluded(Stamp Stamp) : DomainEvent(Stamp);

public sealed record NotificationConcluded(Stamp Stamp) : DomainEvent(Stamp);

public sealed record CallArchived(Stamp Stamp) : DomainEvent(Stamp);
