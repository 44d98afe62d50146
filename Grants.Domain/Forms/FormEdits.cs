using System.Globalization;
using System.Text;

namespace Grants.Domain.Forms;

/// <summary>Changes to a form, each of which gives another form.</summary>
public static class FormEdits
{
    public static FormDefinition WithSection(this FormDefinition form, string title) =>
        form with
        {
            Sections =
            [
                .. form.Sections,
                new FormSection(
                    FreeKey(
                        title,
                        "section",
                        form.Sections.Select(s => s.Key),
                        FormRules.MaxGroupKeyLength
                    ),
                    title,
                    "",
                    []
                ),
            ],
        };

    public static FormDefinition With(this FormDefinition form, FormSection changed) =>
        form with
        {
            Sections = [.. form.Sections.Select(s => s.Key == changed.Key ? changed : s)],
        };

    public static FormDefinition WithoutSection(this FormDefinition form, string key) =>
        form with
        {
            Sections = [.. form.Sections.Where(s => s.Key != key)],
        };

    /// <param name="place">0 for the first.</param>
    public static FormDefinition MoveSection(this FormDefinition form, string key, int place) =>
        form with
        {
            Sections = Moved(form.Sections, s => s.Key == key, place),
        };

    public static Question? At(this FormDefinition form, FormPlace at) =>
        form.QuestionsOf(at).FirstOrDefault(q => q.Key == at.Question);

    /// <summary>The questions among which one stands.</summary>
    public static IReadOnlyList<Question> QuestionsOf(this FormDefinition form, FormPlace at)
    {
        var questions = form.Sections.FirstOrDefault(s => s.Key == at.Section)?.Questions ?? [];
        return at.Group is null
            ? questions
            : questions.FirstOrDefault(q => q.Key == at.Group)?.Questions ?? [];
    }

    /// <summary>Puts a question at the end of a section, or of a group, under a key that is free there.</summary>
    public static (FormDefinition Form, FormPlace At) WithQuestion(
        this FormDefinition form,
        string section,
        string? group,
        Question question
    )
    {
        var key = group is null
            ? $"{section}.{FreeKey(question.Label, "question", form.Questions.Select(q => q.Key.StartsWith($"{section}.", StringComparison.Ordinal) ? q.Key[(section.Length + 1)..] : q.Key), FormRules.MaxGroupQuestionKeyLength)}"
            : FreeKey(
                question.Label,
                "question",
                form.QuestionsOf(new FormPlace(section, group, "")).Select(q => q.Key),
                FormRules.MaxGroupQuestionKeyLength
            );
        var at = new FormPlace(section, group, key);
        return (form.Change(at, questions => [.. questions, question with { Key = key }]), at);
    }

    public static FormDefinition With(this FormDefinition form, FormPlace at, Question changed) =>
        form.Change(
            at,
            questions => [.. questions.Select(q => q.Key == at.Question ? changed : q)]
        );

    public static FormDefinition WithoutQuestion(this FormDefinition form, FormPlace at) =>
        form.Change(at, questions => [.. questions.Where(q => q.Key != at.Question)]);

    /// <summary>Among its neighbours, in its section or its group.</summary>
    /// <param name="place">0 for the first.</param>
    public static FormDefinition MoveQuestion(this FormDefinition form, FormPlace at, int place) =>
        form.Change(at, questions => Moved(questions, q => q.Key == at.Question, place));

    /// <summary>Into another section; what stands in a group stays there.</summary>
    /// <param name="place">0 for the first.</param>
    public static FormDefinition MoveQuestion(
        this FormDefinition form,
        FormPlace at,
        string section,
        int place
    )
    {
        if (at.Group is not null || section == at.Section)
            return form.MoveQuestion(at, place);
        if (form.At(at) is not { } question || form.Sections.All(s => s.Key != section))
            return form;
        return form.WithoutQuestion(at)
            .Change(
                at with
                {
                    Section = section,
                },
                questions => Inserted(questions, question, place)
            );
    }

    /// <summary>With another kind of answer; what only the old kind has goes, and what the new one needs comes.</summary>
    public static Question As(this Question question, QuestionType type)
    {
        var plain = QuestionPresets.Plain(type);
        return plain with
        {
            Key = question.Key,
            Label = question.Label,
            Help = question.Help,
            Required = question.Required,
            ShowWhen = question.ShowWhen,
            WordLimit = type is QuestionType.ShortText or QuestionType.LongText
                ? question.WordLimit
                : null,
            Unit = type == QuestionType.Number ? question.Unit : "",
            Options =
                type is QuestionType.Choice or QuestionType.ManyChoices
                && question.Options.Count > 0
                    ? question.Options
                    : plain.Options,
            Purpose = FormRules.Fits(question.Purpose, type) ? question.Purpose : plain.Purpose,
        };
    }

    public static FormColumn As(this FormColumn column, QuestionType type) =>
        new(column.Key, column.Label, type)
        {
            Required = column.Required,
            Options = type == QuestionType.Choice ? ["First choice", "Second choice"] : [],
        };

    public static Question WithColumn(this Question table, string label) =>
        table with
        {
            Columns =
            [
                .. table.Columns,
                new FormColumn(
                    FreeKey(
                        label,
                        "column",
                        table.Columns.Select(c => c.Key),
                        FormRules.MaxGroupQuestionKeyLength
                    ),
                    label,
                    QuestionType.ShortText
                ),
            ],
        };

    public static Question MoveColumn(this Question table, string key, int place) =>
        table with
        {
            Columns = Moved(table.Columns, c => c.Key == key, place),
        };

    /// <summary>A key made of the words, such as "projectTitle", that none of the others has.</summary>
    public static string FreeKey(
        string words,
        string otherwise,
        IEnumerable<string> taken,
        int most
    )
    {
        var key = new StringBuilder();
        foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var letters = string.Concat(word.Where(char.IsAsciiLetterOrDigit));
            if (letters.Length == 0)
                continue;
            if (key.Length + letters.Length > most - 4)
                break;
            key.Append(
                key.Length == 0
                    ? letters.ToLowerInvariant()
                    : char.ToUpperInvariant(letters[0]) + letters[1..].ToLowerInvariant()
            );
        }
        if (key.Length == 0)
            key.Append(otherwise);
        var (free, held) = (key.ToString(), taken.ToHashSet());
        for (var i = 2; held.Contains(free); i++)
            free = string.Create(CultureInfo.InvariantCulture, $"{key}{i}");
        return free;
    }

    private static FormDefinition Change(
        this FormDefinition form,
        FormPlace at,
        Func<IReadOnlyList<Question>, IReadOnlyList<Question>> change
    ) =>
        form with
        {
            Sections =
            [
                .. form.Sections.Select(s =>
                    s.Key != at.Section ? s
                    : at.Group is null ? s with { Questions = change(s.Questions) }
                    : s with
                    {
                        Questions =
                        [
                            .. s.Questions.Select(q =>
                                q.Key == at.Group ? q with { Questions = change(q.Questions) } : q
                            ),
                        ],
                    }
                ),
            ],
        };

    private static IReadOnlyList<T> Moved<T>(IReadOnlyList<T> all, Func<T, bool> isIt, int place)
        where T : class =>
        all.FirstOrDefault(isIt) is { } it
            ? Inserted([.. all.Where(other => other != it)], it, place)
            : all;

    private static List<T> Inserted<T>(IReadOnlyList<T> all, T it, int place)
    {
        List<T> moved = [.. all];
        moved.Insert(Math.Clamp(place, 0, moved.Count), it);
        return moved;
    }
}
