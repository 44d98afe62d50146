using System.Globalization;
using System.Text.Json;
using Grants.Domain.Kernel;

namespace Grants.Domain.Forms;

/// <param name="Problem">A sentence naming the question and what to do.</param>
public sealed record FormProblem(string SectionKey, string QuestionKey, string Problem);

/// <summary>What an answer still needs. Nothing here stops a draft from being saved.</summary>
public static class FormCheck
{
    /// <summary>Everything that keeps the form from being handed in, in the form's order.</summary>
    public static IReadOnlyList<FormProblem> Incomplete(
        FormDefinition form,
        Func<string, string> valueOf
    ) =>
        [
            .. from section in form.Sections
            from question in section.Questions
            from problem in Problems(question, valueOf(question.Key))
            select new FormProblem(section.Key, question.Key, problem),
        ];

    /// <summary>What is wrong with one answer, in sentences; empty when nothing is.</summary>
    public static IEnumerable<string> Problems(Question question, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return question.Required ? [$"\"{question.Label}\" isn't answered."] : [];
        return question.Type switch
        {
            QuestionType.Table => TableProblems(question, value),
            QuestionType.Budget => Budget.Parse(value) is { Lines.Count: > 0 } budget
                ? budget.Problems()
                : Unanswered(question),
            QuestionType.ManyChoices => Choices(value) is { Count: > 0 } chosen
                ? chosen
                    .Where(c => !question.Options.Contains(c))
                    .Select(c => $"\"{question.Label}\": \"{c}\" isn't one of the choices.")
                : Unanswered(question),
            QuestionType.LongText
            or QuestionType.ShortText when question.MaxWords is { } max && WordCount(value) > max =>
                [$"\"{question.Label}\" has {WordCount(value)} words; the limit is {max}."],
            _ => CellProblem(question.Type, question.Options, value) is { } problem
                ? [$"\"{question.Label}\" {problem}"]
                : [],
        };
    }

    public static int WordCount(string text) =>
        text.Split(
            (char[]?)null,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        ).Length;

    /// <summary>"12,500.50" or "12500.5"; null when it isn't a number.</summary>
    public static decimal? Number(string? text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign
                | NumberStyles.AllowDecimalPoint
                | NumberStyles.AllowThousands
                | NumberStyles.AllowLeadingWhite
                | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    /// <summary>The answer to a question of many choices.</summary>
    public static IReadOnlyList<string> Choices(string value)
    {
        try
        {
            return JsonSerializer.Deserialize<List<string>>(value) ?? [];
        }
        catch (JsonException)
        {
            return []; // never written by the form; reported as unanswered
        }
    }

    private static IEnumerable<string> TableProblems(Question question, string value)
    {
        var rows = TableRows.Parse(value);
        if (rows.Count == 0 && question.Required)
            yield return $"\"{question.Label}\" needs at least one row.";
        for (var i = 0; i < rows.Count; i++)
            foreach (var column in question.Columns)
            {
                var cell = rows[i].GetValueOrDefault(column.Key, "");
                if (string.IsNullOrWhiteSpace(cell))
                {
                    if (column.Required)
                        yield return $"\"{question.Label}\", row {i + 1}: \"{column.Label}\" isn't filled in.";
                }
                else if (CellProblem(column.Type, column.Options, cell) is { } problem)
                    yield return $"\"{question.Label}\", row {i + 1}: \"{column.Label}\" {problem}";
            }
    }

    private static string? CellProblem(
        QuestionType type,
        IReadOnlyList<string> options,
        string value
    ) =>
        type switch
        {
            QuestionType.Number when Number(value) is null =>
                "must be a number, such as 1200 or 12.5.",
            QuestionType.Money when Number(value) is not >= 0m =>
                "must be an amount, such as 12500 or 12,500.00.",
            QuestionType.Date
                when !DateOnly.TryParseExact(
                    value,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out _
                ) => "must be a date, such as 2027-03-31.",
            QuestionType.Email when !EmailAddress.IsValid(value) => "must be an e-mail address.",
            QuestionType.Url
                when !(
                    Uri.TryCreate(value.Trim(), UriKind.Absolute, out var uri)
                    && uri.Scheme is "http" or "https"
                ) => "must be a web address that begins with https://.",
            QuestionType.Choice when !options.Contains(value) =>
                $"must be one of: {string.Join(", ", options)}.",
            QuestionType.YesNo when value is not ("yes" or "no") => "must be yes or no.",
            _ => null,
        };

    private static IEnumerable<string> Unanswered(Question question) =>
        question.Required ? [$"\"{question.Label}\" isn't answered."] : [];
}
