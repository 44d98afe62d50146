using System.Globalization;
using Grants.Domain.Forms;

namespace Grants.Web.Shared.Forms;

/// <summary>Cells of answered tables, as screens and documents say them.</summary>
public static class AnswerCells
{
    public static string Head(FormColumn column) =>
        column.Unit.Length == 0 ? column.Label : $"{column.Label} ({column.Unit})";

    /// <summary>
    /// Amounts with two decimals, products worked out; anything else, and what isn't an amount, as it was typed.
    /// </summary>
    public static string Say(
        FormColumn column,
        IReadOnlyList<FormColumn> columns,
        IReadOnlyDictionary<string, string> row
    )
    {
        if (
            (column.IsComputed || column.Type == QuestionType.Money)
            && TableRows.Number(column, columns, row) is { } number
        )
            return Figure(column, number);
        return OptionText.Of(row.GetValueOrDefault(column.Key, ""));
    }

    /// <summary>Of the whole column.</summary>
    public static string Sum(
        FormColumn column,
        IReadOnlyList<FormColumn> columns,
        IReadOnlyList<IReadOnlyDictionary<string, string>> rows
    ) => Figure(column, TableRows.Sum(column, columns, rows));

    public static string Amount(decimal? amount) =>
        amount?.ToString("#,##0.00", CultureInfo.InvariantCulture) ?? "";

    /// <summary>What a budget is summed by.</summary>
    public static IReadOnlyList<string> SumHeads { get; } =
    ["Requested", "Match in cash", "Match in kind", "Total"];

    /// <summary>One for each of the heads.</summary>
    public static IReadOnlyList<string> Sums(Budget budget) =>
        [
            Amount(budget.Sum(l => l.Requested)),
            Amount(budget.Sum(l => l.MatchCash)),
            Amount(budget.Sum(l => l.MatchInKind)),
            Amount(budget.Sum(l => l.Total)),
        ];

    public static IEnumerable<(string Category, IReadOnlyList<string> Sums)> ByCategory(
        Question question,
        Budget budget
    ) =>
        budget
            .ByCategory(Budget.CategoriesOf(question))
            .Select(c =>
                (c.Category.Length > 0 ? c.Category : "Without a category", Sums(c.Lines))
            );

    private static string Figure(FormColumn column, decimal number) =>
        column.Type == QuestionType.Money
            ? Amount(number)
            : number.ToString("#,##0.##", CultureInfo.InvariantCulture);
}
