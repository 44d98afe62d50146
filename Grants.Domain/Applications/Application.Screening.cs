using Grants.Domain.Accounts;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;

namespace Grants.Domain.Applications;

/// <summary>The staff's check for completeness and eligibility: who does it, what was found, what the applicant was asked.</summary>
public sealed partial class Application
{
    private readonly List<ApplicationFlag> _flags = [];
    private readonly List<InternalNote> _notes = [];
    private readonly List<InfoRequest> _infoRequests = [];

    /// <summary>Who of the staff handles it; null while nobody does.</summary>
    public Guid? AssigneeId { get; private set; }

    /// <summary>One of <see cref="IneligibilityReason.All"/> while it is ineligible.</summary>
    public string? IneligibleCode { get; private set; }

    public IReadOnlyList<ApplicationFlag> Flags => _flags;

    public IReadOnlyList<InternalNote> Notes => _notes;

    public IReadOnlyList<InfoRequest> InfoRequests => _infoRequests;

    /// <summary>What the applicant is asked for now; null when nothing is.</summary>
    public InfoRequest? OpenInfoRequest => _infoRequests.Find(r => r.IsOpen);

    public Refusal? CannotScreen(Actor actor, string verb) =>
        CannotKeepRecord(actor) ?? Moves.Cannot(Status, verb);

    /// <summary>Notes, flags and the assignee belong to no state: staff keep them as long as they handle the application.</summary>
    public Refusal? CannotKeepRecord(Actor actor) =>
        actor.Cannot(Permission.ScreenApplications) ?? NotOwn(actor);

    public void BeginScreening(Stamp stamp)
    {
        CannotScreen(stamp.By, nameof(BeginScreening)).ThrowIfAny();
        Move(
            nameof(BeginScreening),
            (from, to) => new ScreeningBegan(stamp) { From = from, To = to }
        );
    }

    /// <param name="unmet">What of the checklist is open or answered no, in words; empty when nothing is.</param>
    /// <param name="overrideReason">Needed when something is.</param>
    public void PassScreening(string unmet, string? overrideReason, Stamp stamp)
    {
        CannotScreen(stamp.By, nameof(PassScreening)).ThrowIfAny();
        if (unmet.Length > 0)
            Needed(
                overrideReason,
                $"The checklist isn't met: {unmet}. Say why it goes to review all the same."
            );
        Move(
            nameof(PassScreening),
            (from, to) =>
                new ScreeningPassed(stamp)
                {
                    From = from,
                    To = to,
                    Reason = unmet.Length > 0 ? overrideReason : null,
                    Overrides = unmet.Length > 0 ? $"a met checklist; {unmet}" : null,
                }
        );
    }

