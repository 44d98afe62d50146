using System.Globalization;
using Grants.Domain.Forms;

namespace Grants.Web.Shared.Forms;

/// <summary>Cells of answered tables, as screens and documents say them.</summary>
public static class AnswerCells
{
    /// <summary>Amounts with two decimals; anything else, and what isn't an amount, as it was typed.</summary>
    public static string Say(FormColumn column, IReadOnlyDictionary<string, string> row)
    {
        var typed = row.GetValueOrDefault(column.Key, "");
        return column.Type == QuestionType.Money && FormCheck.Number(typed) is { } amount
            ? Amount(amount)
            : OptionText.Of(typed);
    }

    public static string Amount(decimal? amount) =>
        amount?.ToString("#,##0.00", CultureInfo.InvariantCulture) ?? "";
}
