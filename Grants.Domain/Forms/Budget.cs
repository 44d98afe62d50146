using System.Globalization;
using System.Text.Json;
using Grants.Domain.Kernel;

namespace Grants.Domain.Forms;

/// <summary>
/// A budget as answered: lines of quantity x unit cost, paid from the grant (requested) and by the applicant (match).
/// </summary>
public sealed record Budget(IReadOnlyList<BudgetLine> Lines)
{
    /// <summary>Reads the answer to a budget question; anything unreadable counts as empty, to be found by the form check.</summary>
    public static Budget Parse(string answer) =>
        new([.. TableRows.Parse(answer).Select(BudgetLine.Of)]);

    /// <summary>Sum of what is asked for.</summary>
    public Money Requested(string currency) => new(Lines.Sum(l => l.Requested ?? 0m), currency);

    public Money Match(string currency) => new(Lines.Sum(l => l.Match ?? 0m), currency);

    public Money Total(string currency) => new(Lines.Sum(l => l.Total ?? 0m), currency);

    /// <summary>What is wrong, naming the line; empty when all adds up.</summary>
    public IEnumerable<string> Problems()
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            var (line, name) = (Lines[i], $"Budget line {i + 1}");
            if (string.IsNullOrWhiteSpace(line.Item))
                yield return $"{name} doesn't say what it is for.";
            if (line.Total is not { } total)
                yield return $"{name} needs a quantity and a unit cost.";
            else if ((line.Requested ?? 0m) + (line.Match ?? 0m) != total)
                yield return $"{name}: requested and match together must be {total.ToString("#,##0.00", CultureInfo.InvariantCulture)}, the quantity times the unit cost.";
            if (line.Requested < 0 || line.Match < 0 || line.Quantity < 0 || line.UnitCost < 0)
                yield return $"{name} has a negative number.";
        }
    }
}

/// <param name="Category">One of the form's budget categories.</param>
/// <param name="UnitCost">In the call's currency, as are requested and match.</param>
public sealed record BudgetLine(
    string Category,
    string Item,
    decimal? Quantity,
    decimal? UnitCost,
    decimal? Requested,
    decimal? Match
)
{
    /// <summary>To the cent.</summary>
    public decimal? Total =>
        Quantity * UnitCost is { } total ? Math.Round(total, 2, MidpointRounding.ToEven) : null;

    public static BudgetLine Of(IReadOnlyDictionary<string, string> row) =>
        new(
            row.GetValueOrDefault("category", ""),
            row.GetValueOrDefault("item", ""),
            FormCheck.Number(row.GetValueOrDefault("quantity")),
            FormCheck.Number(row.GetValueOrDefault("unitCost")),
            FormCheck.Number(row.GetValueOrDefault("requested")),
            FormCheck.Number(row.GetValueOrDefault("match"))
        );
}

/// <summary>The answer to a table question: a JSON array of objects, column key to text.</summary>
public static class TableRows
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Parse(string answer)
    {
        if (string.IsNullOrWhiteSpace(answer))
            return [];
        try
        {
            return JsonSerializer.Deserialize<List<Dictionary<string, string>>>(answer) ?? [];
        }
        catch (JsonException)
        {
            return []; // never written by the form; the form check then reports the answer as missing
        }
    }

    public static string Write(IEnumerable<IReadOnlyDictionary<string, string>> rows) =>
        JsonSerializer.Serialize(rows);
}
