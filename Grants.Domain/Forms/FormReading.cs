namespace Grants.Domain.Forms;

/// <summary>
/// A form together with its answers, walked in the form's order. The one place that knows which questions are asked: what
/// isn't asked is in no check, no view, no document and no export.
/// </summary>
public sealed class FormReading
{
    private readonly FormDefinition _form;
    private readonly Func<string, string> _valueOf;

    /// <summary>Answers to what is asked, by key: what conditions and texts may refer to.</summary>
    private readonly Dictionary<string, (Question Question, string Value)> _asked = [];

    /// <param name="valueOf">The answer under a key; empty for none.</param>
    public FormReading(FormDefinition form, Func<string, string> valueOf)
    {
        _form = form;
        _valueOf = valueOf;
        Sections = [.. form.Sections.Select(Read)];
    }

    public FormReading(FormDefinition form, IReadOnlyDictionary<string, string> answers)
        : this(form, key => answers.GetValueOrDefault(key, "")) { }

    public IReadOnlyList<SectionReading> Sections { get; }

    /// <summary>Everything that is asked: each group before what its entries are asked.</summary>
    public IEnumerable<QuestionReading> All => Sections.SelectMany(s => s.All);

    /// <summary>Key to value of what is asked and answered: what a submission keeps.</summary>
    public IReadOnlyDictionary<string, string> Answers =>
        All.Where(q => q.IsAnswered).ToDictionary(q => q.Key, q => q.Value);

    public IEnumerable<QuestionReading> For(QuestionPurpose purpose) =>
        All.Where(q => q.Question.Purpose == purpose);

    /// <summary>The first answer of that purpose; empty where there is none.</summary>
    public string TextOf(QuestionPurpose purpose) =>
        For(purpose).FirstOrDefault()?.Value.Trim() ?? "";

    /// <summary>Of the collections that the answers describe, without the empty ones.</summary>
    public IReadOnlyList<string> CollectionNames =>
        [
            .. For(QuestionPurpose.Collections)
                .SelectMany(q =>
                    q.Question.Type == QuestionType.Group
                        ? q.Entries.Select(e => e.Questions is [var first, ..] ? first.Value : "")
                        : TableRows
                            .Parse(q.Value)
                            .Select(row =>
                                q.Question.Columns is [var first, ..]
                                    ? row.GetValueOrDefault(first.Key, "")
                                    : ""
                            )
                )
                .Select(name => name.Trim())
                .Where(name => name.Length > 0),
        ];

    private SectionReading Read(FormSection section)
    {
        List<QuestionReading> questions = [];
        foreach (var question in section.Questions)
            if (Read(question, question.Key, "", null) is { } read)
                questions.Add(read);
        return new SectionReading(section with { Help = Fill(section.Help, null) }, questions);
    }

    /// <param name="key">Of the answer.</param>
    /// <param name="within">The entry it is asked in, such as "Collection 2"; empty outside groups.</param>
    /// <param name="inside">"collections/k3f9x2ab/", or null outside groups.</param>
    /// <returns>Null when it isn't asked.</returns>
    private QuestionReading? Read(Question question, string key, string within, string? inside)
    {
        if (
            question.ShowWhen is { } condition
            && !(
                Asked(condition.Question, inside) is { } on
                && condition.Holds(on.Question.Type, on.Value)
            )
        )
            return null;
        var value = _valueOf(key);
        _asked[key] = (question, value);
        var named = question with
        {
            Key = key,
            Label = Fill(question.Label, inside),
            Help = Fill(question.Help, inside),
        };
        return new QuestionReading(
            named,
            value,
            within,
            question.Type == QuestionType.Group ? Entries(question, value) : []
        );
    }

    private List<EntryReading> Entries(Question group, string value)
    {
        List<EntryReading> entries = [];
        foreach (var id in GroupEntries.Parse(value))
        {
            var name = $"{Capital(group.EntryName)} {entries.Count + 1}";
            List<QuestionReading> questions = [];
            foreach (var question in group.Questions)
                if (
                    Read(
                        question,
                        new EntryKey(group.Key, id, question.Key).ToString(),
                        name,
                        $"{group.Key}/{id}/"
                    ) is
                    { } read
                )
                    questions.Add(read);
            entries.Add(new EntryReading(id, name, questions));
        }
        return entries;
    }

    private (Question Question, string Value)? Asked(string key, string? inside) =>
        inside is not null && _asked.TryGetValue(inside + key, out var sibling) ? sibling
        : _asked.TryGetValue(key, out var asked) ? asked
        : null;

    /// <summary>The text with the answers that it reuses; an answer that isn't there is "…".</summary>
    private string Fill(string text, string? inside) =>
        ReusedAnswers.Fill(
            text,
            key =>
                Asked(key, inside) is { Value: { } value } && value.Trim().Length > 0
                    ? value.Trim()
                    : "…"
        );

    private static string Capital(string name) =>
        name.Length == 0 ? "Entry" : char.ToUpperInvariant(name[0]) + name[1..];
}

/// <param name="Section">With the answers that its help reuses.</param>
/// <param name="Questions">Those that are asked.</param>
public sealed record SectionReading(FormSection Section, IReadOnlyList<QuestionReading> Questions)
{
    /// <summary>Each group before what its entries are asked.</summary>
    public IEnumerable<QuestionReading> All =>
        Questions.SelectMany(q =>
            (IEnumerable<QuestionReading>)[q, .. q.Entries.SelectMany(e => e.Questions)]
        );
}

/// <param name="Question">Its key is the answer's, in an entry of a group as well; label and help have the answers that they reuse.</param>
/// <param name="Within">The entry that it is asked in, such as "Collection 2"; empty outside groups.</param>
/// <param name="Entries">Of a group.</param>
public sealed record QuestionReading(
    Question Question,
    string Value,
    string Within,
    IReadOnlyList<EntryReading> Entries
)
{
    public string Key => Question.Key;

    public bool IsAnswered => !string.IsNullOrWhiteSpace(Value);

    /// <summary>The label, after the entry's name inside a group.</summary>
    public string Name => Within.Length == 0 ? Question.Label : $"{Within}, {Question.Label}";
}

/// <param name="Name">Such as "Collection 2".</param>
public sealed record EntryReading(string Id, string Name, IReadOnlyList<QuestionReading> Questions);
