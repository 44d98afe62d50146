using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Kernel;
using static Grants.Domain.Deliverables.DeliverableStatus;

namespace Grants.Domain.Deliverables;

public enum DeliverableStatus
{
    Planned,
    InProgress,
    Submitted,
    Validating,
    Validated,
    ValidationFailed,
    UnderQualityControl,
    CorrectionNeeded,

    /// <summary>What came is accepted, and more is to come.</summary>
    PartlyDelivered,
    Accepted,
    AcceptedWithException,
    Catalogued,
    Published,
    Waived,
}

/// <summary>Digital objects that an award promises, delivered in batches.</summary>
public sealed class Deliverable : Aggregate
{
    private const string Archive = "the grantee";
    private const string Staff = "program or grants officer";
    private const string Product = "the product";

    public static TransitionTable<DeliverableStatus> Moves { get; } =
        new(
            nameof(Deliverable),
            new(Planned, nameof(StartBatch), InProgress, Archive),
            new(CorrectionNeeded, nameof(StartBatch), InProgress, Archive),
            new(ValidationFailed, nameof(StartBatch), InProgress, Archive),
            new(PartlyDelivered, nameof(StartBatch), InProgress, Archive),
            new(InProgress, nameof(SubmitBatch), Submitted, Archive),
            new(Submitted, nameof(TakeBack), InProgress, Archive),
            new(Submitted, nameof(StopChecks), InProgress, Staff + ", with a reason"),
            new(Submitted, nameof(BeginValidation), Validating, Product),
            new(Validating, nameof(TakeBack), InProgress, Archive),
            new(Validating, nameof(StopChecks), InProgress, Staff + ", with a reason"),
            new(Validating, nameof(PassValidation), Validated, Product),
            new(Validating, nameof(FailValidation), ValidationFailed, Product),
            new(Validated, nameof(BeginQualityControl), UnderQualityControl, Staff),
            new(UnderQualityControl, nameof(Accept), Accepted, Staff),
            new(
                UnderQualityControl,
                nameof(AcceptWithException),
                AcceptedWithException,
                Staff + ", with a reason"
            ),
            new(
                UnderQualityControl,
                nameof(AcceptBatch),
                PartlyDelivered,
                Staff + ", when more is to come"
            ),
            new(
                UnderQualityControl,
                nameof(AcceptPart),
                CorrectionNeeded,
                Staff + ", when some items are defective"
            ),
            new(
                UnderQualityControl,
                nameof(ReturnForCorrection),
                CorrectionNeeded,
                Staff + ", with a reason"
            ),
            new(Accepted, nameof(Catalogue), Catalogued, Product),
            new(AcceptedWithException, nameof(Catalogue), Catalogued, Product),
            new(Catalogued, nameof(Publish), Published, "catalog editor"),
            new(Planned, nameof(Waive), Waived, Staff + ", with a reason"),
            new(InProgress, nameof(Waive), Waived, Staff + ", with a reason"),
            new(ValidationFailed, nameof(Waive), Waived, Staff + ", with a reason"),
            new(CorrectionNeeded, nameof(Waive), Waived, Staff + ", with a reason"),
            new(PartlyDelivered, nameof(Waive), Waived, Staff + ", with a reason")
        );

    private readonly List<DeliverableProfile> _profiles = [];
    private readonly List<MaterialLine> _materials = [];

    private Deliverable() { }

    internal Deliverable(Award award, DeliverablePlan plan, Stamp stamp)
    {
        AwardId = award.Id;
        OrganizationId = award.OrganizationId;
        Code = plan.Code;
        Title = plan.Title;
        Description = plan.Description;
        DueOn = plan.DueOn;
        PromisedUnits = plan.Materials.Sum(m => m.Count);
        LooksAtAll = plan.LooksAtAll;
        _materials.AddRange(plan.Materials.Select((p, i) => new MaterialLine(Id, i + 1, p)));
        Raise(new DeliverablePlanned(stamp, plan.Code));
    }

    public Guid AwardId { get; private set; }

    public Guid OrganizationId { get; private set; }

