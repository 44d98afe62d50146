using Grants.Domain.Forms;
using Grants.Web.Platform.Spreadsheets;
using Grants.Web.Shared.Forms;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>What repeats inside applications, one sheet per question and one row per entry.</summary>
internal static class AnswerSheets
{
    public static bool Repeats(Question question) =>
        question.Type is QuestionType.Table or QuestionType.Budget;

    /// <param name="forms">By id of the version.</param>
    public static IEnumerable<Sheet> Of(
        IReadOnlyList<ApplicationRow> rows,
        IReadOnlyDictionary<Guid, FormDefinition> forms
    ) =>
        forms
            .Values.SelectMany(f => f.Questions)
            .Where(Repeats)
            .DistinctBy(q => q.Key)
            .Select(q => new Sheet(
                q.Label,
                ["Reference", "Application", "Row", .. Titles(q)],
                rows.SelectMany(r => Lines(r, q))
            ));

    private static IEnumerable<string> Titles(Question question)
    {
        HashSet<string> taken = ["Reference", "Application", "Row"];
        foreach (var column in question.Columns)
        {
            var title = column.Label;
            for (var n = 2; !taken.Add(title); n++)
                title = $"{column.Label} ({n})";
            yield return title;
        }
        if (question.Type == QuestionType.Budget)
            yield return "Line total";
    }

    private static IEnumerable<IReadOnlyList<object?>> Lines(
        ApplicationRow application,
        Question question
    ) =>
        TableRows
            .Parse(application.Answers.GetValueOrDefault(question.Key, ""))
            .Select(
                (line, i) =>
                    (IReadOnlyList<object?>)
                        [
                            application.ReferenceNumber,
                            application.Title,
                            i + 1,
                            .. question.Columns.Select(c => Cell(c, line)),
                            .. question.Type == QuestionType.Budget
                                ? (object?[])[BudgetLine.Of(line).Total]
                                : [],
                        ]
            );

    private static object? Cell(FormColumn column, IReadOnlyDictionary<string, string> line) =>
        column.Type is QuestionType.Number or QuestionType.Money
        && FormCheck.Number(line.GetValueOrDefault(column.Key)) is { } number
            ? number
            : AnswerCells.Say(column, line);
}
