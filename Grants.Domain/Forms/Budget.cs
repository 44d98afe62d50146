using System.Globalization;
using System.Text.Json;
using Grants.Domain.Kernel;

namespace Grants.Domain.Forms;

/// <summary>
/// A budget as answered: lines of quantity x unit cost, paid from the grant (requested) and by the applicant (match, in cash
/// or in kind).
/// </summary>
public sealed record Budget(IReadOnlyList<BudgetLine> Lines)
{
    /// <summary>Reads the answer to a budget question; anything unreadable counts as empty, to be found by the form check.</summary>
    public static Budget Parse(string answer) =>
        new([.. TableRows.Parse(answer).Select(BudgetLine.Of)]);

    /// <summary>Sum of what is asked for.</summary>
    public Money Requested(string currency) => new(Sum(l => l.Requested), currency);

    /// <summary>What the applicant brings, in cash and in kind.</summary>
    public Money Match(string currency) =>
        new(Sum(l => l.MatchCash) + Sum(l => l.MatchInKind), currency);

    public Money Total(string currency) => new(Sum(l => l.Total), currency);

    /// <summary>The categories that a line can have.</summary>
    public static IReadOnlyList<string> CategoriesOf(Question budget) =>
        budget.Columns.FirstOrDefault(c => c.Key == BudgetLine.CategoryKey)?.Options ?? [];

    /// <summary>The sums of each category that has lines, in the form's order; lines without one come last.</summary>
    /// <param name="categories">Of the form's budget.</param>
    public IReadOnlyList<CategorySums> ByCategory(IReadOnlyList<string> categories) =>
        [
            .. Lines
                .GroupBy(l => l.Category)
                .OrderBy(g => Place(categories, g.Key))
                .Select(g => new CategorySums(g.Key, new Budget([.. g]))),
        ];

    private static int Place(IReadOnlyList<string> categories, string category)
    {
        for (var i = 0; i < categories.Count; i++)
            if (categories[i] == category)
                return i;
        return categories.Count;
    }

    public decimal Sum(Func<BudgetLine, decimal?> of) => Lines.Sum(l => of(l) ?? 0m);

    /// <summary>What is wrong, naming the line; empty when all adds up.</summary>
    public IEnumerable<string> Problems()
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            var (line, name) = (Lines[i], NameOf(i));
            if (string.IsNullOrWhiteSpace(line.Item))
                yield return $"{name} doesn't say what it is for.";
            if (line.Total is not { } total)
                yield return $"{name} needs a quantity and a unit cost.";
            else if (line.Paid != total)
                yield return $"{name}: requested and match together must be {Say(total)}, the quantity times the unit cost; they are {Say(line.Paid)}.";
            if (line.HasNegative)
                yield return $"{name} has a negative number.";
        }
    }

    internal string NameOf(int index) =>
        string.IsNullOrWhiteSpace(Lines[index].Item)
            ? $"Budget line {index + 1}"
            : $"Budget line {index + 1} ({Lines[index].Item.Trim()})";

    internal static string Say(decimal amount) =>
        amount.ToString("#,##0.00", CultureInfo.InvariantCulture);
}

/// <param name="Lines">Those of the category.</param>
public sealed record CategorySums(string Category, Budget Lines);

