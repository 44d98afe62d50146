using Grants.Domain.Accounts;
using Grants.Domain.Kernel;

namespace Grants.Domain.Programs;

/// <summary>When a call takes applications, from whom.</summary>
public sealed partial class Call
{
    private readonly List<PersonalExtension> _extensions = [];

    public DateTimeOffset OpensAt { get; private set; }

    /// <summary>Null for a rolling call without an end.</summary>
    public DateTimeOffset? DeadlineAt { get; private set; }

    /// <summary>IANA zone in which every date of the call is announced.</summary>
    public string Zone { get; private set; } = "";

    public Deadline? Deadline => DeadlineAt is { } at ? new Deadline(at, Zone) : null;

    /// <summary>How long after the deadline, or a cut-off, an application still counts for it.</summary>
    public int GraceMinutes { get; private set; }

    /// <summary>The last instant at which an application counts: the deadline with the grace. Null without a deadline.</summary>
    public DateTimeOffset? ClosesAt { get; private set; }

    /// <summary>In their order; empty unless applications are collected several times.</summary>
    public IReadOnlyList<DateTimeOffset> CutOffs { get; private set; } = [];

    /// <summary>Other dates that the public is told, in their order.</summary>
    public IReadOnlyList<Milestone> Milestones { get; private set; } = [];

    /// <summary>Every entry ever made, also those that were taken back.</summary>
    public IReadOnlyList<PersonalExtension> Extensions => _extensions;

    public bool IsRolling => DeadlineAt is null || CutOffs.Count > 0;

    /// <summary>An instant in the call's zone.</summary>
    public string Say(DateTimeOffset instant) => new Deadline(instant, Zone).ToString();

    public CallPhase PhaseAt(DateTimeOffset now) => PhaseOf(Status, OpensAt, ClosesAt, now);

    /// <summary>The same for a row of a list. Open up to and including the instant at which it closes.</summary>
    /// <param name="closesAt">With the grace; null without a deadline.</param>
    public static CallPhase PhaseOf(
        CallStatus status,
        DateTimeOffset opensAt,
        DateTimeOffset? closesAt,
        DateTimeOffset now
    )
    {
        if (status == CallStatus.Draft)
            return CallPhase.NotPublic;
        if (status != CallStatus.Published)
            return CallPhase.Closed;
        if (now < opensAt)
            return CallPhase.Upcoming;
        return closesAt is null || now <= closesAt ? CallPhase.Open : CallPhase.Closed;
    }

    /// <summary>The grace in words, as applicants read it.</summary>
    public string GraceText => Grace.Say(GraceMinutes, CutOffs.Count > 0);

    /// <summary>
    /// Null while something of an application can be done at this instant: starting, writing, handing in, recalling. The one
    /// rule for all of them.
    /// </summary>
    /// <param name="extension">From <see cref="ExtensionFor"/>; null for somebody without one.</param>
    public Refusal? CannotApply(DateTimeOffset now, PersonalExtension? extension)
    {
        if (Status == CallStatus.Draft)
            return new Refusal($"{Title} isn't published yet.");
        if (now < OpensAt)
            return new Refusal($"{Title} opens on {Say(OpensAt)}.");
        if (PhaseAt(now) == CallPhase.Open)
            return null;
        if (extension?.Until is not { } until)
            return new Refusal(
                ClosesAt is { } closed && now > closed
                    ? $"{Title} closed on {Deadline}{Graced}; this was received on {Say(now)}."
                    : $"{Title} takes no applications any more."
            );
        if (Status is not (CallStatus.Published or CallStatus.InReview))
            return new Refusal($"{Title} takes no applications any more.");
        return now <= until
            ? null
            : new Refusal(
                $"Your deadline in {Title} was extended to {Say(until)}; this was received on {Say(now)}."
            );
    }