    /// <param name="code">One of <see cref="IneligibilityReason.All"/>.</param>
    /// <param name="reason">For the log, in the words of who found it.</param>
    public void MarkIneligible(string code, string reason, Stamp stamp)
    {
        CannotScreen(stamp.By, nameof(MarkIneligible)).ThrowIfAny();
        if (IneligibilityReason.Of(code) is not { } known)
            throw new RefusedException(new Refusal("Choose which condition it doesn't meet."));
        Needed(reason, "Say why it isn't eligible.");
        IneligibleCode = known.Code;
        Move(
            nameof(MarkIneligible),
            (from, to) =>
                new FoundIneligible(stamp, known.ToStaff)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    /// <summary>Takes it back into screening. An applicant who was told that it is out must be told of this as well.</summary>
    public void Reinstate(string reason, Stamp stamp)
    {
        CannotScreen(stamp.By, nameof(Reinstate)).ThrowIfAny();
        Needed(reason, "Say why it is taken back in.");
        IneligibleCode = null;
        NotifiedAt = null;
        Move(
            nameof(Reinstate),
            (from, to) =>
                new ApplicationReinstated(stamp)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    public Refusal? CannotTellIneligible(Actor actor) =>
        actor.Cannot(Permission.NotifyApplicants)
        ?? NotOwn(actor)
        ?? (
            Status != ApplicationStatus.Ineligible
                ? new Refusal("It isn't marked ineligible, so there is nothing to tell.")
            : NotifiedAt is not null ? new Refusal("The applicant was told already.")
            : null
        );

    /// <summary>The applicant is told that it is out; from now on they see it.</summary>
    public void TellIneligible(Stamp stamp)
    {
        CannotTellIneligible(stamp.By).ThrowIfAny();
        NotifiedAt = stamp.At;
        Raise(new IneligibilityTold(stamp));
    }

    /// <summary>Asks the applicant for more; until it comes, only the named sections can be changed, and only by the applicant.</summary>
    /// <param name="sections">Keys of the form's sections.</param>
    public void RequestInfo(
        IReadOnlyCollection<string> sections,
        string message,
        DateTimeOffset dueAt,
        FormDefinition form,
        Stamp stamp
    )
    {
        CannotScreen(stamp.By, nameof(RequestInfo)).ThrowIfAny();
        var named = form.Sections.Where(s => sections.Contains(s.Key)).ToList();
        if (named.Count == 0)
            throw new RefusedException(
                new Refusal("Choose the sections that the applicant may change.")
            );
        Needed(message, "Write what the applicant is asked for.");
        if (dueAt <= stamp.At)
            throw new RefusedException(new Refusal("The due date must be ahead."));
        _infoRequests.Add(
            new InfoRequest([.. named.Select(s => s.Key)], message, dueAt, LatestNumber, stamp)
        );
        Move(
            nameof(RequestInfo),
            (from, to) =>
                new InformationRequested(stamp, string.Join(", ", named.Select(s => s.Title)))
                {
                    From = from,
                    To = to,
                    Reason = message,
                }
        );
    }

    /// <summary>Goes on without what was asked for.</summary>
    public void StopWaiting(string reason, Stamp stamp)
    {
        CannotScreen(stamp.By, nameof(StopWaiting)).ThrowIfAny();
        Needed(reason, "Say why the wait ends.");
        OpenInfoRequest?.End(stamp);
        Move(
            nameof(StopWaiting),
            (from, to) =>
                new WaitEnded(stamp)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    /// <summary>Whether this person could hand in again what was asked for.</summary>
    public Refusal? CannotAnswerRequest(Actor actor) =>
        !LeadsOrSigns(actor)
            ? new Refusal("The lead applicant or an authorized official hands the changes in.")
            : Moves.Cannot(Status, nameof(Resubmit));

    public Refusal? CannotResubmit(Actor actor, Call call, FormDefinition form)
    {
        if (CannotAnswerRequest(actor) is { } refusal)
            return refusal;
        // What nobody asked for can't be changed now, so it isn't held against the applicant.
        return StillNeeded([
            .. FormCheck
                .Incomplete(new FormReading(form, ValueOf), call.BudgetRules)
                .Where(p => OpenInfoRequest?.Sections.Contains(p.SectionKey) == true),
        ]);
    }

    /// <summary>The applicant hands in what was asked for: another revision, and staff go on.</summary>
    public void Resubmit(Call call, FormDefinition form, Stamp stamp)
    {
        CannotResubmit(stamp.By, call, form).ThrowIfAny();
        var number = KeepAnswers(form, stamp);
        SubmittedAt = stamp.At;
        if (OpenInfoRequest is { } request)
        {
            request.Answer(number, stamp);
            if (request.IsLate)
                _flags.Add(
                    new ApplicationFlag(
                        FlagKind.Late,
                        $"What was asked for came after it was due, on {call.Say(stamp.At)}.",
                        stamp with
                        {
                            By = Actor.System,
                        }
                    )
                );
        }
        Move(
            nameof(Resubmit),
            (from, to) => new ApplicationResubmitted(stamp) { From = from, To = to }
        );
    }

    /// <param name="person">Somebody who may screen; null takes it from whoever has it.</param>
    public void AssignTo((Guid Id, string Name)? person, Stamp stamp)
    {
        CannotKeepRecord(stamp.By).ThrowIfAny();
        if (AssigneeId == person?.Id)
            return;
        AssigneeId = person?.Id;
        Raise(new ScreenerAssigned(stamp, person?.Name ?? "nobody"));
    }

    public void WriteNote(string text, Stamp stamp)
    {
        CannotKeepRecord(stamp.By).ThrowIfAny();
        Needed(text, "Write the note first.");
        Fits(text, InternalNote.MaxTextLength, "note");
        _notes.Add(new InternalNote(text, stamp));
        Raise(new NoteWritten(stamp));
    }

    public void RaiseFlag(FlagKind kind, string text, Stamp stamp)
    {
        CannotKeepRecord(stamp.By).ThrowIfAny();
        Needed(text, "Say what the flag is about.");
        Fits(text, ApplicationFlag.MaxTextLength, "text");
        _flags.Add(new ApplicationFlag(kind, text, stamp));
        Raise(new FlagRaised(stamp, $"{Words.Of(kind.ToString())}: {text.Trim()}"));
    }

    public void ResolveFlag(Guid flagId, string resolution, Stamp stamp)
    {
        CannotKeepRecord(stamp.By).ThrowIfAny();
        var flag = _flags.Find(f => f.Id == flagId) ?? throw new NotFoundException("The flag");
        if (!flag.IsOpen)
            throw new RefusedException(
                new Refusal($"{flag.ResolvedByName} resolved this flag meanwhile.")
            );
        Needed(resolution, "Say what became of it.");
        Fits(resolution, ApplicationFlag.MaxTextLength, "text");
        flag.Resolve(resolution, stamp);
        Raise(new FlagResolved(stamp, flag.Text) { Reason = resolution });
    }

    private int LatestNumber => _submissions.Select(s => s.Number).DefaultIfEmpty().Max();

    private static void Fits(string text, int limit, string what)
    {
        if (text.Length > limit)
            throw new RefusedException(
                new Refusal($"The {what} has {text.Length} characters; at most {limit} fit.")
            );
    }
}