/// <param name="Category">One of the form's budget categories.</param>
/// <param name="UnitCost">In the call's currency, as are requested and match.</param>
public sealed record BudgetLine(
    string Category,
    string Item,
    decimal? Quantity,
    decimal? UnitCost,
    decimal? Requested,
    decimal? MatchCash,
    decimal? MatchInKind
)
{
    /// <summary>Keys of a budget's columns.</summary>
    public const string CategoryKey = "category";
    public const string ItemKey = "item";
    public const string QuantityKey = "quantity";
    public const string UnitCostKey = "unitCost";
    public const string RequestedKey = "requested";
    public const string MatchCashKey = "matchCash";
    public const string MatchInKindKey = "matchInKind";

    public static IReadOnlyList<string> Keys { get; } =
    [CategoryKey, ItemKey, QuantityKey, UnitCostKey, RequestedKey, MatchCashKey, MatchInKindKey];

    /// <summary>To the cent; null when the product is too large to be an amount.</summary>
    public decimal? Total => TableRows.Product(Quantity, UnitCost);

    /// <summary>Requested and match together.</summary>
    public decimal Paid => (Requested ?? 0m) + (MatchCash ?? 0m) + (MatchInKind ?? 0m);

    internal bool HasNegative =>
        Quantity < 0 || UnitCost < 0 || Requested < 0 || MatchCash < 0 || MatchInKind < 0;

    public static BudgetLine Of(IReadOnlyDictionary<string, string> row) =>
        new(
            row.GetValueOrDefault(CategoryKey, ""),
            row.GetValueOrDefault(ItemKey, ""),
            FormCheck.Number(row.GetValueOrDefault(QuantityKey)),
            FormCheck.Number(row.GetValueOrDefault(UnitCostKey)),
            FormCheck.Number(row.GetValueOrDefault(RequestedKey)),
            FormCheck.Number(row.GetValueOrDefault(MatchCashKey)),
            FormCheck.Number(row.GetValueOrDefault(MatchInKindKey))
        );
}

/// <summary>What a call asks of every budget.</summary>
/// <param name="AtMost">The most that one award may be.</param>
public sealed record BudgetRules(Money AtMost)
{
    /// <summary>The least that may be asked for, or null.</summary>
    public Money? AtLeast { get; init; }

    /// <summary>What the applicant has to bring, in percent of the project's whole cost; 0 for none.</summary>
    public decimal MatchPercent { get; init; }

    /// <summary>Whether the percent are of what is requested instead.</summary>
    public bool MatchOfRequested { get; init; }

    /// <summary>Whether only match in cash counts.</summary>
    public bool MatchInCashOnly { get; init; }

    /// <summary>
    /// The most that may be requested for indirect costs, in percent of what is requested for everything else; null for no
    /// limit.
    /// </summary>
    public decimal? IndirectPercent { get; init; }

    /// <summary>The most that may be requested for single categories.</summary>
    public IReadOnlyList<CategoryCap> Caps { get; init; } = [];

    /// <summary>What the budget as a whole doesn't keep to, in sentences that name the line; empty when all is kept.</summary>
    /// <param name="indirectCategory">Of the form; empty where it has none.</param>
    public IEnumerable<string> Problems(Budget budget, string indirectCategory)
    {
        var currency = AtMost.Currency;
        var requested = budget.Requested(currency);
        if (requested > AtMost)
            yield return $"The budget asks for {requested}; this call gives at most {AtMost}. {LineOver(budget)} goes over the limit.";
        if (AtLeast is { } least && requested < least)
            yield return $"The budget asks for {requested}; this call gives at least {least}.";
        if (MatchPercent > 0 && MissingMatch(budget) is { IsPositive: true } missing)
            yield return $"The applicant has to bring {Percent(MatchPercent)} of {(MatchOfRequested ? "what is requested" : "the whole cost")}{(MatchInCashOnly ? " in cash" : "")}; {missing} is missing.";
        if (IndirectPercent is { } most && indirectCategory.Length > 0)
            foreach (var problem in IndirectProblems(budget, indirectCategory, most))
                yield return problem;
        foreach (var cap in Caps)
        foreach (var problem in CapProblems(budget, cap))
            yield return problem;
    }

    /// <summary>The line at which the requested amounts pass the limit.</summary>
    private string LineOver(Budget budget)
    {
        var (sum, line) = (0m, 0);
        while (sum <= AtMost.Amount && line < budget.Lines.Count)
            sum += budget.Lines[line++].Requested ?? 0m;
        return budget.NameOf(line - 1);
    }

    private Money MissingMatch(Budget budget)
    {
        var brought =
            budget.Sum(l => l.MatchCash) + (MatchInCashOnly ? 0m : budget.Sum(l => l.MatchInKind));
        var needed = Part(budget.Sum(l => MatchOfRequested ? l.Requested : l.Total), MatchPercent);
        return new Money(needed - brought, AtMost.Currency);
    }