    /// <summary>What helps an application most of the extensions that stand; null when none does.</summary>
    /// <param name="applicationId">Null for one that isn't started yet.</param>
    public PersonalExtension? ExtensionFor(Guid organizationId, Guid? applicationId) =>
        StandingExtensions
            .Where(e =>
                e.OrganizationId == organizationId
                && (e.ApplicationId is null || e.ApplicationId == applicationId)
            )
            .MaxBy(e => e.Until);

    /// <summary>The extensions that stand: of each applicant the latest entry, unless it takes the earlier one back.</summary>
    public IEnumerable<PersonalExtension> StandingExtensions =>
        _extensions
            .GroupBy(e => (e.OrganizationId, e.ApplicationId))
            .Select(ofOne => ofOne.MaxBy(e => e.Number)!)
            .Where(e => e.Until is not null);

    /// <summary>The cut-off that an application received at this instant goes to; null when none is announced for it.</summary>
    public DateTimeOffset? CutOffFor(DateTimeOffset received) =>
        CutOffs
            .Where(c => received <= c.AddMinutes(GraceMinutes))
            .Select(c => (DateTimeOffset?)c)
            .FirstOrDefault();

    /// <summary>What somebody works towards at this instant: their own deadline, the next cut-off, or the call's deadline.</summary>
    public Deadline? DeadlineFor(PersonalExtension? extension, DateTimeOffset now)
    {
        var at = CutOffFor(now) ?? DeadlineAt;
        if (extension?.Until is { } until && at < until)
            at = until;
        return at is { } instant ? new Deadline(instant, Zone) : null;
    }

