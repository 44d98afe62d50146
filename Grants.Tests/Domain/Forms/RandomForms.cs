using System.Globalization;
using System.Text.Json;
using CsCheck;
using Grants.Domain.Forms;

namespace Grants.Tests.Domain.Forms;

internal sealed record FilledForm(FormDefinition Form, IReadOnlyDictionary<string, string> Answers);

/// <summary>Forms that keep to the rules, with answers that may be right, wrong or missing.</summary>
internal static class RandomForms
{
    private static readonly string[] Words =
    [
        "letters",
        "письма",
        "מכתבים",
        "\"quoted\"",
        "a < b & c",
        "line\nbreak",
        "1975",
    ];

    private static readonly QuestionType[] Simple =
    [
        QuestionType.ShortText,
        QuestionType.LongText,
        QuestionType.Number,
        QuestionType.Money,
        QuestionType.Date,
        QuestionType.EdtfDate,
        QuestionType.Email,
        QuestionType.Url,
        QuestionType.Choice,
        QuestionType.ManyChoices,
        QuestionType.YesNo,
        QuestionType.Organization,
        QuestionType.Attestation,
        QuestionType.Files,
        QuestionType.Table,
        QuestionType.Budget,
    ];

    public static Gen<FormDefinition> Any { get; } = Gen.Int.Select(seed => Make(new Random(seed)));

    /// <summary>A form with answers to some of its questions, of which some are wrong.</summary>
    public static Gen<FilledForm> Filled { get; } =
        Gen.Int.Select(seed =>
        {
            var random = new Random(seed);
            var form = Make(random);
            return new FilledForm(form, Answers(form, random, given: 0.7, right: 0.8));
        });

    /// <summary>A form in which everything is answered, whether it is asked or not, and rightly.</summary>
    public static Gen<FilledForm> Complete { get; } =
        Gen.Int.Select(seed =>
        {
            var random = new Random(seed);
            var form = Make(random);
            return new FilledForm(form, Answers(form, random, given: 1, right: 1));
        });

    private static FormDefinition Make(Random random)
    {
        List<Question> earlier = [];
        List<FormSection> sections = [];
        for (var s = 0; s < random.Next(1, 4); s++)
        {
            List<Question> questions = [];
            for (var q = 0; q < random.Next(1, 6); q++)
            {
                var question =
                    random.Next(5) == 0
                        ? Group($"s{s}.g{q}", earlier, random)
                        : One($"s{s}.q{q}", earlier, [], random);
                questions.Add(question);
                earlier.Add(question);
            }
            sections.Add(new FormSection($"s{s}", Word(random), Word(random), questions));
        }
        var title = new Question("title", "Title", QuestionType.ShortText)
        {
            Purpose = QuestionPurpose.Title,
        };
        return new FormDefinition([new FormSection("first", "First", "", [title]), .. sections]);
    }

    private static Question Group(string key, List<Question> earlier, Random random)
    {
        List<Question> siblings = [];
        for (var i = 0; i < random.Next(1, 4); i++)
            siblings.Add(One($"k{i}", earlier, siblings, random));
        return new Question(key, Word(random), QuestionType.Group)
        {
            Required = random.Next(2) == 0,
            EntryName = random.Next(2) == 0 ? "collection" : "",
            ShowWhen = Condition(earlier, random),
            Questions = siblings,
        };
    }

    private static Question One(
        string key,
        List<Question> earlier,
        List<Question> siblings,
        Random random
    )
    {
        var type = Simple[random.Next(Simple.Length)];
        var before = siblings.Count > 0 && random.Next(2) == 0 ? siblings : earlier;
        return new Question(key, Label(before, random), type)
        {
            Help = random.Next(3) == 0 ? Word(random) : "",
            Required = random.Next(2) == 0,
            ShowWhen = Condition(before, random),
            WordLimit =
                type is QuestionType.ShortText or QuestionType.LongText && random.Next(2) == 0
                    ? new WordLimit(random.Next(5, 50)) { IsSoft = random.Next(2) == 0 }
                    : null,
            Options = type is QuestionType.Choice or QuestionType.ManyChoices
                ? [.. Enumerable.Range(1, random.Next(1, 5)).Select(i => $"{Word(random)} {i}")]
                : [],
            Columns =
                type == QuestionType.Table ? Columns(random)
                : type == QuestionType.Budget ? QuestionPresets.Budget("b", "B").Columns
                : [],
            Unit = type == QuestionType.Number ? "feet" : "",
            Files = type == QuestionType.Files ? new FileLimits(["pdf"], 1_000_000, 2) : null,
            IndirectCategory = type == QuestionType.Budget ? QuestionPresets.IndirectCosts : "",
        };
    }

