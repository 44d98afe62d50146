using Grants.Domain.Accounts;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using static Grants.Domain.Applications.ApplicationStatus;

namespace Grants.Domain.Applications;

public sealed partial class Application
{
    private const string Staff = "program officer";
    private const string Board = "authority";

    public static TransitionTable<ApplicationStatus> Moves { get; } =
        new(
            nameof(Application),
            new(
                Draft,
                nameof(RequestSignOff),
                AwaitingSignOff,
                "editor, where the call asks for a sign-off"
            ),
            new(
                AwaitingSignOff,
                nameof(ReturnToDraft),
                Draft,
                "authorized official or lead applicant, with a reason"
            ),
            new(AwaitingSignOff, nameof(SendBack), Draft, Staff + ", when its form changes"),
            new(
                Draft,
                nameof(Submit),
                Submitted,
                "lead applicant or authorized official, before the deadline"
            ),
            new(
                AwaitingSignOff,
                nameof(Submit),
                Submitted,
                "authorized official, before the deadline"
            ),
            new(Draft, nameof(Delete), Deleted, "lead applicant, if it was never handed in"),
            new(Deleted, nameof(Restore), Draft, "lead applicant, within 30 days"),
            new(Submitted, nameof(Recall), Draft, "lead applicant, before the deadline"),
            new(Submitted, nameof(BeginScreening), Screening, Staff),
            new(Screening, nameof(MarkIneligible), Ineligible, Staff + ", with a reason"),
            new(Ineligible, nameof(Reinstate), Screening, Staff + ", with a reason"),
            new(
                Screening,
                nameof(RequestInfo),
                InfoRequested,
                Staff + ", naming sections and a due date"
            ),
            new(
                InfoRequested,
                nameof(Resubmit),
                Screening,
                "lead applicant or authorized official, the named sections only"
            ),
            new(InfoRequested, nameof(StopWaiting), Screening, Staff + ", with a reason"),
            new(Screening, nameof(PassScreening), InReview, Staff),
            new(
                InReview,
                nameof(CloseReview),
                ReadyForCommittee,
                Staff + ", minimum reviews met or with a reason"
            ),
            new(ReadyForCommittee, nameof(ReopenReview), InReview, Staff),
            new(ReadyForCommittee, nameof(Recommend), Recommended, "committee chair or secretary"),
            new(Recommended, nameof(Approve), Approved, Board),
            new(Recommended, nameof(Decline), Declined, Board),
            new(Recommended, nameof(Waitlist), Waitlisted, Board),
            new(Recommended, nameof(Defer), Deferred, Board),
            new(Waitlisted, nameof(Approve), Approved, Board),
            new(Waitlisted, nameof(Decline), Declined, Board),
            new(Draft, nameof(Withdraw), Withdrawn, "lead applicant"),
            new(AwaitingSignOff, nameof(Withdraw), Withdrawn, "lead applicant"),
            new(Submitted, nameof(Withdraw), Withdrawn, "lead applicant"),
            new(Screening, nameof(Withdraw), Withdrawn, "lead applicant"),
            new(InfoRequested, nameof(Withdraw), Withdrawn, "lead applicant"),
            new(InReview, nameof(Withdraw), Withdrawn, "lead applicant"),
            new(ReadyForCommittee, nameof(Withdraw), Withdrawn, "lead applicant"),
            new(Recommended, nameof(Withdraw), Withdrawn, "lead applicant"),
            new(Waitlisted, nameof(Withdraw), Withdrawn, "lead applicant"),
            new(Deferred, nameof(Withdraw), Withdrawn, "lead applicant")
        );

    private readonly List<Recommendation> _recommendations = [];
    private readonly List<Decision> _decisions = [];

    public IReadOnlyList<Recommendation> Recommendations => _recommendations;

    public IReadOnlyList<Decision> Decisions => _decisions;

    /// <summary>Set aside by the approval, or null while none stands.</summary>
    public Money? Granted => Status == Approved ? _decisions.MaxBy(d => d.At)?.Amount : null;

    /// <summary>Whether this person could hand it in at this instant, were it complete.</summary>
    public Refusal? CannotHandIn(Actor actor, Call call, DateTimeOffset now)
    {
        if (call.NeedsSignOff && !actor.SignsFor(OrganizationId))
            return new Refusal(
                "In this call an authorized official signs the application off by handing it in. Ask for the sign-off."
            );
        if (!LeadsOrSigns(actor))
            return new Refusal(
                "The lead applicant or an authorized official hands the application in."
            );
        return Moves.Cannot(Status, nameof(Submit)) ?? CannotApply(call, now);
    }

