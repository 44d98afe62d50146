using Bunit;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Web.Shared.Forms;
using Microsoft.AspNetCore.Components;

namespace Grants.Tests.Features.Forms;

/// <summary>The shared parts of a form on screen, without a server.</summary>
public sealed class LiveFormTests : BunitContext
{
    private static readonly FormDefinition Definition = new([
        new FormSection(
            "s",
            "Section",
            "For {{name}}",
            [
                new("name", "Name", QuestionType.ShortText) { WordLimit = new WordLimit(2) },
                new("more", "More about {{name}}?", QuestionType.YesNo),
                new("text", "Tell more", QuestionType.LongText)
                {
                    Required = true,
                    ShowWhen = new("more", ConditionTest.Is, ["yes"]),
                },
                new("boxes", "Boxes", QuestionType.Group)
                {
                    Required = true,
                    EntryName = "box",
                    Questions = [new("title", "Title", QuestionType.ShortText) { Required = true }],
                },
                new("costs", "Costs", QuestionType.Table)
                {
                    Columns =
                    [
                        new("count", "Count", QuestionType.Number),
                        new("rate", "Rate", QuestionType.Money),
                        new("cost", "Cost", QuestionType.Money)
                        {
                            ProductOf = ["count", "rate"],
                            HasTotal = true,
                        },
                    ],
                },
            ]
        ),
    ]);

    private readonly LiveForm _form = new(Definition, new BudgetRules(new Money(100m, "USD")));

    [Fact]
    public void A_question_appears_and_disappears_with_the_answer_and_keeps_its_text()
    {
        var section = Section();
        section.FindAll("[id='a-text']").Should().BeEmpty();

        Type("more", "yes");
        section.Find("[id='a-text']");
        Type("text", "Of a hidden thing");
        Type("more", "no");

        section.FindAll("[id='a-text']").Should().BeEmpty();
        _form.Reading.Answers.Should().NotContainKey("text");
        Type("more", "yes");
        section.Find("[id='a-text']").GetAttribute("value").Should().Be("Of a hidden thing");
    }

    [Fact]
    public void Texts_follow_the_answers_that_they_reuse()
    {
        var section = Section();
        section.Markup.Should().Contain("More about …?").And.Contain("For …");

        Type("name", "Ada");

        section.WaitForAssertion(() =>
            section.Markup.Should().Contain("More about Ada?").And.Contain("For Ada")
        );
    }

    [Fact]
    public void Entries_are_added_moved_removed_and_put_back_with_their_answers()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var section = Section();
        section.Find("[id='a-boxes']").Click();
        section.Find("[id='a-boxes']").Click();
        var entries = _form.Reading.For(QuestionPurpose.None).Single(q => q.Key == "boxes").Entries;
        Type(entries[0].Questions[0].Key, "Letters");
        Type(entries[1].Questions[0].Key, "Posters");

        section.Find("[aria-label='Move box 2 up']").Click();
        Titles().Should().Equal("Posters", "Letters");
        section.Find("[aria-label='Remove box 1']").Click();
        Titles().Should().Equal("Letters");
        section.Markup.Should().Contain("Box 1 was removed.");
        section.FindAll("button").Single(b => b.TextContent == "Put it back").Click();

        Titles().Should().Equal("Posters", "Letters");
        // Drawn anew from its answer; the other's field was never drawn again.
        section.Find(".group-entry input").GetAttribute("value").Should().Be("Posters");
    }

    [Fact]
    public void Products_and_totals_of_a_table_follow_the_typing()
    {
        var section = Section();
        section.Find("[id='a-costs']").Click();

        Type("costs", """[{"count":"3","rate":"1.25"}]""");

        section.WaitForAssertion(() =>
        {
            section.Find("tr[data-row]").TextContent.Should().Contain("3.75");
            section.Find("tr.column-totals").TextContent.Should().Contain("3.75");
        });
    }

    [Fact]
    public void Words_are_counted_and_a_hard_limit_is_called_one()
    {
        var notes = Render<AnswerNotes>(p => p.Add(n => n.Answer, _form.Find("name")!));
        notes.Markup.Should().Contain("0 of 2 words (a hard limit)");

        Type("name", "one two three");

        notes.WaitForAssertion(() =>
            notes.Markup.Should().Contain("3 of 2 words, 1 too many").And.Contain("the limit is 2")
        );
    }

    [Fact]
    public async Task A_budgets_totals_follow_the_typing()
    {
        var answer = new LiveAnswer(QuestionPresets.Budget("b", "Budget"), "", null, _form.Rules);
        var totals = Render<BudgetTotals>(p =>
            p.Add(t => t.Answer, answer).Add(t => t.Rules, _form.Rules!)
        );

        await Renderer.Dispatcher.InvokeAsync(() =>
            answer.Type(
                """[{"category":"Equipment","item":"Scanner","quantity":"2","unitCost":"75","requested":"120","matchCash":"20","matchInKind":"10"}]"""
            )
        );

        totals.WaitForAssertion(() =>
            totals
                .FindAll("dd")
                .Select(d => d.TextContent.Trim())
                .Should()
                .Equal("$120.00", "$20.00", "$10.00", "$150.00", "$100.00")
        );
        answer
            .Problems.Should()
            .ContainSingle()
            .Which.Should()
            .Contain("Budget line 1 (Scanner) goes over the limit.");
    }

    [Fact]
    public void A_label_has_the_answer_that_it_reuses_however_its_question_was_opened_first()
    {
        var form = new Filled(
            new FormDefinition([
                new("s", "S", "", [new("name", "Name", QuestionType.ShortText)]),
                new("t", "T", "", [new("sign", "I sign for {{name}}", QuestionType.Attestation)]),
            ])
        );
        form.Find("sign")!.Question.Label.Should().Contain("{{name}}");

        var asked = form.Reading.Sections[1].Questions.Single();

        form[asked].Question.Label.Should().Be("I sign for Lakeside");
    }

    private IRenderedComponent<AskedSection> Section() =>
        Render<AskedSection>(p =>
            p.Add(s => s.Form, _form)
                .Add(s => s.SectionKey, "s")
                .Add(
                    s => s.Box,
                    (RenderFragment<LiveAnswer>)(
                        answer =>
                            builder =>
                            {
                                builder.OpenComponent<QuestionField>(0);
                                builder.AddComponentParameter(
                                    1,
                                    nameof(QuestionField.Answer),
                                    answer
                                );
                                builder.CloseComponent();
                            }
                    )
                )
        );

    private void Type(string key, string value) =>
        Renderer
            .Dispatcher.InvokeAsync(() => _form.Find(key)!.Type(value))
            .GetAwaiter()
            .GetResult();

    private IEnumerable<string> Titles() =>
        _form.Reading.All.Where(q => q.Within.Length > 0).Select(q => q.Value);

    private sealed class Filled(FormDefinition definition) : LiveForm(definition, null)
    {
        protected override string Stored(string key) => key == "name" ? "Lakeside" : "";
    }
}
