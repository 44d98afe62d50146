using CsCheck;
using Grants.Domain.Forms;

namespace Grants.Tests.Domain.Forms;

public sealed class FormEditsTests
{
    [Fact]
    public void A_new_question_gets_a_key_of_its_words_that_is_free()
    {
        var form = new FormDefinition([]).WithSection("The project");
        var (first, at) = form.WithQuestion(
            "theProject",
            null,
            new("", "Project title", QuestionType.ShortText)
        );
        var (second, again) = first.WithQuestion(
            "theProject",
            null,
            new("", "Project title!", QuestionType.ShortText)
        );
        var (_, hebrew) = second.WithQuestion(
            "theProject",
            null,
            new("", "כותרת", QuestionType.ShortText)
        );

        at.Question.Should().Be("theProject.projectTitle");
        again.Question.Should().Be("theProject.projectTitle2");
        hebrew.Question.Should().Be("theProject.question");
    }

    [Fact]
    public void Moving_loses_and_doubles_nothing() =>
        Gen.Select(RandomForms.Any, Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[-1, 9])
            .Sample(
                (form, which, where, place) =>
                {
                    var questions = form
                        .Sections.SelectMany(s => s.Questions.Select(q => (s, q)))
                        .ToList();
                    var (section, question) = questions[which % questions.Count];
                    var to = form.Sections[where % form.Sections.Count];

                    var moved = form.MoveQuestion(
                        new FormPlace(section.Key, null, question.Key),
                        to.Key,
                        place
                    );

                    moved
                        .Questions.Select(q => q.Key)
                        .Should()
                        .BeEquivalentTo(form.Questions.Select(q => q.Key));
                    moved
                        .Sections.Single(s => s.Key == to.Key)
                        .Questions.Should()
                        .Contain(question);
                    moved
                        .MoveSection(section.Key, place)
                        .Sections.Select(s => s.Key)
                        .Should()
                        .BeEquivalentTo(form.Sections.Select(s => s.Key));
                }
            );

    [Fact]
    public void Any_kind_of_answer_can_become_any_other()
    {
        foreach (var from in Enum.GetValues<QuestionType>())
        foreach (var to in Enum.GetValues<QuestionType>())
        {
            var question = (QuestionPresets.Plain(from) with { Label = "Q" }).As(to);
            var (form, _) = new FormDefinition([])
                .WithSection("S")
                .WithQuestion("s", null, question);

            FormRules.Faults(form, FormKind.Report).Should().BeEmpty($"{from} became {to}");
        }
    }

    [Fact]
    public void Every_ready_made_question_keeps_to_the_rules()
    {
        foreach (var preset in QuestionPresets.All)
        {
            var (form, at) = new FormDefinition([])
                .WithSection("S")
                .WithQuestion("s", null, preset.Question);

            FormRules.Faults(form, FormKind.Report).Should().BeEmpty(preset.Name);
            form.At(at)!.Label.Should().NotBeEmpty();
        }
    }
}
