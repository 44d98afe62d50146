using System.Text.RegularExpressions;
using static Grants.Domain.Forms.QuestionType;

namespace Grants.Domain.Forms;

/// <summary>What a form must keep to before anybody fills it in.</summary>
public static partial class FormRules
{
    public const int MaxKeyLength = 100;

    /// <summary>So that group, entry and question fit into the key of an answer.</summary>
    public const int MaxGroupKeyLength = 60;
    public const int MaxGroupQuestionKeyLength = 30;
    public const int MostQuestions = 500;
    public const int MostFileBytes = 2_000_000_000;
    public const int MostFiles = 50;

    /// <summary>What a cell of a table may be.</summary>
    public static IReadOnlyList<QuestionType> CellTypes { get; } =
    [ShortText, Number, Money, Date, EdtfDate, Email, Url, Choice, YesNo, Organization];

    /// <summary>What a condition may look at and a text may reuse.</summary>
    public static bool HasPlainAnswer(QuestionType type) =>
        type is not (Table or QuestionType.Budget or QuestionType.Group or QuestionType.Files);

    /// <summary>What an answer with that purpose must be.</summary>
    public static bool Fits(QuestionPurpose purpose, QuestionType type) =>
        purpose switch
        {
            QuestionPurpose.None => true,
            QuestionPurpose.Title => type == ShortText,
            QuestionPurpose.PublicSummary => type is ShortText or LongText,
            QuestionPurpose.StartDate or QuestionPurpose.EndDate => type == Date,
            QuestionPurpose.Budget => type == QuestionType.Budget,
            QuestionPurpose.Collections => type is Table or QuestionType.Group,
            QuestionPurpose.Materials => type == Table,
            _ => false,
        };

    /// <summary>In the form's order; empty when the form can be used.</summary>
    public static IReadOnlyList<FormFault> Faults(FormDefinition form, FormKind kind) =>
        new Check(form, kind).All();

    private sealed class Check(FormDefinition form, FormKind kind)
    {
        private readonly List<FormFault> _faults = [];

        /// <summary>Questions before the one that is looked at, outside groups.</summary>
        private readonly Dictionary<string, Question> _earlier = [];

        public List<FormFault> All()
        {
            if (form.Sections.Count == 0)
                Add("sections", "The form needs at least one section.");
            if (form.AllQuestions.Count() > MostQuestions)
                Add("sections", $"A form has at most {MostQuestions} questions.");
            if (kind == FormKind.Application && form.For(QuestionPurpose.Title) is null)
                Add(
                    "",
                    "Say which question is the application's title: it names the application in lists."
                );
            Twice(form.Sections.Select(s => s.Key), "sections", "sections");
            for (var i = 0; i < form.Sections.Count; i++)
                Section(form.Sections[i], $"sections[{i}]");
            foreach (
                var many in form
                    .AllQuestions.Where(q => q.Purpose != QuestionPurpose.None)
                    .GroupBy(q => q.Purpose)
                    .Where(g => g.Count() > 1)
            )
                Add(
                    "",
                    $"Only one question can be the {Say(many.Key)}: {string.Join(", ", many.Select(q => q.Key))}."
                );
            return _faults;
        }

        private void Section(FormSection section, string path)
        {
            Key(section.Key, MaxKeyLength, $"{path}.key");
            if (string.IsNullOrWhiteSpace(section.Title))
                Add($"{path}.title", "The section needs a title.");
            Reused(section.Help, null, $"{path}.help");
            for (var i = 0; i < section.Questions.Count; i++)
            {
                var question = section.Questions[i];
                var at = $"{path}.questions[{i}]";
                Key(
                    question.Key,
                    question.Type == QuestionType.Group ? MaxGroupKeyLength : MaxKeyLength,
                    $"{at}.key"
                );
                Question(question, null, at);
                if (!_earlier.TryAdd(question.Key, question))
                    Add($"{at}.key", $"Another question has the key \"{question.Key}\" already.");
            }
        }