    public Refusal? CannotSubmit(Actor actor, Call call, FormDefinition form, DateTimeOffset now) =>
        CannotHandIn(actor, call, now) ?? CannotLeaveDraft(call, form);

    /// <summary>What is missing or too much, whoever asks.</summary>
    private Refusal? CannotLeaveDraft(Call call, FormDefinition form) =>
        StillNeeded(FormCheck.Incomplete(new FormReading(form, ValueOf), call.BudgetRules));

    private static Refusal? StillNeeded(IReadOnlyList<FormProblem> missing) =>
        missing.Count switch
        {
            0 => null,
            1 => new Refusal($"One answer still needs you: {missing[0].Problem}"),
            _ => new Refusal(
                $"{missing.Count} answers still need you, the first: {missing[0].Problem}"
            ),
        };

    /// <summary>
    /// Just before it is handed in, so that the receipt with the number can be made ready. Should something come between, the
    /// number stays for the next time.
    /// </summary>
    public void TakeNumber(string referenceNumber, Call call, FormDefinition form, Stamp stamp)
    {
        CannotSubmit(stamp.By, call, form, stamp.At).ThrowIfAny();
        ReferenceNumber ??= referenceNumber;
    }

    /// <param name="referenceNumber">The next free number; not used when it has one.</param>
    public void Submit(Call call, FormDefinition form, string referenceNumber, Stamp stamp)
    {
        TakeNumber(referenceNumber, call, form, stamp);
        SubmittedAt = stamp.At;
        CutOffAt = call.CutOffFor(stamp.At);
        KeepAnswers(form, stamp);
        Move(
            nameof(Submit),
            (from, to) => new ApplicationSubmitted(stamp, ReferenceNumber!) { From = from, To = to }
        );
    }

    /// <param name="officials">How many people may sign for the organization.</param>
    public Refusal? CannotRequestSignOff(Actor actor, Call call, int officials, DateTimeOffset now)
    {
        if (!call.NeedsSignOff)
            return new Refusal("This call asks for no sign-off: hand the application in.");
        if ((CannotEdit(actor) ?? CannotApply(call, now)) is { } refusal)
            return refusal;
        return officials > 0
            ? null
            : new Refusal(
                "Nobody may sign for the organization yet. Invite its authorized official first, on the page of the organization."
            );
    }

    /// <summary>Complete as it is, it goes to the authorized official; until it comes back nobody changes it.</summary>
    public void RequestSignOff(Call call, FormDefinition form, int officials, Stamp stamp)
    {
        (
            CannotRequestSignOff(stamp.By, call, officials, stamp.At)
            ?? Moves.Cannot(Status, nameof(RequestSignOff))
            ?? CannotLeaveDraft(call, form)
        ).ThrowIfAny();
        Move(
            nameof(RequestSignOff),
            (from, to) => new SignOffRequested(stamp) { From = from, To = to }
        );
    }

    public Refusal? CannotReturnToDraft(Actor actor) =>
        !LeadsOrSigns(actor)
            ? new Refusal("An authorized official or the lead applicant takes it back to draft.")
            : Moves.Cannot(Status, nameof(ReturnToDraft));