    public Refusal? CannotExtend(Actor actor)
    {
        if (actor.Cannot(Permission.ManagePrograms) is { } refusal)
            return refusal;
        if (Status != CallStatus.Published)
            return new Refusal("Only a published call has a deadline to extend.");
        return DeadlineAt is null ? new Refusal("The call has no deadline to extend.") : null;
    }

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
        var before = Deadline!.Value;
        MoveDeadline(to);
        Raise(new DeadlineExtended(stamp, before, Deadline!.Value) { Reason = reason });
    }

    public Refusal? CannotClose(Actor actor)
    {
        if (actor.Cannot(Permission.ManagePrograms) is { } refusal)
            return refusal;
        if (!IsRolling)
            return new Refusal("Only a rolling call is closed; this one closes at its deadline.");
        return Status == CallStatus.Published
            ? null
            : new Refusal("Only a published call can be closed.");
    }

    public Refusal? CannotClose(Actor actor, DateTimeOffset at, string reason, DateTimeOffset now)
    {
        if (CannotClose(actor) is { } refusal)
            return refusal;
        if (at < now)
            return new Refusal($"It can't be closed in the past; it is {Say(now)} now.");
        if (at <= OpensAt)
            return new Refusal($"The call must open before it closes; it opens on {Say(OpensAt)}.");
        if (DeadlineAt <= at)
            return new Refusal($"The call closes on {Deadline} already. Extend it to close later.");
        return string.IsNullOrWhiteSpace(reason)
            ? new Refusal("Say why the call closes; applicants and the log are told.")
            : null;
    }

    /// <summary>Gives a rolling call an end. Cut-offs after it fall away.</summary>
    public void Close(DateTimeOffset at, string reason, Stamp stamp)
    {
        CannotClose(stamp.By, at, reason, stamp.At).ThrowIfAny();
        MoveDeadline(at);
        CutOffs = Kept(CutOffs, [.. CutOffs.Where(c => c <= at)]);
        Raise(new CallClosed(stamp, Deadline!.Value) { Reason = reason });
    }

    public Refusal? CannotExtendFor(Actor actor)
    {
        if (actor.Cannot(Permission.ManagePrograms) is { } refusal)
            return refusal;
        if (Status is not (CallStatus.Published or CallStatus.InReview))
            return new Refusal(
                "A deadline can be extended for one applicant from publication until deliberation."
            );
        return DeadlineAt is null ? new Refusal("The call has no deadline to extend.") : null;
    }

    public Refusal? CannotExtendFor(
        Actor actor,
        DateTimeOffset until,
        string reason,
        DateTimeOffset now
    )
    {
        if (CannotExtendFor(actor) is { } refusal)
            return refusal;
        if (until <= DeadlineAt)
            return new Refusal($"The applicant's deadline must be after that of all, {Deadline}.");
        if (until <= now)
            return new Refusal($"{Say(until)} is past; it is {Say(now)} now.");
        return string.IsNullOrWhiteSpace(reason)
            ? new Refusal("Say why this applicant gets more time; they and the log are told.")
            : null;
    }

    /// <summary>A later deadline for one organization, or for one application of it.</summary>
    /// <param name="name">Of the organization, for the log.</param>
    public void ExtendFor(
        Guid organizationId,
        Guid? applicationId,
        string name,
        DateTimeOffset until,
        string reason,
        Stamp stamp
    )
    {
        CannotExtendFor(stamp.By, until, reason, stamp.At).ThrowIfAny();
        Add(organizationId, applicationId, until, reason, stamp);
        Raise(
            new DeadlineExtendedForOne(stamp, name, new Deadline(until, Zone)) { Reason = reason }
        );
    }

    public Refusal? CannotRevokeExtension(
        Actor actor,
        Guid organizationId,
        Guid? applicationId,
        string reason
    )
    {
        if (actor.Cannot(Permission.ManagePrograms) is { } refusal)
            return refusal;
        if (
            !StandingExtensions.Any(e =>
                e.OrganizationId == organizationId && e.ApplicationId == applicationId
            )
        )
            return new Refusal("There is no extension to take back.");
        return string.IsNullOrWhiteSpace(reason)
            ? new Refusal(
                "Say why the extension is taken back; the applicant and the log are told."
            )
            : null;
    }

    public void RevokeExtension(
        Guid organizationId,
        Guid? applicationId,
        string name,
        string reason,
        Stamp stamp
    )
    {
        CannotRevokeExtension(stamp.By, organizationId, applicationId, reason).ThrowIfAny();
        Add(organizationId, applicationId, null, reason, stamp);
        Raise(new ExtensionRevoked(stamp, name) { Reason = reason });
    }

    public Refusal? CannotDate(Actor actor) =>
        actor.Cannot(Permission.ManagePrograms)
        ?? (
            Status == CallStatus.Archived
                ? new Refusal("The call is in the archive; its dates are history.")
                : null
        );

    /// <summary>Announces other milestones; unlike the call's words they may change once it is public.</summary>
    public void Date(IReadOnlyList<Milestone> milestones, Stamp stamp)
    {
        CannotDate(stamp.By).ThrowIfAny();
        Invalid(milestones).ThrowIfAny();
        var before = Milestones;
        Milestones = Kept(Milestones, InOrder(milestones));
        if (!ReferenceEquals(before, Milestones))
            Raise(new MilestonesChanged(stamp, Told(before)));
    }

    private void Add(
        Guid organizationId,
        Guid? applicationId,
        DateTimeOffset? until,
        string reason,
        Stamp stamp
    ) =>
        _extensions.Add(
            new PersonalExtension(
                _extensions.Count + 1,
                organizationId,
                applicationId,
                until,
                reason,
                stamp
            )
        );

    private void MoveDeadline(DateTimeOffset? at)
    {
        DeadlineAt = at;
        ClosesAt = at?.AddMinutes(GraceMinutes);
    }

    private string Graced =>
        GraceMinutes == 0 ? "" : $", with {Grace.Minutes(GraceMinutes)} of grace";

    /// <summary>What is new, moved or gone, in words.</summary>
    private string Told(IReadOnlyList<Milestone> before) =>
        string.Join(
            "; ",
            Milestones
                .Except(before)
                .Select(m => $"{m.Title}: {Say(m.At)}")
                .Concat(
                    before
                        .Where(b => Milestones.All(m => m.Title != b.Title))
                        .Select(b => $"without {b.Title}")
                )
        );

    private static IReadOnlyList<Milestone> InOrder(IReadOnlyList<Milestone> milestones) =>
        [.. milestones.Select(m => m with { Title = m.Title.Trim() }).OrderBy(m => m.At)];

    private static Refusal? Invalid(IReadOnlyList<Milestone> milestones)
    {
        if (milestones.Any(m => string.IsNullOrWhiteSpace(m.Title)))
            return new Refusal("Each milestone needs a name.");
        return milestones.DistinctBy(m => m.Title.Trim()).Count() == milestones.Count
            ? null
            : new Refusal("Two milestones have the same name.");
    }

    private static Refusal? InvalidTimes(CallTerms terms)
    {
        if (!Kernel.Deadline.IsZone(terms.Zone))
            return new Refusal($"\"{terms.Zone}\" isn't a time zone such as America/New_York.");
        if (terms.OpensAt >= terms.Deadline?.Instant)
            return new Refusal("The call must open before its deadline.");
        if (terms.GraceMinutes is < 0 or > Grace.Most)
            return new Refusal("The grace may be from 0 minutes to two days.");
        if (terms.CutOffs.Any(c => c <= terms.OpensAt))
            return new Refusal("Every cut-off must be after the opening.");
        if (terms.CutOffs.Any(c => c > terms.Deadline?.Instant))
            return new Refusal("No cut-off may be after the deadline.");
        return Invalid(terms.Milestones);
    }

    private void SetTimes(CallTerms terms)
    {
        OpensAt = terms.OpensAt;
        Zone = terms.Zone;
        GraceMinutes = terms.GraceMinutes;
        CutOffs = Kept(CutOffs, [.. terms.CutOffs.Distinct().Order()]);
        Milestones = Kept(Milestones, InOrder(terms.Milestones));
        MoveDeadline(terms.Deadline?.Instant);
    }
}