        /// <param name="siblings">Earlier questions of the same group, or null outside groups.</param>
        private void Question(
            Question question,
            Dictionary<string, Question>? siblings,
            string path
        )
        {
            if (string.IsNullOrWhiteSpace(question.Label))
                Add($"{path}.label", "The question needs a text.");
            Reused(question.Label, siblings, $"{path}.label");
            Reused(question.Help, siblings, $"{path}.help");
            if (question.ShowWhen is { } condition)
                Condition(condition, siblings, $"{path}.showWhen");
            if (kind == FormKind.ScreeningChecklist && question.Type == QuestionType.Files)
                Add(
                    $"{path}.type",
                    "A checklist takes no files. Ask for them in the application's form."
                );
            if (!Fits(question.Purpose, question.Type))
                Add(
                    $"{path}.purpose",
                    $"A question of this type can't be the {Say(question.Purpose)}."
                );
            if (
                siblings is not null
                && question.Purpose is not (QuestionPurpose.None or QuestionPurpose.Materials)
            )
                Add($"{path}.purpose", $"The {Say(question.Purpose)} can't stand in a group.");
            if (question.WordLimit is { } limit)
                if (question.Type is not (ShortText or LongText) || limit.Words < 1)
                    Add($"{path}.wordLimit", "Only a text has a word limit, of one word or more.");
            Fields(question, path);
            if (question.Type == QuestionType.Group)
                GroupQuestions(question, path);
            else if (question.Questions.Count > 0)
                Add($"{path}.questions", "Only a group has questions of its own.");
        }

        private void Fields(Question question, string path)
        {
            if (question.Type is Choice or ManyChoices)
                Options(question.Options, $"{path}.options");
            else if (question.Options.Count > 0)
                Add($"{path}.options", "Only a question of choices has options.");
            if (question.Type is Table or QuestionType.Budget)
                Columns(question, path);
            else if (question.Columns.Count > 0)
                Add($"{path}.columns", "Only a table or a budget has columns.");
            if (question.Type == QuestionType.Files)
                FileLimits(question.Files, $"{path}.files");
            else if (question.Files is not null)
                Add($"{path}.files", "Only a question for files has limits of files.");
            if (
                question.IndirectCategory.Length > 0
                && !Budget.CategoriesOf(question).Contains(question.IndirectCategory)
            )
                Add(
                    $"{path}.indirectCategory",
                    $"\"{question.IndirectCategory}\" isn't one of the budget's categories."
                );
        }

        private void GroupQuestions(Question group, string path)
        {
            if (group.Questions.Count == 0)
                Add($"{path}.questions", "The group needs at least one question.");
            var siblings = new Dictionary<string, Question>();
            for (var i = 0; i < group.Questions.Count; i++)
            {
                var question = group.Questions[i];
                var at = $"{path}.questions[{i}]";
                Key(question.Key, MaxGroupQuestionKeyLength, $"{at}.key");
                if (question.Type == QuestionType.Group)
                    Add($"{at}.type", "A group can't stand in a group.");
                else
                    Question(question, siblings, at);
                if (!siblings.TryAdd(question.Key, question))
                    Add(
                        $"{at}.key",
                        $"Another question of the group has the key \"{question.Key}\" already."
                    );
            }
        }

        private void Condition(
            Condition condition,
            Dictionary<string, Question>? siblings,
            string path
        )
        {
            if (Earlier(condition.Question, siblings) is not { } on)
            {
                Add(
                    $"{path}.question",
                    $"No earlier question has the key \"{condition.Question}\"."
                );
                return;
            }
            if (!HasPlainAnswer(on.Type))
                Add(
                    $"{path}.question",
                    "A condition can't look at a table, a budget, a group or files."
                );
            var (least, most) = condition.Test switch
            {
                ConditionTest.Answered => (0, 0),
                ConditionTest.AnyOf => (1, int.MaxValue),
                _ => (1, 1),
            };
            if (
                condition.Values.Count < least
                || condition.Values.Count > most
                || condition.Values.Any(string.IsNullOrWhiteSpace)
            )
                Add(
                    $"{path}.values",
                    condition.Test == ConditionTest.Answered
                        ? "\"answered\" compares with nothing."
                        : "Say which answer the condition looks for."
                );
            IReadOnlyList<string>? possible = on.Type switch
            {
                Choice or ManyChoices => on.Options,
                YesNo => ["yes", "no"],
                _ => null,
            };
            foreach (var value in condition.Values.Where(v => possible?.Contains(v) == false))
                Add($"{path}.values", $"\"{value}\" isn't an answer that \"{on.Label}\" can have.");
        }

        private void Reused(string text, Dictionary<string, Question>? siblings, string path)
        {
            foreach (var key in ReusedAnswers.In(text))
                if (Earlier(key, siblings) is not { } question)
                    Add(path, $"No earlier question has the key \"{key}\".");
                else if (!HasPlainAnswer(question.Type) || question.Type == ManyChoices)
                    Add(path, $"The answer to \"{key}\" can't be put into a text.");
        }

        private Question? Earlier(string key, Dictionary<string, Question>? siblings) =>
            siblings?.GetValueOrDefault(key) ?? _earlier.GetValueOrDefault(key);

