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
public sealed partial class Call : Aggregate
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
            new(CallStatus.Notified, nameof(Archive), CallStatus.Archived, "program officer"),
            new(CallStatus.Published, nameof(EmptyTest), CallStatus.Draft, Tester),
            new(CallStatus.InReview, nameof(EmptyTest), CallStatus.Draft, Tester),
            new(CallStatus.Deliberation, nameof(EmptyTest), CallStatus.Draft, Tester),
            new(CallStatus.Decided, nameof(EmptyTest), CallStatus.Draft, Tester),
            new(CallStatus.Notified, nameof(EmptyTest), CallStatus.Draft, Tester),
            new(CallStatus.Archived, nameof(EmptyTest), CallStatus.Draft, Tester)
        );

    private const string Tester = "program officer, of a test";

    private Call() { }

    public Call(
        Guid programId,
        Guid fundId,
        Guid formVersionId,
        Guid rubricVersionId,
        CallTerms terms,
        string slug,
        Stamp stamp,
        Guid? firstStageId = null
    )
    {
        stamp.By.Cannot(Permission.ManagePrograms).ThrowIfAny();
        ProgramId = programId;
        FirstStageId = firstStageId;
        FundId = fundId;
        FormVersionId = formVersionId;
        RubricVersionId = rubricVersionId;
        Set(terms, slug);
        Raise(new CallDrafted(stamp));
    }

    public Guid ProgramId { get; private set; }

    /// <summary>
    /// The call whose letters of intent this one follows: only applicants who were invited from there can apply. Null for a
    /// call of one stage, and for a first stage.
    /// </summary>
    public Guid? FirstStageId { get; private set; }

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

    /// <summary>The most that one award may be.</summary>
    public Money AwardCap { get; private set; }

    public CallRules Rules { get; private set; } = CallRules.None;

    public IReadOnlyList<EligibilityQuestion> Eligibility { get; private set; } = [];

    /// <summary>Seen by staff and testers only, and counted nowhere.</summary>
    public bool IsTest { get; private set; }

    /// <summary>Lower-case e-mail addresses of the people outside the staff who see a test.</summary>
    public IReadOnlyList<string> Testers { get; private set; } = [];

    /// <summary>What every budget is checked against.</summary>
    public BudgetRules BudgetRules =>
        new(AwardCap)
        {
            AtLeast = Rules.Minimum is { } least ? new Money(least, AwardCap.Currency) : null,
            MatchPercent = Rules.MatchPercent ?? 0m,
            MatchOfRequested = Rules.MatchOf == MatchBase.Requested,
            MatchInCashOnly = Rules.CashOnly,
            IndirectPercent = Rules.IndirectPercent,
            Caps = Rules.Caps,
        };

    /// <summary>Submitted reviews that an application needs before the committee sees it.</summary>
    public int MinimumReviews { get; private set; } = 2;

    /// <summary>Whether an authorized official of the applicant has to hand applications in.</summary>
    public bool NeedsSignOff { get; private set; }

    /// <summary>Reviewers don't get to know who applies.</summary>
    public bool ReviewsBlind { get; private set; }

    public CallStatus Status { get; private set; }

    /// <summary>Whether this person may read the call.</summary>
    /// <param name="actor">Null for the public.</param>
    public bool IsVisibleTo(Actor? actor) =>
        Status != CallStatus.Draft
        && (
            !IsTest
            || actor is not null
                && (
                    actor.May(Permission.ManagePrograms)
                    || actor.May(Permission.ReadApplications)
                    || Testers.Contains(actor.Email.ToLowerInvariant())
                )
        );

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
        var (before, fund, address) = (Terms, FundId, Slug);
        Set(terms, slug);
        FundId = fundId;
        var changes = Changes(before, fund, address);
        if (changes.Length > 0)
            Raise(new CallEdited(stamp, changes));
    }

    public void UseRubric(Guid rubricVersionId, Stamp stamp)
    {
        CannotEdit(stamp.By).ThrowIfAny();
        if (rubricVersionId == RubricVersionId)
            return;
        RubricVersionId = rubricVersionId;
        Raise(new CallEdited(stamp, "rubric"));
    }

    /// <summary>What it says now.</summary>
    public CallTerms Terms =>
        new(Title, Summary, Guidelines, OpensAt, Deadline, AwardCap, MinimumReviews)
        {
            Zone = Zone,
            GraceMinutes = GraceMinutes,
            CutOffs = CutOffs,
            Milestones = Milestones,
            Rules = Rules,
            Eligibility = Eligibility,
            IsTest = IsTest,
            Testers = Testers,
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
                ("time zone", before.Deadline is null && before.Zone != Zone),
                ("grace", before.GraceMinutes != GraceMinutes),
                ("cut-off dates", !before.CutOffs.SequenceEqual(CutOffs)),
                ("milestones", !before.Milestones.SequenceEqual(Milestones)),
                ("award cap", before.AwardCap != AwardCap),
                ("budget rules", before.Rules != Rules),
                ("eligibility", !before.Eligibility.SequenceEqual(Eligibility)),
                ("test mode", before.IsTest != IsTest),
                ("testers", !before.Testers.SequenceEqual(Testers)),
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
        return ClosesAt <= now
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

    public Refusal? CannotBeginReview(Actor actor, DateTimeOffset now) =>
        actor.Cannot(Permission.ManagePrograms)
        ?? Moves.Cannot(Status, nameof(BeginReview))
        ?? (
            ClosesAt is null ? new Refusal("The call is open until it is closed. Close it first.")
            : now <= ClosesAt ? new Refusal($"The call is open until {Say(ClosesAt.Value)}.")
            : null
        );

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

    public Refusal? CannotEmptyTest(Actor actor) =>
        actor.Cannot(Permission.ManagePrograms)
        ?? Moves.Cannot(Status, nameof(EmptyTest))
        ?? (IsTest ? null : new Refusal("Only a test can be emptied."));

    /// <summary>Ends the test: what was tried is thrown away, and the call is a draft again.</summary>
    /// <param name="applications">How many are thrown away.</param>
    public void EmptyTest(int applications, Stamp stamp)
    {
        CannotEmptyTest(stamp.By).ThrowIfAny();
        _extensions.Clear();
        Move(
            nameof(EmptyTest),
            stamp,
            (from, to) => new TestEmptied(stamp, applications) { From = from, To = to }
        );
    }

    private void Set(CallTerms terms, string slug)
    {
        if (string.IsNullOrWhiteSpace(terms.Title))
            throw new RefusedException(new Refusal("The call needs a title."));
        CallSlug.Invalid(slug).ThrowIfAny();
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
        InvalidTimes(terms).ThrowIfAny();
        terms.Rules.Invalid(terms.AwardCap).ThrowIfAny();
        Programs.Eligibility.Invalid(terms.Eligibility).ThrowIfAny();
        Slug = slug;
        Title = terms.Title.Trim();
        Summary = terms.Summary;
        Guidelines = terms.Guidelines;
        AwardCap = terms.AwardCap;
        MinimumReviews = terms.MinimumReviews;
        NeedsSignOff = terms.NeedsSignOff;
        ReviewsBlind = terms.ReviewsBlind;
        Rules = terms.Rules;
        Eligibility = Kept(Eligibility, terms.Eligibility);
        IsTest = terms.IsTest;
        Testers = Kept(
            Testers,
            [
                .. terms
                    .Testers.Select(t => t.Trim().ToLowerInvariant())
                    .Where(t => t.Length > 0)
                    .Distinct(),
            ]
        );
        SetTimes(terms);
    }

    /// <summary>The same list where nothing in it differs, so that it doesn't count as a change.</summary>
    private static IReadOnlyList<T> Kept<T>(IReadOnlyList<T> before, IReadOnlyList<T> after) =>
        before.SequenceEqual(after) ? before : after;
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

public sealed record CallReviewBegan(Stamp Stamp) : DomainEvent(Stamp);

public sealed record DeliberationBegan(Stamp Stamp) : DomainEvent(Stamp);

public sealed record DecisionsConcluded(Stamp Stamp) : DomainEvent(Stamp);

public sealed record NotificationConcluded(Stamp Stamp) : DomainEvent(Stamp);

public sealed record CallArchived(Stamp Stamp) : DomainEvent(Stamp);

public sealed record TestEmptied(Stamp Stamp, int Applications) : DomainEvent(Stamp)
{
    public override string Detail =>
        Applications == 1 ? "1 application" : $"{Applications} applications";
}
