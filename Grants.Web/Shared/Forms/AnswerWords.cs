using System.Globalization;
using Grants.Domain.Forms;

namespace Grants.Web.Shared.Forms;

/// <summary>An answer as plain text, for cells of lists and files and for comparing.</summary>
public static class AnswerWords
{
    /// <summary>A row of a table is a line, its cells apart by " | "; several choices are lines.</summary>
    public static string Of(Question question, string value) =>
        question.Type switch
        {
            _ when string.IsNullOrWhiteSpace(value) => "",
            QuestionType.Table or QuestionType.Budget => string.Join(
                '\n',
                TableRows
                    .Parse(value)
                    .Select(row =>
                        string.Join(
                            " | ",
                            question.Columns.Select(c => AnswerCells.Say(c, question.Columns, row))
                        )
                    )
            ),
            QuestionType.Files => string.Join('\n', AttachedFile.Parse(value).Select(f => f.Name)),
            QuestionType.Group => Entries(question, GroupEntries.Parse(value).Count),
            QuestionType.ManyChoices => string.Join(
                '\n',
                FormCheck.Choices(value).Select(OptionText.Of)
            ),
            QuestionType.Choice or QuestionType.YesNo => OptionText.Of(value),
            QuestionType.Money when FormCheck.Number(value) is { } amount => amount.ToString(
                "0.00",
                CultureInfo.InvariantCulture
            ),
            _ => value.Trim(),
        };

    private static string Entries(Question group, int count) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{count} × {(group.EntryName.Length > 0 ? group.EntryName : "entry")}"
        );
}
