using Grants.Domain.Forms;
using Grants.Web.Platform.Spreadsheets;
using Grants.Web.Shared.Forms;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>
/// What repeats inside applications, one sheet per question and one row per entry: tables, budgets, groups, and tables inside
/// groups.
/// </summary>
internal static class AnswerSheets
{
    private static readonly string[] Head = ["Reference", "Application"];

    public static bool Repeats(Question question) =>
        question.Type is QuestionType.Table or QuestionType.Budget or QuestionType.Group;

    /// <param name="forms">By id of the version.</param>
    public static IEnumerable<Sheet> Of(
        IReadOnlyList<ApplicationRow> rows,
        IReadOnlyDictionary<Guid, FormDefinition> forms
    )
    {
        var readings = rows.Where(r => forms.ContainsKey(r.FormVersionId))
            .Select(r => (Row: r, Reading: new FormReading(forms[r.FormVersionId], r.Answers)))
            .ToList();
        foreach (
            var question in forms
                .Values.SelectMany(f => f.Questions)
                .Where(Repeats)
                .DistinctBy(q => q.Key)
        )
        {
            yield return question.Type == QuestionType.Group
                ? Group(question, readings)
                : Table(question.Label, question, isInGroup: false, Lines(question.Key, readings));
            foreach (var inner in question.Questions.Where(Repeats))
                yield return Table(
                    $"{question.Label}, {inner.Label}",
                    inner,
                    isInGroup: true,
                    Lines(question.Key, inner.Key, readings)
                );
        }
    }

    private static Sheet Group(
        Question group,
        IEnumerable<(ApplicationRow Row, FormReading Reading)> readings
    )
    {
        var plain = group.Questions.Where(q => !Repeats(q)).ToList();
        return new Sheet(
            group.Label,
            Titles.Unique([.. Head, "Entry", .. plain.Select(q => q.Label)]),
            readings.SelectMany(r =>
                Find(r.Reading, group.Key)
                    .SelectMany(q => q.Entries)
                    .Select(entry =>
                        (IReadOnlyList<object?>)
                            [
                                r.Row.ReferenceNumber,
                                r.Row.Title,
                                entry.Name,
                                .. plain.Select(p =>
                                    entry.Questions.FirstOrDefault(q =>
                                        EntryKey.Parse(q.Key)?.Question == p.Key
                                    )
                                        is { } asked
                                        ? AnswerWords.Of(asked.Question, asked.Value)
                                        : ""
                                ),
                            ]
                    )
            )
        );
    }

    private static Sheet Table(
        string name,
        Question table,
        bool isInGroup,
        IEnumerable<(ApplicationRow Row, string Entry, string Value)> answers
    ) =>
        new(
            name,
            Titles.Unique([
                .. Head,
                .. isInGroup ? (string[])["Entry"] : [],
                "Row",
                .. table.Columns.Select(AnswerCells.Head),
                .. table.Type == QuestionType.Budget ? (string[])["Line total"] : [],
            ]),
            answers.SelectMany(a =>
                TableRows
                    .Parse(a.Value)
                    .Select(
                        (line, i) =>
                            (IReadOnlyList<object?>)
                                [
                                    a.Row.ReferenceNumber,
                                    a.Row.Title,
                                    .. isInGroup ? (object?[])[a.Entry] : [],
                                    i + 1,
                                    .. table.Columns.Select(c => Cell(c, table.Columns, line)),
                                    .. table.Type == QuestionType.Budget
                                        ? (object?[])[BudgetLine.Of(line).Total]
                                        : [],
                                ]
                    )
            )
        );

    private static IEnumerable<(ApplicationRow Row, string Entry, string Value)> Lines(
        string key,
        IEnumerable<(ApplicationRow Row, FormReading Reading)> readings
    ) => readings.SelectMany(r => Find(r.Reading, key).Select(q => (r.Row, "", q.Value)));

    private static IEnumerable<(ApplicationRow Row, string Entry, string Value)> Lines(
        string groupKey,
        string key,
        IEnumerable<(ApplicationRow Row, FormReading Reading)> readings
    ) =>
        from r in readings
        from q in Find(r.Reading, groupKey)
        from entry in q.Entries
        from asked in entry.Questions
        where EntryKey.Parse(asked.Key)?.Question == key
        select (r.Row, entry.Name, asked.Value);

    private static IEnumerable<QuestionReading> Find(FormReading reading, string key) =>
        reading.Sections.SelectMany(s => s.Questions).Where(q => q.Key == key);

    private static object? Cell(
        FormColumn column,
        IReadOnlyList<FormColumn> columns,
        IReadOnlyDictionary<string, string> line
    ) =>
        (column.IsComputed || column.Type is QuestionType.Number or QuestionType.Money)
        && TableRows.Number(column, columns, line) is { } number
            ? number
            : AnswerCells.Say(column, columns, line);
}

internal static class Titles
{
    /// <summary>The same titles, later ones of the same name with a number.</summary>
    public static IReadOnlyList<string> Unique(IEnumerable<string> titles)
    {
        List<string> made = [];
        foreach (var title in titles)
        {
            var name = title;
            for (var n = 2; made.Contains(name); n++)
                name = $"{title} ({n})";
            made.Add(name);
        }
        return made;
    }
}
