using Grants.Domain.Accounts;
using Grants.Domain.Kernel;

namespace Grants.Domain.Programs;

public enum FundEntryKind
{
    /// <summary>Money comes in.</summary>
    Deposit,

    /// <summary>Set aside by a decision.</summary>
    Commitment,

    /// <summary>A commitment given back: declined, lapsed or reduced.</summary>
    Release,

    /// <summary>Bound by a countersigned agreement; was committed before.</summary>
    Obligation,

    /// <summary>Paid out; was obligated before.</summary>
    Payment,
}

/// <summary>
/// Money with a source and restrictions. Its entries are never changed, only added to; the totals beside them are kept in
/// step, and the version check makes the second of two competing commitments look again.
/// </summary>
public sealed class Fund : Aggregate
{
    private readonly List<FundEntry> _entries = [];

    private Fund() { }

    public Fund(string name, string source, string restrictions, string currency, Stamp stamp)
    {
        stamp.By.Cannot(Permission.ManageFunds).ThrowIfAny();
        if (string.IsNullOrWhiteSpace(name))
            throw new RefusedException(new Refusal("The fund needs a name."));
        Name = name.Trim();
        Source = source;
        Restrictions = restrictions;
        Currency = currency;
        Raise(new FundCreated(stamp));
    }

    public string Name { get; private set; } = "";

    public string Source { get; private set; } = "";

    public string Restrictions { get; private set; } = "";

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private set; } = "";

    public decimal DepositedTotal { get; private set; }

    /// <summary>Commitments less releases; contains what is obligated and paid.</summary>
    public decimal CommittedTotal { get; private set; }

    public decimal ObligatedTotal { get; private set; }

    public decimal PaidTotal { get; private set; }

    public Money Uncommitted => new(DepositedTotal - CommittedTotal, Currency);

    public IReadOnlyList<FundEntry> Entries => _entries;

    public void Deposit(Money amount, string note, Stamp stamp)
    {
        stamp.By.Cannot(Permission.ManageFunds).ThrowIfAny();
        Positive(amount).ThrowIfAny();
        Add(FundEntryKind.Deposit, amount, null, note, stamp);
        DepositedTotal += amount.Amount;
        Raise(new FundDeposited(stamp, amount));
    }

    public Refusal? CannotCommit(Money amount) =>
        Positive(amount)
        ?? (
            amount > Uncommitted
                ? new Refusal($"{Name} has {Uncommitted} uncommitted; {amount} is more than that.")
                : null
        );

    /// <param name="about">The application that was decided on, later known through its award.</param>
    public void Commit(Money amount, Guid about, string note, Stamp stamp)
    {
        CannotCommit(amount).ThrowIfAny();
        Add(FundEntryKind.Commitment, amount, about, note, stamp);
        CommittedTotal += amount.Amount;
        Raise(new FundCommitted(stamp, amount));
    }

    public void Release(Money amount, Guid about, string note, Stamp stamp)
    {
        Positive(amount).ThrowIfAny();
        Add(FundEntryKind.Release, amount, about, note, stamp);
        CommittedTotal -= amount.Amount;
        Raise(new FundReleased(stamp, amount));
    }

    public void Obligate(Money amount, Guid about, string note, Stamp stamp)
    {
        Positive(amount).ThrowIfAny();
        if (ObligatedTotal + amount.Amount > CommittedTotal)
            throw new RefusedException(
                new Refusal($"{Name} has less committed than this would bind.")
            );
        Add(FundEntryKind.Obligation, amount, about, note, stamp);
        ObligatedTotal += amount.Amount;
        Raise(new FundObligated(stamp, amount));
    }

    public void Pay(Money amount, Guid about, string note, Stamp stamp)
    {
        Positive(amount).ThrowIfAny();
        if (PaidTotal + amount.Amount > ObligatedTotal)
            throw new RefusedException(
                new Refusal($"{Name} has less obligated than this would pay.")
            );
        Add(FundEntryKind.Payment, amount, about, note, stamp);
        PaidTotal += amount.Amount;
        Raise(new FundPaid(stamp, amount));
    }

    private Refusal? Positive(Money amount)
    {
        if (amount.Currency != Currency)
            return new Refusal($"{Name} is kept in {Currency}.");
        return amount is { IsPositive: true, IsWholeCents: true }
            ? null
            : new Refusal("The amount must be more than zero, in whole cents.");
    }

    private void Add(FundEntryKind kind, Money amount, Guid? about, string note, Stamp stamp) =>
        _entries.Add(new FundEntry(kind, amount.Amount, about, note, stamp.By.Name, stamp.At));
}

/// <summary>One line of a fund's ledger.</summary>
public sealed class FundEntry : Entity
{
    private FundEntry() { }

    internal FundEntry(
        FundEntryKind kind,
        decimal amount,
        Guid? aboutId,
        string note,
        string byName,
        DateTimeOffset at
    )
    {
        Kind = kind;
        Amount = amount;
        AboutId = aboutId;
        Note = note;
        ByName = byName;
        At = at;
    }

    public FundEntryKind Kind { get; private set; }

    /// <summary>Always positive, in the fund's currency; the kind says which way it goes.</summary>
    public decimal Amount { get; private set; }

    /// <summary>The application, award or tranche that it is about.</summary>
    public Guid? AboutId { get; private set; }

    public string Note { get; private set; } = "";

    public string ByName { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}

public sealed record FundCreated(Stamp Stamp) : DomainEvent(Stamp);

public abstract record FundMoved(Stamp Stamp, Money Amount) : DomainEvent(Stamp)
{
    public override string Detail => Amount.ToString();
}

public sealed record FundDeposited(Stamp Stamp, Money Amount) : FundMoved(Stamp, Amount);

public sealed record FundCommitted(Stamp Stamp, Money Amount) : FundMoved(Stamp, Amount);

public sealed record FundReleased(Stamp Stamp, Money Amount) : FundMoved(Stamp, Amount);

public sealed record FundObligated(Stamp Stamp, Money Amount) : FundMoved(Stamp, Amount);

public sealed record FundPaid(Stamp Stamp, Money Amount) : FundMoved(Stamp, Amount);
