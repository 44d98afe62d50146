using System.Globalization;
using System.Text.Json;
using Grants.Domain.Catalog.Edtf;
using Grants.Domain.Kernel;

namespace Grants.Domain.Forms;

/// <param name="QuestionKey">Key of the answer, in an entry of a group as well.</param>
/// <param name="Problem">A sentence naming the question and what to do.</param>
public sealed record FormProblem(string SectionKey, string QuestionKey, string Problem);

/// <summary>What an answer still needs. Nothing here stops a draft from being saved.</summary>
public static class FormCheck
{
    /// <summary>Everything that keeps the form from being handed in, in the form's order. Of what isn't asked, nothing.</summary>
    /// <param name="rules">Of the call, for budgets; null where none apply.</param>
    public static IReadOnlyList<FormProblem> Incomplete(FormReading reading, BudgetRules? rules) =>
        [
            .. from section in reading.Sections
            from question in section.All
            from problem in Problems(question, rules)
            select new FormProblem(section.Section.Key, question.Key, problem),
        ];

    public static IEnumerable<string> Problems(QuestionReading question, BudgetRules? rules) =>
        Problems(question.Question, question.Value, rules)
            .Select(p => question.Within.Length == 0 ? p : $"{question.Within}: {p}");

    /// <summary>What is wrong with one answer, in sentences; empty when nothing is. A group's entries are looked at apart.</summary>
    public static IEnumerable<string> Problems(
        Question question,
        string value,
        BudgetRules? rules = null
    )
    {
        if (string.IsNullOrWhiteSpace(value))
            return question.Required ? [$"\"{question.Label}\" isn't answered."] : [];
        return question.Type switch
        {
            QuestionType.Table => TableProblems(question, value),
            QuestionType.Budget => BudgetProblems(question, value, rules),
            QuestionType.Group => GroupProblems(question, value),
            QuestionType.Files => FileProblems(question, value),
            QuestionType.ManyChoices => Choices(value) is { Count: > 0 } chosen
                ? chosen
                    .Where(c => !question.Options.Contains(c))
                    .Select(c => $"\"{question.Label}\": \"{c}\" isn't one of the choices.")
                : Unanswered(question),
            QuestionType.LongText
            or QuestionType.ShortText
                when question.WordLimit is { IsSoft: false, Words: var most }
                    && WordCount(value) > most =>
            [
                $"\"{question.Label}\" has {WordCount(value)} words; the limit is {most}.",
            ],
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

    /// <summary>"12,500.50" or "12500.5"; null when it isn't a number, or one beyond <see cref="TableRows.Largest"/>.</summary>
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
        && Math.Abs(number) <= TableRows.Largest
            ? number
            : null;

    /// <summary>The answer to a question of many choices.</summary>
    public static IReadOnlyList<string> Choices(string value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return [];
        try
        {
            return
            [
                .. (JsonSerializer.Deserialize<List<string>>(value) ?? []).Where(c =>
                    c is not null
                ),
            ];
        }
        catch (JsonException)
        {
            return []; // never written by the form; reported as unanswered
        }
    }

    private static IEnumerable<string> TableProblems(Question question, string value)
    {
        var rows = TableRows.Parse(value);
        return rows.Count == 0
            ? question.Required
                ? [$"\"{question.Label}\" needs at least one row."]
                : []
            : CellProblems(question, rows, $"\"{question.Label}\", row");
    }

    private static IEnumerable<string> BudgetProblems(
        Question question,
        string value,
        BudgetRules? rules
    )
    {
        var budget = Budget.Parse(value);
        if (budget.Lines.Count == 0)
            return Unanswered(question);
        var wrongLines = budget
            .Problems()
            .Concat(CellProblems(question, TableRows.Parse(value), "Budget line"))
            .Distinct();
        return rules is null
            ? wrongLines
            : wrongLines.Concat(rules.Problems(budget, question.IndirectCategory));
    }

    private static IEnumerable<string> CellProblems(
        Question question,
        IReadOnlyList<IReadOnlyDictionary<string, string>> rows,
        string row
    )
    {
        for (var i = 0; i < rows.Count; i++)
            foreach (var column in question.Columns.Where(c => !c.IsComputed))
            {
                var cell = rows[i].GetValueOrDefault(column.Key, "");
                if (string.IsNullOrWhiteSpace(cell))
                {
                    if (column.Required && !IsSaidByTheBudget(question, column))
                        yield return $"{row} {i + 1}: \"{column.Label}\" isn't filled in.";
                }
                else if (CellProblem(column.Type, column.Options, cell) is { } problem)
                    yield return $"{row} {i + 1}: \"{column.Label}\" {problem}";
            }
    }

    /// <summary>What the budget's own rules say of an empty cell in better words.</summary>
    private static bool IsSaidByTheBudget(Question question, FormColumn column) =>
        question.Type == QuestionType.Budget
        && column.Key
            is BudgetLine.ItemKey
                or BudgetLine.QuantityKey
                or BudgetLine.UnitCostKey
                or BudgetLine.RequestedKey;

    private static IEnumerable<string> GroupProblems(Question question, string value) =>
        GroupEntries.Parse(value).Count > 0 ? [] : Unanswered(question);

    private static IEnumerable<string> FileProblems(Question question, string value)
    {
        var files = AttachedFile.Parse(value);
        if (files.Count == 0)
            return Unanswered(question);
        if (question.Files is not { } limits)
            return [];
        return files
            .Select(f => AttachedFile.Problem(limits, f.Name, f.Bytes))
            .OfType<string>()
            .Concat(
                files.Count > limits.MaxCount
                    ?
                    [
                        $"\"{question.Label}\" has {files.Count} files; at most {limits.MaxCount} fit.",
                    ]
                    : []
            );
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
            QuestionType.Money
                when Number(value) is { } amount && decimal.Round(amount, 2) != amount =>
                "must be an amount to the cent.",
            QuestionType.Date
                when !DateOnly.TryParseExact(
                    value,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out _
                ) => "must be a date, such as 2027-03-31.",
            QuestionType.EdtfDate when EdtfValue.Parse(value.Trim()) is null => DateOffer.For(
                value.Trim()
            )
                is { } offered
                ? $"must be an EDTF date; write {offered} if that is what you mean."
                : "must be an EDTF date such as 1975, 1975-03-21, 1975~ for about, or a span such as 1964/1991.",
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