    private IEnumerable<string> IndirectProblems(Budget budget, string category, decimal most)
    {
        var indirect = budget.Lines.Where(l => l.Category == category).Sum(l => l.Requested ?? 0m);
        var direct = budget.Sum(l => l.Requested) - indirect;
        return OverLimit(
            budget,
            category,
            Part(direct, most),
            $", {Percent(most)} of the rest of what is requested"
        );
    }

    private IEnumerable<string> CapProblems(Budget budget, CategoryCap cap) =>
        cap.Unit == CapUnit.Amount
            ? OverLimit(budget, cap.Category, cap.AtMost, "")
            : OverLimit(
                budget,
                cap.Category,
                Part(budget.Sum(l => l.Requested), cap.AtMost),
                $", {Percent(cap.AtMost)} of what is requested"
            );

    /// <summary>Names the line at which the category passes its limit.</summary>
    private IEnumerable<string> OverLimit(
        Budget budget,
        string category,
        decimal limit,
        string because
    )
    {
        var sum = 0m;
        for (var i = 0; i < budget.Lines.Count; i++)
        {
            if (budget.Lines[i].Category != category)
                continue;
            sum += budget.Lines[i].Requested ?? 0m;
            if (sum <= limit)
                continue;
            yield return $"{budget.NameOf(i)}: \"{category}\" may be at most {new Money(limit, AtMost.Currency)}{because}.";
            yield break;
        }
    }

    private static decimal Part(decimal whole, decimal percent) =>
        Math.Round(whole * percent / 100m, 2, MidpointRounding.ToEven);

    private static string Percent(decimal percent) =>
        percent.ToString("0.##", CultureInfo.InvariantCulture) + " %";
}

/// <summary>What a cap's number is.</summary>
public enum CapUnit
{
    /// <summary>Of everything that is requested.</summary>
    PercentOfRequested,

    /// <summary>In the call's currency.</summary>
    Amount,
}

/// <summary>The most that may be requested for one budget category; 0 for nothing.</summary>
/// <param name="Category">One of the form's budget categories.</param>
public sealed record CategoryCap(string Category, decimal AtMost, CapUnit Unit);

/// <summary>The answer to a table question: a JSON array of objects, column key to text.</summary>
public static class TableRows
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Parse(string answer)
    {
        if (string.IsNullOrWhiteSpace(answer))
            return [];
        try
        {
            var rows = JsonSerializer.Deserialize<List<Dictionary<string, string>>>(answer) ?? [];
            return [.. rows.Where(row => row is not null && !row.ContainsValue(null!))];
        }
        catch (JsonException)
        {
            return []; // never written by the form; the form check then reports the answer as missing
        }
    }

    public static string Write(IEnumerable<IReadOnlyDictionary<string, string>> rows) =>
        JsonSerializer.Serialize(rows);

    /// <summary>A cell's number: typed, or the product of others; null where there is none.</summary>
    public static decimal? Number(
        FormColumn column,
        IReadOnlyList<FormColumn> columns,
        IReadOnlyDictionary<string, string> row
    ) =>
        column.IsComputed
            ? Product([
                .. column.ProductOf.Select(key => FormCheck.Number(row.GetValueOrDefault(key, ""))),
            ])
            : FormCheck.Number(row.GetValueOrDefault(column.Key, ""));

    /// <summary>Of a column; cells without a number count as nothing.</summary>
    public static decimal Sum(
        FormColumn column,
        IReadOnlyList<FormColumn> columns,
        IReadOnlyList<IReadOnlyDictionary<string, string>> rows
    ) => rows.Sum(row => Number(column, columns, row) ?? 0m);

    /// <summary>To the cent; null unless every factor is there and the product is small enough to be a number.</summary>
    public static decimal? Product(params ReadOnlySpan<decimal?> factors)
    {
        var product = 1m;
        foreach (var factor in factors)
        {
            if (
                factor is not { } number
                || (number != 0m && Math.Abs(product) > Largest / Math.Max(1m, Math.Abs(number)))
            )
                return null;
            product *= number;
        }
        return Math.Round(product, 2, MidpointRounding.ToEven);
    }

    /// <summary>Of any number in a form, so that sums and products stay exact.</summary>
    public const decimal Largest = 1_000_000_000_000m;
}