    public void ReturnToDraft(string reason, Stamp stamp)
    {
        CannotReturnToDraft(stamp.By).ThrowIfAny();
        Needed(reason, "Say what has to change first.");
        Move(
            nameof(ReturnToDraft),
            (from, to) =>
                new ReturnedToDraft(stamp)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    /// <summary>Its form changes, so what waits for the sign-off isn't what would be handed in.</summary>
    public void SendBack(string reason, Stamp stamp)
    {
        stamp.By.Cannot(Permission.ManagePrograms).ThrowIfAny();
        Needed(reason, "Say what changed.");
        Move(
            nameof(SendBack),
            (from, to) =>
                new ReturnedToDraft(stamp)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    public Refusal? CannotDelete(Actor actor)
    {
        if ((CannotLead(actor) ?? Moves.Cannot(Status, nameof(Delete))) is { } refusal)
            return refusal;
        return SubmittedAt is null
            ? null
            : new Refusal("It was handed in once, so it stays on record. Withdraw it instead.");
    }

    /// <summary>Throws the draft away. It can be restored for 30 days; then it is gone with everything in it.</summary>
    public void Delete(Stamp stamp)
    {
        CannotDelete(stamp.By).ThrowIfAny();
        DeletedAt = stamp.At;
        Move(nameof(Delete), (from, to) => new DraftDeleted(stamp) { From = from, To = to });
    }

    public Refusal? CannotRestore(Actor actor, DateTimeOffset now)
    {
        if ((CannotLead(actor) ?? Moves.Cannot(Status, nameof(Restore))) is { } refusal)
            return refusal;
        return DeletedAt + KeptDeleted >= now
            ? null
            : new Refusal("The 30 days in which it could be restored are over.");
    }

    public void Restore(Stamp stamp)
    {
        CannotRestore(stamp.By, stamp.At).ThrowIfAny();
        DeletedAt = null;
        Move(nameof(Restore), (from, to) => new DraftRestored(stamp) { From = from, To = to });
    }

    public Refusal? CannotRecall(Actor actor, Call call, DateTimeOffset now) =>
        CannotLead(actor)
        ?? Moves.Cannot(Status, nameof(Recall))
        ?? (
            CannotApply(call, now) is { } closed
                ? new Refusal($"It can't be recalled any more: {closed.Reason}")
                : null
        );

    public void Recall(Call call, Stamp stamp)
    {
        CannotRecall(stamp.By, call, stamp.At).ThrowIfAny();
        Move(nameof(Recall), (from, to) => new ApplicationRecalled(stamp) { From = from, To = to });
    }

    public Refusal? CannotAssignReviewers(Actor actor) =>
        actor.Cannot(Permission.AssignReviewers)
        ?? NotOwn(actor)
        ?? (
            Status == InReview
                ? null
                : new Refusal(
                    "Reviewers are assigned once screening is passed and until the review is closed."
                )
        );

    /// <param name="overrideReason">Needed when fewer reviews than the call's minimum were submitted.</param>
    public void CloseReview(int submittedReviews, int minimum, string? overrideReason, Stamp stamp)
    {
        CannotScreen(stamp.By, nameof(CloseReview)).ThrowIfAny();
        string? overridden = null;
        if (submittedReviews < minimum)
        {
            overridden = $"{minimum} submitted reviews; it has {submittedReviews}";
            Needed(
                overrideReason,
                $"The call asks for {minimum} submitted reviews; this has {submittedReviews}. Say why it goes on all the same."
            );
        }
        Move(
            nameof(CloseReview),
            (from, to) =>
                new ReviewClosed(stamp)
                {
                    From = from,
                    To = to,
                    Reason = overridden is null ? null : overrideReason,
                    Overrides = overridden,
                }
        );
    }

    public void ReopenReview(string reason, Stamp stamp)
    {
        CannotScreen(stamp.By, nameof(ReopenReview)).ThrowIfAny();
        Needed(reason, "Say why the review opens again.");
        Move(
            nameof(ReopenReview),
            (from, to) =>
                new ReviewReopened(stamp)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    public Refusal? CannotRecommend(Actor actor) =>
        actor.Cannot(Permission.RecordRecommendation)
        ?? NotOwn(actor)
        ?? Moves.Cannot(Status, nameof(Recommend));

    /// <summary>Records what the committee advises.</summary>
    /// <param name="recused">People who declared a conflict about this application: they may not record it.</param>
    /// <param name="amount">Zero unless the advice is to fund.</param>
    public void Recommend(
        Advice advice,
        Money amount,
        string conditions,
        string rationale,
        IReadOnlyCollection<Guid> recused,
        Call call,
        Stamp stamp
    )
    {
        CannotRecommend(stamp.By).ThrowIfAny();
        if (recused.Contains(stamp.By.Id))
            throw new RefusedException(
                new Refusal("You declared a conflict about this application.")
            );
        Needed(rationale, "Write the committee's reasons.");
        if (advice == Advice.Fund && !amount.IsPositive)
            throw new RefusedException(new Refusal("Say how much the committee recommends."));
        if (amount > call.AwardCap)
            throw new RefusedException(
                new Refusal($"{amount} is more than this call's limit of {call.AwardCap}.")
            );
        var given = advice == Advice.Fund ? amount : Money.Zero(amount.Currency);
        _recommendations.Add(new Recommendation(advice, given, conditions, rationale, stamp));
        Move(
            nameof(Recommend),
            (from, to) =>
                new ApplicationRecommended(stamp, advice, given)
                {
                    From = from,
                    To = to,
                    Reason = rationale,
                }
        );
    }

    public Refusal? CannotDecide(Actor actor, string verb)
    {
        if (
            (actor.Cannot(Permission.Decide) ?? NotOwn(actor) ?? Moves.Cannot(Status, verb)) is
            { } refusal
        )
            return refusal;
        return _recommendations.MaxBy(r => r.At)?.RecordedById == actor.Id
            ? new Refusal("Whoever recorded the recommendation can't decide on it as well.")
            : null;
    }

    /// <summary>Approves and sets the money aside in the fund.</summary>
    public void Approve(
        Money amount,
        string conditions,
        string rationale,
        Call call,
        Fund fund,
        Stamp stamp
    )
    {
        CannotDecide(stamp.By, nameof(Approve)).ThrowIfAny();
        Needed(rationale, "Write the reasons for the decision.");
        if (amount > call.AwardCap)
            throw new RefusedException(
                new Refusal($"{amount} is more than this call's limit of {call.AwardCap}.")
            );
        // A test decides without money: the fund's ledger is a figure.
        if (!IsTest)
            fund.Commit(amount, Id, $"{ReferenceNumber} {Title}", stamp);
        Decide(nameof(Approve), amount, conditions, rationale, stamp);
    }

    public void Decline(string rationale, Stamp stamp) =>
        DecideWithout(nameof(Decline), rationale, stamp);

    public void Waitlist(string rationale, Stamp stamp) =>
        DecideWithout(nameof(Waitlist), rationale, stamp);

    public void Defer(string rationale, Stamp stamp) =>
        DecideWithout(nameof(Defer), rationale, stamp);

    public Refusal? CannotNotify(Actor actor)
    {
        if (actor.Cannot(Permission.NotifyApplicants) is { } refusal)
            return refusal;
        if (Status is not (Approved or Declined))
            return new Refusal("There is no decision to tell the applicant yet.");
        return NotifiedAt is null ? null : new Refusal("The applicant was told already.");
    }

    /// <summary>The applicant is told; from now on they see the decision.</summary>
    public void Notify(Stamp stamp)
    {
        CannotNotify(stamp.By).ThrowIfAny();
        NotifiedAt = stamp.At;
        Raise(new ApplicantNotified(stamp));
    }

    public Refusal? CannotWithdraw(Actor actor) =>
        CannotLead(actor) ?? Moves.Cannot(Status, nameof(Withdraw));

    public void Withdraw(string reason, Stamp stamp)
    {
        CannotWithdraw(stamp.By).ThrowIfAny();
        Needed(reason, "Say why you withdraw.");
        Move(
            nameof(Withdraw),
            (from, to) =>
                new ApplicationWithdrawn(stamp)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    /// <summary>
    /// Who belongs to the applicant organization or works on the application is in conflict with it, whatever their role. In a
    /// test one person may walk the whole way.
    /// </summary>
    public Refusal? NotOwn(Actor actor) =>
        !IsTest && actor.BelongsTo(OrganizationId)
            ? new Refusal(
                "You belong to the applicant organization, so others must handle this application."
            )
        : !IsTest && actor.WorksOn(Id)
            ? new Refusal("You work on this application, so others must handle it.")
        : null;

    /// <summary>Who hands in for the applicant and who takes it back.</summary>
    private bool LeadsOrSigns(Actor actor) => actor.Id == LeadId || actor.SignsFor(OrganizationId);

    /// <summary>What is asked and answered now, as the next revision.</summary>
    /// <returns>The revision's number.</returns>
    private int KeepAnswers(FormDefinition form, Stamp stamp)
    {
        var (json, sha256) = SubmissionText.Of(new FormReading(form, ValueOf));
        var number = LatestNumber + 1;
        _submissions.Add(new Submission(number, FormVersionId, json, sha256, stamp));
        return number;
    }

    private Refusal? CannotLead(Actor actor) =>
        actor.Id == LeadId ? null : new Refusal("Only the lead applicant can do this.");

    private void DecideWithout(string verb, string rationale, Stamp stamp)
    {
        CannotDecide(stamp.By, verb).ThrowIfAny();
        Needed(rationale, "Write the reasons for the decision.");
        Decide(verb, Money.Zero(AmountRequested.Currency), "", rationale, stamp);
    }

    private void Decide(string verb, Money amount, string conditions, string rationale, Stamp stamp)
    {
        _decisions.Add(new Decision(verb, amount, conditions, rationale, stamp));
        Move(
            verb,
            (from, to) =>
                new ApplicationDecided(stamp, amount)
                {
                    From = from,
                    To = to,
                    Reason = rationale,
                }
        );
    }

    private void Move(string verb, Func<string, string, DomainEvent> happened)
    {
        var from = Status;
        Status = Moves.Move(from, verb);
        Raise(happened(from.ToString(), Status.ToString()));
    }

    private static void Needed(string? reason, string ask)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new RefusedException(new Refusal(ask));
    }
}