/// <summary>A call's grace in words. Whoever reads a deadline reads these beside it.</summary>
public static class Grace
{
    /// <summary>Minutes of two days.</summary>
    public const int Most = 2 * 24 * 60;

    /// <param name="atCutOffs">Whether the call has cut-offs, to each of which the grace applies.</param>
    public static string Say(int minutes, bool atCutOffs)
    {
        var when = atCutOffs ? "a cut-off or the deadline" : "the deadline";
        return minutes == 0
            ? $"There is no grace: an application counts if we receive it at or before {when}, to the second."
            : $"An application counts if we receive it at most {Minutes(minutes)} after {when}, to the second.";
    }

    /// <summary>"15 minutes", "2 hours", "1 day".</summary>
    public static string Minutes(int minutes) =>
        minutes % 1440 == 0 ? Count(minutes / 1440, "day")
        : minutes % 60 == 0 ? Count(minutes / 60, "hour")
        : Count(minutes, "minute");

    private static string Count(int count, string unit) =>
        count == 1 ? $"1 {unit}" : $"{count} {unit}s";
}

public sealed record DeadlineExtended(Stamp Stamp, Deadline Before, Deadline After)
    : DomainEvent(Stamp)
{
    public override string Detail => $"from {Before} to {After}";
}

public sealed record CallClosed(Stamp Stamp, Deadline On) : DomainEvent(Stamp)
{
    public override string Detail => $"on {On}";
}

/// <param name="Name">Of the organization.</param>
public sealed record DeadlineExtendedForOne(Stamp Stamp, string Name, Deadline Until)
    : DomainEvent(Stamp)
{
    public override string Detail => $"for {Name} to {Until}";
}

public sealed record ExtensionRevoked(Stamp Stamp, string Name) : DomainEvent(Stamp)
{
    public override string Detail => $"of {Name}";
}

public sealed record MilestonesChanged(Stamp Stamp, string What) : DomainEvent(Stamp)
{
    public override string Detail => What;
}
