using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using static Grants.Domain.Disbursements.TrancheStatus;

namespace Grants.Domain.Disbursements;

public enum TrancheStatus
{
    Planned,
    Blocked,
    Due,
    Requested,
    Approved,
    Exported,
    Paid,
    Cancelled,
}

public enum ConditionKind
{
    AgreementSigned,
    DeliverableAccepted,
}

/// <summary>A planned part of an award. It becomes due when its conditions are met.</summary>
public sealed class Tranche : Aggregate
{
    private readonly List<TrancheCondition> _conditions = [];

    public static TransitionTable<TrancheStatus> Moves { get; } =
        new(
            nameof(Tranche),
            new(Planned, nameof(Activate), Blocked, "the award's countersignature"),
            new(Blocked, nameof(BecomeDue), Due, "the last condition met"),
            new(Due, nameof(Request), Requested, "finance officer"),
            new(Requested, nameof(Query), Due, "finance approver, with a reason"),
            new(
                Requested,
                nameof(Approve),
                Approved,
                "finance approver, another person than who requested"
            ),
            new(Approved, nameof(Export), Exported, "finance officer"),
            new(Exported, nameof(MarkPaid), Paid, "finance officer"),
            new(Planned, nameof(Cancel), Cancelled, "the award's cancellation")
        );

    private Tranche() { }

    internal Tranche(
        Award award,
        int number,
        Money amount,
        DateOnly? dueOn,
        IEnumerable<TrancheCondition> conditions,
        Stamp stamp
    )
    {
        AwardId = award.Id;
        OrganizationId = award.OrganizationId;
        Number = number;
        Amount = amount;
        DueOn = dueOn;
        _conditions.AddRange(conditions);
        Raise(new TranchePlanned(stamp, number, amount));
    }

    public Guid AwardId { get; private set; }

    public Guid OrganizationId { get; private set; }

    /// <summary>1, 2, ... within the award.</summary>
    public int Number { get; private set; }

    public Money Amount { get; private set; }

    /// <summary>When it is expected; what counts are the conditions.</summary>
    public DateOnly? DueOn { get; private set; }

    public TrancheStatus Status { get; private set; }

    public IReadOnlyList<TrancheCondition> Conditions => _conditions;

    public Guid? RequestedById { get; private set; }

    public string? RequestedByName { get; private set; }

    public DateTimeOffset? RequestedAt { get; private set; }

    public string? ApprovedByName { get; private set; }

