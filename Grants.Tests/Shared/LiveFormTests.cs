using Grants.Domain.Forms;
using Grants.Web.Shared.Forms;

namespace Grants.Tests.Shared;

public sealed class LiveFormTests
{
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

    private sealed class Filled(FormDefinition definition) : LiveForm(definition, null)
    {
        protected override string Stored(string key) => key == "name" ? "Lakeside" : "";
    }
}
