using System.Globalization;

namespace Grants.Domain.Kernel;

/// <summary>An exact amount in one ISO 4217 currency. Amounts of different currencies don't mix.</summary>
public readonly record struct Money(decimal Amount, string Currency) : IComparable<Money>
{
    public static Money Zero(string currency) => new(0m, currency);

    public bool IsZero => Amount == 0m;

    public bool IsPositive => Amount > 0m;

    /// <summary>Nothing behind the second decimal.</summary>
    public bool IsWholeCents => decimal.Round(Amount, 2) == Amount;

    public static Money operator +(Money left, Money right) =>
        new(left.Amount + right.In(left.Currency).Amount, left.Currency);

    public static Money operator -(Money left, Money right) =>
        new(left.Amount - right.In(left.Currency).Amount, left.Currency);

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    public int CompareTo(Money other) => Amount.CompareTo(other.In(Currency).Amount);

    /// <summary>Splits by shares of 100 so that the parts add up to the cent: the last part takes what rounding left.</summary>
    /// <param name="percents">Shares that sum to 100.</param>
    /// <exception cref="ArgumentException">The shares don't sum to 100.</exception>
    public IReadOnlyList<Money> Split(IReadOnlyList<decimal> percents)
    {
        if (percents.Count == 0 || percents.Sum() != 100m)
            throw new ArgumentException("Shares must sum to 100.", nameof(percents));

        var parts = new List<Money>(percents.Count);
        var left = Amount;
        for (var i = 0; i < percents.Count; i++)
        {
            var part =
                i == percents.Count - 1
                    ? left
                    : Math.Round(Amount * percents[i] / 100m, 2, MidpointRounding.ToEven);
            parts.Add(new Money(part, Currency));
            left -= part;
        }
        return parts;
    }

    /// <summary>"$12,500.00" for US dollars, "12,500.00 EUR" otherwise; same in every locale.</summary>
    public override string ToString()
    {
        var number = Amount.ToString("#,##0.00;-#,##0.00", CultureInfo.InvariantCulture);
        if (Currency != "USD")
            return $"{number} {Currency}";
        return Amount < 0 ? $"-${number[1..]}" : $"${number}";
    }

    private Money In(string currency) =>
        Currency == currency
            ? this
            : throw new InvalidOperationException($"{Currency} and {currency} don't mix.");
}