        private void Columns(Question question, string path)
        {
            if (question.Columns.Count == 0)
                Add($"{path}.columns", "The table needs at least one column.");
            Twice(question.Columns.Select(c => c.Key), "columns", $"{path}.columns");
            for (var i = 0; i < question.Columns.Count; i++)
                Column(question.Columns[i], question.Columns, $"{path}.columns[{i}]");
            if (question.Type == QuestionType.Budget)
                BudgetColumns(question, path);
            if (
                question.Purpose == QuestionPurpose.Materials
                && !question.Columns.Any(c => c is { Key: "count", Type: Number })
            )
                Add(
                    $"{path}.columns",
                    "The materials need a column of numbers with the key \"count\"."
                );
        }

        private void Column(FormColumn column, IReadOnlyList<FormColumn> all, string path)
        {
            Key(column.Key, MaxGroupQuestionKeyLength, $"{path}.key");
            if (string.IsNullOrWhiteSpace(column.Label))
                Add($"{path}.label", "The column needs a heading.");
            if (!CellTypes.Contains(column.Type))
                Add($"{path}.type", "A column can't have this type.");
            if (column.Type == Choice)
                Options(column.Options, $"{path}.options");
            else if (column.Options.Count > 0)
                Add($"{path}.options", "Only a column of choices has options.");
            var isFigure = column.Type is Number or Money;
            if (column.HasTotal && !isFigure)
                Add($"{path}.hasTotal", "Only numbers and amounts have a total.");
            if (column.IsComputed && !isFigure)
                Add($"{path}.productOf", "Only a column of numbers or amounts can be worked out.");
            foreach (var factor in column.ProductOf)
                if (
                    all.FirstOrDefault(c => c.Key == factor)
                    is not { Type: Number or Money, IsComputed: false }
                )
                    Add(
                        $"{path}.productOf",
                        $"\"{factor}\" isn't a column of typed numbers or amounts."
                    );
        }

        private void BudgetColumns(Question question, string path)
        {
            (string Key, QuestionType Type)[] needed =
            [
                (BudgetLine.ItemKey, ShortText),
                (BudgetLine.QuantityKey, Number),
                (BudgetLine.UnitCostKey, Money),
                (BudgetLine.RequestedKey, Money),
            ];
            foreach (var (key, type) in needed)
                if (!question.Columns.Any(c => c.Key == key && c.Type == type && !c.IsComputed))
                    Add($"{path}.columns", $"A budget needs the column \"{key}\".");
            foreach (
                var column in question.Columns.Where(c =>
                    c.Key is BudgetLine.MatchCashKey or BudgetLine.MatchInKindKey
                )
            )
                if (column.Type != Money || column.IsComputed)
                    Add($"{path}.columns", $"The column \"{column.Key}\" must be an amount.");
        }

        private void FileLimits(FileLimits? limits, string path)
        {
            if (limits is null)
            {
                Add(path, "Say how many files fit, and how large each may be.");
                return;
            }
            if (limits.MaxCount is < 1 or > MostFiles)
                Add($"{path}.maxCount", $"From 1 to {MostFiles} files.");
            if (limits.MaxBytes is < 1 or > MostFileBytes)
                Add($"{path}.maxBytes", $"From 1 to {MostFileBytes} bytes for each file.");
            foreach (var kind in limits.Kinds.Where(k => !Kind().IsMatch(k)))
                Add($"{path}.kinds", $"\"{kind}\" isn't a file name ending such as pdf.");
        }

        private void Options(IReadOnlyList<string> options, string path)
        {
            if (options.Count == 0)
                Add(path, "Give at least one option.");
            if (options.Any(string.IsNullOrWhiteSpace))
                Add(path, "An option is empty.");
            Twice(options, "options", path);
        }

        private void Key(string key, int most, string path)
        {
            if (!KeyText().IsMatch(key) || key.Length > most)
                Add(path, $"A key has letters, digits, dots and hyphens, at most {most} of them.");
        }

        private void Twice(IEnumerable<string> keys, string what, string path)
        {
            foreach (var twice in keys.GroupBy(k => k).Where(g => g.Count() > 1))
                Add(path, $"Two {what} are \"{twice.Key}\".");
        }

        private void Add(string path, string problem) => _faults.Add(new FormFault(path, problem));
    }

    private static string Say(QuestionPurpose purpose) =>
        purpose switch
        {
            QuestionPurpose.Title => "project's title",
            QuestionPurpose.PublicSummary => "public summary",
            QuestionPurpose.StartDate => "project's start",
            QuestionPurpose.EndDate => "project's end",
            QuestionPurpose.Budget => "budget",
            QuestionPurpose.Collections => "list of collections",
            QuestionPurpose.Materials => "list of materials",
            _ => "answer",
        };

    [GeneratedRegex(@"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*\z")]
    private static partial Regex KeyText();

    [GeneratedRegex(@"^[a-z0-9]{1,10}\z")]
    private static partial Regex Kind();
}
