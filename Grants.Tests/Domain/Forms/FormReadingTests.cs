using Grants.Domain.Forms;

namespace Grants.Tests.Domain.Forms;

public sealed class FormReadingTests
{
    private static readonly FormDefinition Form = new([
        new FormSection(
            "s",
            "S",
            "",
            [
                new("name", "Your name", QuestionType.ShortText) { Required = true },
                new("who", "Who digitizes for {{name}}?", QuestionType.Choice)
                {
                    Options = ["we", "a vendor", "both"],
                },
                new("vendor", "Which vendor?", QuestionType.ShortText)
                {
                    Required = true,
                    ShowWhen = new("who", ConditionTest.AnyOf, ["a vendor", "both"]),
                },
                new("quote", "What does {{vendor}} ask?", QuestionType.Money)
                {
                    Required = true,
                    ShowWhen = new("vendor", ConditionTest.Answered, []),
                },
                new("boxes", "Boxes", QuestionType.Group)
                {
                    EntryName = "box",
                    Questions =
                    [
                        new("title", "Title", QuestionType.ShortText) { Required = true },
                        new("damaged", "Damaged?", QuestionType.YesNo),
                        new("damage", "What is damaged in {{title}}?", QuestionType.LongText)
                        {
                            Required = true,
                            ShowWhen = new("damaged", ConditionTest.Is, ["yes"]),
                        },
                    ],
                },
            ]
        ),
    ]);

    [Fact]
    public void A_question_is_asked_once_its_condition_holds_and_so_is_what_hangs_on_it()
    {
        Keys(("who", "we"), ("vendor", "Scan Co")).Should().Equal("name", "who", "boxes");
        Keys(("who", "both")).Should().Equal("name", "who", "vendor", "boxes");
        Keys(("who", "both"), ("vendor", "Scan Co"))
            .Should()
            .Equal("name", "who", "vendor", "quote", "boxes");
    }

    [Fact]
    public void What_isnt_asked_is_neither_needed_nor_handed_in()
    {
        var reading = Read(
            ("name", "Ada"),
            ("who", "we"),
            ("vendor", "Scan Co"),
            ("quote", "no number")
        );

        FormCheck.Incomplete(reading, null).Should().BeEmpty();
        reading.Answers.Keys.Should().Equal("name", "who");
    }

    [Fact]
    public void A_text_reuses_an_earlier_answer_and_leaves_a_gap_without_one()
    {
        Label("who", ("name", " Ada ")).Should().Be("Who digitizes for Ada?");
        Label("who").Should().Be("Who digitizes for …?");
    }

    [Fact]
    public void Each_entry_of_a_group_has_its_own_conditions_and_its_own_words()
    {
        var reading = Read(
            ("boxes", """["aaaaaaaa","bbbbbbbb"]"""),
            ("boxes/aaaaaaaa/title", "Letters"),
            ("boxes/aaaaaaaa/damaged", "yes"),
            ("boxes/bbbbbbbb/title", "Posters"),
            ("boxes/cccccccc/title", "Of a removed entry")
        );

        reading
            .All.Where(q => q.Within.Length > 0)
            .Select(q => $"{q.Name} = {q.Value}")
            .Should()
            .Equal(
                "Box 1, Title = Letters",
                "Box 1, Damaged? = yes",
                "Box 1, What is damaged in Letters? = ",
                "Box 2, Title = Posters",
                "Box 2, Damaged? = "
            );
        FormCheck
            .Incomplete(reading, null)
            .Select(p => p.Problem)
            .Should()
            .Contain("Box 1: \"What is damaged in Letters?\" isn't answered.");
    }

    [Fact]
    public void An_answers_key_leads_to_its_question_and_no_other()
    {
        Form.Find("boxes/aaaaaaaa/title")!.Label.Should().Be("Title");
        foreach (
            var key in (string[])
                [
                    "boxes/aaaaaaaa/other",
                    "boxes/A/title",
                    "name/aaaaaaaa/title",
                    "title",
                    "boxes/aaaaaaaa",
                ]
        )
            Form.Find(key).Should().BeNull();
    }

    [Fact]
    public void The_shipped_form_keeps_to_the_rules_and_names_its_collections()
    {
        var form = DefaultForm.Make();
        FormRules.Faults(form, FormKind.Application).Should().BeEmpty();

        var reading = new FormReading(
            form,
            Support.Story.Answers(form, "Letters", 100m).ToDictionary(a => a.Key, a => a.Value)
        );

        FormCheck.Incomplete(reading, null).Should().BeEmpty();
        reading.CollectionNames.Should().Equal("As the papers show");
        reading.TextOf(QuestionPurpose.Title).Should().Be("Letters");
    }

    [Theory]
    [InlineData("a b c", false, "\"Text\" has 3 words; the limit is 2.")]
    [InlineData("a b c", true, null)]
    [InlineData("a b", false, null)]
    public void A_soft_limit_of_words_only_advises(string text, bool isSoft, string? problem) =>
        FormCheck
            .Problems(
                new Question("t", "Text", QuestionType.LongText)
                {
                    WordLimit = new WordLimit(2) { IsSoft = isSoft },
                },
                text
            )
            .Should()
            .Equal(problem is null ? [] : [problem]);

    private static FormReading Read(params (string Key, string Value)[] answers) =>
        new(Form, answers.ToDictionary(a => a.Key, a => a.Value));

    private static IEnumerable<string> Keys(params (string Key, string Value)[] answers) =>
        Read(answers).All.Select(q => q.Key);

    private static string Label(string key, params (string Key, string Value)[] answers) =>
        Read(answers).All.Single(q => q.Key == key).Question.Label;
}