    /// <summary>"D1", "D2", ... within the award.</summary>
    public string Code { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Description { get; private set; } = "";

    public DateOnly DueOn { get; private set; }

    /// <summary>Quality control looks at every item, not at a sample.</summary>
    public bool LooksAtAll { get; private set; }

    /// <summary>What the promised units are made of.</summary>
    public IReadOnlyList<MaterialLine> Materials => _materials;

    /// <summary>Units promised; 0 where the deliverable is documents only.</summary>
    public int PromisedUnits { get; private set; }

    /// <summary>Units of accepted items, to 2 places.</summary>
    public decimal AcceptedUnits { get; private set; }

    public DeliverableStatus Status { get; private set; }

    /// <summary>
    /// What the files of materials are held to that have no profile of their own; without any it is the default floor.
    /// </summary>
    public IReadOnlyList<DeliverableProfile> Profiles => _profiles;

    public Refusal? CannotDeliver(Actor actor, Award award, string verb) =>
        (
            actor.BelongsTo(OrganizationId)
                ? null
                : new Refusal("Only people of the grantee deliver.")
        )
        ?? (
            award.Status == AwardStatus.Active
                ? null
                : new Refusal("The agreement isn't in force yet: it needs both signatures.")
        )
        ?? Moves.Cannot(Status, verb);

    public Batch StartBatch(Award award, int number, Stamp stamp)
    {
        CannotDeliver(stamp.By, award, nameof(StartBatch)).ThrowIfAny();
        Move(
            nameof(StartBatch),
            (from, to) => new BatchStarted(stamp, number) { From = from, To = to }
        );
        return new Batch(this, number, stamp);
    }

    public void SubmitBatch(Award award, Batch batch, Stamp stamp)
    {
        CannotDeliver(stamp.By, award, nameof(SubmitBatch)).ThrowIfAny();
        batch.Submit(stamp);
        Move(
            nameof(SubmitBatch),
            (from, to) => new BatchSubmitted(stamp, batch.Number) { From = from, To = to }
        );
    }

    /// <summary>The grantee handed it in by mistake: it is open again with all its files.</summary>
    public void TakeBack(Award award, Batch batch, Stamp stamp)
    {
        CannotDeliver(stamp.By, award, nameof(TakeBack)).ThrowIfAny();
        batch.Reopen();
        Move(
            nameof(TakeBack),
            (from, to) => new BatchTakenBack(stamp, batch.Number) { From = from, To = to }
        );
    }

    /// <summary>Staff stop the checks, and the batch is the grantee's again with all its files.</summary>
    public void StopChecks(Batch batch, string reason, Stamp stamp)
    {
        CannotCheck(stamp.By, nameof(StopChecks)).ThrowIfAny();
        Needed(reason, "Say why the checks are stopped.");
        batch.Reopen();
        Move(
            nameof(StopChecks),
            (from, to) =>
                new ChecksStopped(stamp, batch.Number)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    public void BeginValidation(Stamp stamp) =>
        Move(
            nameof(BeginValidation),
            (from, to) => new ValidationBegan(stamp) { From = from, To = to }
        );

    public void PassValidation(Stamp stamp) =>
        Move(
            nameof(PassValidation),
            (from, to) => new ValidationPassed(stamp) { From = from, To = to }
        );

    public void FailValidation(string summary, Stamp stamp) =>
        Move(
            nameof(FailValidation),
            (from, to) =>
                new ValidationDidFail(stamp)
                {
                    From = from,
                    To = to,
                    Reason = summary,
                }
        );

    public Refusal? CannotCheck(Actor actor, string verb) =>
        CannotControl(actor) ?? Moves.Cannot(Status, verb);

    /// <summary>Whether the person may say how items came out.</summary>
    public Refusal? CannotInspect(Actor actor) =>
        CannotControl(actor)
        ?? (
            Status == UnderQualityControl
                ? null
                : new Refusal(
                    $"The deliverable is now \"{Words.Of(Status.ToString())}\", so its quality control is closed."
                )
        );

    public void BeginQualityControl(Stamp stamp)
    {
        CannotCheck(stamp.By, nameof(BeginQualityControl)).ThrowIfAny();
        Move(
            nameof(BeginQualityControl),
            (from, to) => new QualityControlBegan(stamp) { From = from, To = to }
        );
    }

    /// <summary>Accepts the batch as the last one, whether or not all that was promised is there.</summary>
    public Refusal? CannotAccept(Actor actor, ControlTally tally) =>
        CannotAcceptWhole(actor, tally, nameof(Accept));

    /// <param name="open">Whether units that are promised are still to come.</param>
    public Refusal? CannotAcceptBatch(Actor actor, ControlTally tally, bool open) =>
        CannotAcceptWhole(actor, tally, nameof(AcceptBatch))
        ?? (
            open
                ? null
                : new Refusal(
                    "All that was promised is delivered, so the deliverable can be accepted."
                )
        );

    private Refusal? CannotAcceptWhole(Actor actor, ControlTally tally, string verb) =>
        CannotCheck(actor, verb)
        ?? tally.NotSeen()
        ?? tally.NotWidened()
        ?? (
            tally.Defective == 0
                ? null
                : new Refusal(
                    $"{Numbers.Say(tally.Defective, "item is", "items are")} defective. Accept the others, accept with an exception, or return the batch."
                )
        );

    public void Accept(Batch batch, ControlTally tally, AcceptedCount accepted, Stamp stamp)
    {
        CannotAccept(stamp.By, tally).ThrowIfAny();
        batch.Accept(accepted.Items, stamp);
        AcceptedUnits += accepted.Units;
        Move(
            nameof(Accept),
            (from, to) => new DeliverableAccepted(stamp, accepted.Items) { From = from, To = to }
        );
    }

    /// <summary>The batch is accepted and goes on; what is still promised is to come in others, and payments wait for it.</summary>
    /// <param name="open"><inheritdoc cref="CannotAcceptBatch" path="/param[@name='open']"/></param>
    public void AcceptBatch(
        Batch batch,
        ControlTally tally,
        AcceptedCount accepted,
        bool open,
        Stamp stamp
    )
    {
        CannotAcceptBatch(stamp.By, tally, open).ThrowIfAny();
        batch.Accept(accepted.Items, stamp);
        AcceptedUnits += accepted.Units;
        Move(
            nameof(AcceptBatch),
            (from, to) =>
                new DeliverablePartlyDelivered(stamp, batch.Number, accepted.Items)
                {
                    From = from,
                    To = to,
                }
        );
    }

    /// <summary>Takes defective items as they are, however many: a decision of its own, with its reason.</summary>
    public Refusal? CannotAcceptWithException(Actor actor, ControlTally tally) =>
        CannotCheck(actor, nameof(AcceptWithException)) ?? tally.NotSeen();

    public void AcceptWithException(
        Batch batch,
        ControlTally tally,
        AcceptedCount accepted,
        string reason,
        Stamp stamp
    )
    {
        CannotAcceptWithException(stamp.By, tally).ThrowIfAny();
        Needed(reason, "Say what is excepted and why.");
        batch.Accept(accepted.Items, stamp);
        AcceptedUnits += accepted.Units;
        Move(
            nameof(AcceptWithException),
            (from, to) =>
                new DeliverableAccepted(stamp, accepted.Items)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    public Refusal? CannotAcceptPart(Actor actor, ControlTally tally) =>
        CannotCheck(actor, nameof(AcceptPart))
        ?? tally.NotSeen()
        ?? tally.NotWidened()
        ?? (
            tally.Defective == 0
                ? new Refusal("No item is defective, so the batch can be accepted.")
            : tally.Defective == tally.Items
                ? new Refusal("Every item is defective, so the batch can only be returned.")
            : null
        );

    /// <summary>The good items are accepted and go on; the defective ones are to be delivered again.</summary>
    /// <param name="reason">What has to be corrected.</param>
    public void AcceptPart(
        Batch batch,
        ControlTally tally,
        AcceptedCount accepted,
        string reason,
        Stamp stamp
    )
    {
        CannotAcceptPart(stamp.By, tally).ThrowIfAny();
        Needed(reason, "Say what has to be corrected.");
        batch.AcceptPart(accepted.Items, reason, stamp);
        AcceptedUnits += accepted.Units;
        Move(
            nameof(AcceptPart),
            (from, to) =>
                new DeliverablePartlyAccepted(stamp, accepted.Items, tally.Defective)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    public void ReturnForCorrection(Batch batch, string reason, Stamp stamp)
    {
        CannotCheck(stamp.By, nameof(ReturnForCorrection)).ThrowIfAny();
        Needed(reason, "Say what has to be corrected.");
        batch.Return(reason, stamp);
        Move(
            nameof(ReturnForCorrection),
            (from, to) =>
                new CorrectionAsked(stamp)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    /// <summary>Its items became draft records of the catalog.</summary>
    public void Catalogue(int records, Stamp stamp) =>
        Move(
            nameof(Catalogue),
            (from, to) => new DeliverableCatalogued(stamp, records) { From = from, To = to }
        );

    /// <summary>All of its records are public.</summary>
    public void Publish(Stamp stamp) =>
        Move(
            nameof(Publish),
            (from, to) => new DeliverablePublished(stamp) { From = from, To = to }
        );

    /// <summary>Until a batch is with us: what the files were checked against stays said.</summary>
    public Refusal? CannotChooseProfiles(Actor actor) =>
        actor.Cannot(Permission.CheckDeliverables)
        ?? (
            actor.BelongsTo(OrganizationId)
                ? new Refusal("You belong to the grantee, so others say what it is held to.")
                : null
        )
        ?? (
            Status
                is Planned
                    or InProgress
                    or ValidationFailed
                    or CorrectionNeeded
                    or PartlyDelivered
                ? null
                : new Refusal(
                    "A batch is with us or was accepted, so what it is held to stays as it is."
                )
        );

    /// <param name="profiles">For all that has none of its own.</param>
    /// <param name="materials">By the id of a material's line.</param>
    public void ChooseProfiles(
        IReadOnlyList<ProfileVersion> profiles,
        IReadOnlyDictionary<Guid, ProfileVersion> materials,
        Stamp stamp
    )
    {
        CannotChooseProfiles(stamp.By).ThrowIfAny();
        _profiles.RemoveAll(chosen => profiles.All(p => p.Id != chosen.ProfileVersionId));
        _profiles.AddRange(
            profiles
                .Where(p => _profiles.All(chosen => chosen.ProfileVersionId != p.Id))
                .Select(p => new DeliverableProfile(Id, p.Id))
                .ToList()
        );
        foreach (var line in _materials)
            line.HoldTo(materials.GetValueOrDefault(line.Id)?.Id);
        Raise(
            new ProfilesChosen(
                stamp,
                [
                    .. _materials
                        .Where(l => materials.ContainsKey(l.Id))
                        .OrderBy(l => l.Number)
                        .Select(l => $"{l.Material}: {materials[l.Id].NumberedLabel}"),
                    .. profiles.Select(p => p.NumberedLabel),
                ]
            )
        );
    }

    public void Waive(string reason, Stamp stamp)
    {
        CannotCheck(stamp.By, nameof(Waive)).ThrowIfAny();
        Needed(reason, "Say why it isn't needed any more.");
        Move(
            nameof(Waive),
            (from, to) =>
                new DeliverableWaived(stamp)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    private Refusal? CannotControl(Actor actor) =>
        actor.Cannot(Permission.CheckDeliverables)
        ?? (
            actor.BelongsTo(OrganizationId)
                ? new Refusal("You belong to the grantee, so others check what it delivers.")
                : null
        );

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

/// <summary>A deliverable as planned with the award.</summary>
public sealed record DeliverablePlan(
    string Code,
    string Title,
    string Description,
    DateOnly DueOn,
    IReadOnlyList<MaterialPromise> Materials
)
{
    /// <summary>Quality control looks at every item, not at a sample.</summary>
    public bool LooksAtAll { get; init; }
}

public sealed record DeliverablePlanned(Stamp Stamp, string Code) : DomainEvent(Stamp)
{
    public override string Detail => Code;
}

public sealed record BatchStarted(Stamp Stamp, int Number) : DomainEvent(Stamp)
{
    public override string Detail => $"Batch {Number}";
}

public sealed record BatchSubmitted(Stamp Stamp, int Number) : DomainEvent(Stamp)
{
    public override string Detail => $"Batch {Number}";
}

public sealed record BatchTakenBack(Stamp Stamp, int Number) : DomainEvent(Stamp)
{
    public override string Detail => $"Batch {Number}";
}

public sealed record ChecksStopped(Stamp Stamp, int Number) : DomainEvent(Stamp)
{
    public override string Detail => $"Batch {Number}";
}

public sealed record ValidationBegan(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ValidationPassed(Stamp Stamp) : DomainEvent(Stamp);

public sealed record ValidationDidFail(Stamp Stamp) : DomainEvent(Stamp);

public sealed record QualityControlBegan(Stamp Stamp) : DomainEvent(Stamp);

public sealed record DeliverableAccepted(Stamp Stamp, int Items) : DomainEvent(Stamp)
{
    public override string Detail => Numbers.Say(Items, "item");
}

public sealed record DeliverablePartlyDelivered(Stamp Stamp, int Number, int Items)
    : DomainEvent(Stamp)
{
    public override string Detail => $"Batch {Number}: {Numbers.Say(Items, "item")}";
}

public sealed record DeliverablePartlyAccepted(Stamp Stamp, int Items, int Defective)
    : DomainEvent(Stamp)
{
    public override string Detail =>
        $"{Numbers.Say(Items, "item")}; {Numbers.Say(Defective)} to be delivered again";
}

public sealed record CorrectionAsked(Stamp Stamp) : DomainEvent(Stamp);

public sealed record DeliverableCatalogued(Stamp Stamp, int Records) : DomainEvent(Stamp)
{
    public override string Detail => Numbers.Say(Records, "record");
}

public sealed record DeliverablePublished(Stamp Stamp) : DomainEvent(Stamp);

public sealed record DeliverableWaived(Stamp Stamp) : DomainEvent(Stamp);