    public Guid? ApprovedById { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>The payment file that it went out in; at most one.</summary>
    public string? ExportBatch { get; private set; }

    public DateOnly? PaidOn { get; private set; }

    /// <summary>The bank's or bookkeeper's reference.</summary>
    public string? PaymentReference { get; private set; }

    /// <summary>The agreement is in force: open conditions block it from now on.</summary>
    public void Activate(Stamp stamp)
    {
        Move(nameof(Activate), (from, to) => new TrancheActivated(stamp) { From = from, To = to });
        DueIfMet(stamp);
    }

    /// <summary>Marks a condition as met, and the tranche as due when it was the last one.</summary>
    public void Meet(ConditionKind kind, Guid? deliverableId, Stamp stamp)
    {
        foreach (
            var condition in _conditions.Where(c =>
                c.Kind == kind && c.DeliverableId == deliverableId && c.MetAt is null
            )
        )
        {
            condition.MetAt = stamp.At;
            Raise(new TrancheConditionMet(stamp, condition.Text));
        }
        if (Status == Blocked)
            DueIfMet(stamp);
    }

    public Refusal? CannotRequest(Actor actor)
    {
        if ((actor.Cannot(Permission.RequestPayments) ?? NotOwn(actor)) is { } refusal)
            return refusal;
        if (Status == Blocked)
            return new Refusal(
                $"Still open: {string.Join("; ", _conditions.Where(c => c.MetAt is null).Select(c => c.Text))}."
            );
        return Moves.Cannot(Status, nameof(Request));
    }

    public void Request(Stamp stamp)
    {
        CannotRequest(stamp.By).ThrowIfAny();
        RequestedById = stamp.By.Id;
        RequestedByName = stamp.By.Name;
        RequestedAt = stamp.At;
        Move(
            nameof(Request),
            (from, to) => new PaymentRequested(stamp, Amount) { From = from, To = to }
        );
    }

    public Refusal? CannotApprove(Actor actor) =>
        actor.Cannot(Permission.ApprovePayments)
        ?? NotOwn(actor)
        ?? (
            actor.Id == RequestedById
                ? new Refusal("Another person than who requested the payment approves it.")
                : null
        )
        ?? Moves.Cannot(Status, nameof(Approve));

    public void Approve(Stamp stamp)
    {
        CannotApprove(stamp.By).ThrowIfAny();
        ApprovedById = stamp.By.Id;
        ApprovedByName = stamp.By.Name;
        ApprovedAt = stamp.At;
        Move(
            nameof(Approve),
            (from, to) => new PaymentApproved(stamp, Amount) { From = from, To = to }
        );
    }

    public Refusal? CannotQuery(Actor actor) =>
        actor.Cannot(Permission.ApprovePayments)
        ?? NotOwn(actor)
        ?? Moves.Cannot(Status, nameof(Query));

    /// <summary>Sends the request back with a question.</summary>
    public void Query(string reason, Stamp stamp)
    {
        CannotQuery(stamp.By).ThrowIfAny();
        if (string.IsNullOrWhiteSpace(reason))
            throw new RefusedException(new Refusal("Say what has to be cleared up."));
        Move(
            nameof(Query),
            (from, to) =>
                new PaymentQueried(stamp)
                {
                    From = from,
                    To = to,
                    Reason = reason,
                }
        );
    }

    public Refusal? CannotExport(Actor actor) =>
        actor.Cannot(Permission.MarkPaid) ?? NotOwn(actor) ?? Moves.Cannot(Status, nameof(Export));

    /// <param name="batch">Name of the payment file.</param>
    public void Export(string batch, Stamp stamp)
    {
        CannotExport(stamp.By).ThrowIfAny();
        ExportBatch = batch;
        Move(
            nameof(Export),
            (from, to) => new PaymentExported(stamp, batch) { From = from, To = to }
        );
    }

    public Refusal? CannotMarkPaid(Actor actor) =>
        actor.Cannot(Permission.MarkPaid)
        ?? NotOwn(actor)
        ?? Moves.Cannot(Status, nameof(MarkPaid));

    /// <summary>The money went out: the fund's ledger gets a payment.</summary>
    public void MarkPaid(DateOnly paidOn, string reference, Fund fund, Stamp stamp)
    {
        CannotMarkPaid(stamp.By).ThrowIfAny();
        if (string.IsNullOrWhiteSpace(reference))
            throw new RefusedException(
                new Refusal("Give the bank's reference, so that the payment can be found again.")
            );
        // A day ahead of UTC is today in Auckland.
        if (paidOn > DateOnly.FromDateTime(stamp.At.UtcDateTime).AddDays(1))
            throw new RefusedException(new Refusal("The day of the payment lies in the future."));
        fund.Pay(Amount, Id, $"Payment {Number}, {reference}", stamp);
        PaidOn = paidOn;
        PaymentReference = reference.Trim();
        Move(
            nameof(MarkPaid),
            (from, to) => new TranchePaid(stamp, Amount, reference) { From = from, To = to }
        );
    }

    public void Cancel(Stamp stamp) =>
        Move(nameof(Cancel), (from, to) => new TrancheCancelled(stamp) { From = from, To = to });

    private void BecomeDue(Stamp stamp) =>
        Move(nameof(BecomeDue), (from, to) => new TrancheBecameDue(stamp) { From = from, To = to });

    private void DueIfMet(Stamp stamp)
    {
        if (_conditions.All(c => c.MetAt is not null))
            BecomeDue(stamp);
    }

    private Refusal? NotOwn(Actor actor) =>
        actor.BelongsTo(OrganizationId)
            ? new Refusal("You belong to the grantee, so others must handle its payments.")
            : null;

    private void Move(string verb, Func<string, string, DomainEvent> happened)
    {
        var from = Status;
        Status = Moves.Move(from, verb);
        Raise(happened(from.ToString(), Status.ToString()));
    }
}

/// <summary>What has to be true before a tranche is due.</summary>
public sealed class TrancheCondition : Entity
{
    private TrancheCondition() { }

    public TrancheCondition(ConditionKind kind, string text, Guid? deliverableId = null)
    {
        Kind = kind;
        Text = text;
        DeliverableId = deliverableId;
    }

    public ConditionKind Kind { get; private set; }

    /// <summary>As people read it, such as "D1 Sample accepted".</summary>
    public string Text { get; private set; } = "";

    public Guid? DeliverableId { get; private set; }

    public DateTimeOffset? MetAt { get; internal set; }
}

public sealed record TranchePlanned(Stamp Stamp, int Number, Money Amount) : DomainEvent(Stamp)
{
    public override string Detail => $"No. {Number}, {Amount}";
}

public sealed record TrancheActivated(Stamp Stamp) : DomainEvent(Stamp);

public sealed record TrancheConditionMet(Stamp Stamp, string Text) : DomainEvent(Stamp)
{
    public override string Detail => Text;
}

public sealed record TrancheBecameDue(Stamp Stamp) : DomainEvent(Stamp);

public sealed record PaymentRequested(Stamp Stamp, Money Amount) : DomainEvent(Stamp)
{
    public override string Detail => Amount.ToString();
}

public sealed record PaymentQueried(Stamp Stamp) : DomainEvent(Stamp);

public sealed record PaymentApproved(Stamp Stamp, Money Amount) : DomainEvent(Stamp)
{
    public override string Detail => Amount.ToString();
}

public sealed record PaymentExported(Stamp Stamp, string Batch) : DomainEvent(Stamp)
{
    public override string Detail => Batch;
}

public sealed record TranchePaid(Stamp Stamp, Money Amount, string Reference) : DomainEvent(Stamp)
{
    public override string Detail => $"{Amount}, {Reference}";
}

public sealed record TrancheCancelled(Stamp Stamp) : DomainEvent(Stamp);