    private static IReadOnlyList<FormColumn> Columns(Random random) =>
        [
            new("name", Word(random), QuestionType.ShortText) { Required = random.Next(2) == 0 },
            new("count", "Count", QuestionType.Number) { HasTotal = true, Unit = "pages" },
            new("rate", "Rate", QuestionType.Money),
            new("cost", "Cost", QuestionType.Money)
            {
                ProductOf = ["count", "rate"],
                HasTotal = true,
            },
            new("kind", "Kind", QuestionType.Choice) { Options = ["a", "b"] },
        ];

    private static string Label(List<Question> earlier, Random random)
    {
        var reusable = earlier
            .Where(q => FormRules.HasPlainAnswer(q.Type) && q.Type != QuestionType.ManyChoices)
            .ToList();
        return reusable.Count > 0 && random.Next(4) == 0
            ? $"{Word(random)} {{{{{reusable[random.Next(reusable.Count)].Key}}}}}"
            : Word(random);
    }

    private static Condition? Condition(List<Question> earlier, Random random)
    {
        var possible = earlier.Where(q => FormRules.HasPlainAnswer(q.Type)).ToList();
        if (possible.Count == 0 || random.Next(2) == 0)
            return null;
        var on = possible[random.Next(possible.Count)];
        var test = (ConditionTest)random.Next(4);
        IReadOnlyList<string> values = on.Type switch
        {
            QuestionType.Choice or QuestionType.ManyChoices =>
            [
                on.Options[random.Next(on.Options.Count)],
            ],
            QuestionType.YesNo => [random.Next(2) == 0 ? "yes" : "no"],
            _ => [Right(on, random)],
        };
        return new Condition(on.Key, test, test == ConditionTest.Answered ? [] : values);
    }

    private static Dictionary<string, string> Answers(
        FormDefinition form,
        Random random,
        double given,
        double right
    )
    {
        Dictionary<string, string> answers = [];
        foreach (var question in form.Questions)
        {
            Answer(question.Key, question);
            if (
                question.Type != QuestionType.Group
                || !answers.TryGetValue(question.Key, out var ids)
            )
                continue;
            foreach (var id in GroupEntries.Parse(ids))
            foreach (var inside in question.Questions)
                Answer(new EntryKey(question.Key, id, inside.Key).ToString(), inside);
        }
        return answers;

        void Answer(string key, Question question)
        {
            if (random.NextDouble() < given)
                answers[key] = random.NextDouble() < right ? Right(question, random) : Word(random);
        }
    }

    private static string Right(Question question, Random random) =>
        question.Type switch
        {
            QuestionType.Number or QuestionType.Money => random
                .Next(10_000)
                .ToString(CultureInfo.InvariantCulture),
            QuestionType.Date => "2027-03-31",
            QuestionType.EdtfDate => "1964/1991",
            QuestionType.Email => "a@archive.example",
            QuestionType.Url => "https://archive.example/",
            QuestionType.Choice => question.Options[random.Next(question.Options.Count)],
            QuestionType.ManyChoices => JsonSerializer.Serialize(
                question.Options.Take(random.Next(1, question.Options.Count + 1))
            ),
            QuestionType.YesNo => random.Next(2) == 0 ? "yes" : "no",
            QuestionType.Files => AttachedFile.Write([
                new AttachedFile(Guid.Empty, "plan.pdf", 1_000, new string('a', 64)),
            ]),
            QuestionType.Table => TableRows.Write([
                new Dictionary<string, string>
                {
                    ["name"] = Word(random),
                    ["count"] = "3",
                    ["rate"] = "1.25",
                    ["kind"] = "a",
                },
            ]),
            QuestionType.Budget => TableRows.Write([
                new Dictionary<string, string>
                {
                    ["category"] = "Equipment",
                    ["item"] = "Scanner",
                    ["quantity"] = "2",
                    ["unitCost"] = "50",
                    ["requested"] = "60",
                    ["matchCash"] = "40",
                },
            ]),
            QuestionType.Group => GroupEntries.Write([
                .. Enumerable.Range(1, random.Next(1, 4)).Select(i => $"entry00{i}"),
            ]),
            _ => Word(random),
        };

    private static string Word(Random random) => Words[random.Next(Words.Length)];
}
