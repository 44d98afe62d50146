using Grants.Domain.Forms;

namespace Grants.Tests.Domain.Forms;

public sealed class FormJsonTests
{
    [Fact]
    public void The_shipped_form_goes_through_a_file()
    {
        var form = new ExchangedForm(DefaultForm.Name, FormKind.Application, DefaultForm.Make());

        var (read, faults) = FormJson.Read(FormJson.Write(form));

        faults.Should().BeEmpty();
        read.Should().BeEquivalentTo(form, o => o.WithStrictOrdering());
    }

    [Theory]
    [InlineData("\"help\":\"\"", "\"hlep\":\"\"", "sections[0].questions[0].hlep")]
    [InlineData("\"ShortText\"", "\"Essay\"", "sections[0].questions[0].type")]
    [InlineData("\"required\":true", "\"required\":\"yes\"", "sections[0].questions[0].required")]
    [InlineData(
        "\"question\":\"title\"",
        "\"question\":\"later\"",
        "sections[0].questions[1].showWhen.question"
    )]
    [InlineData("\"version\":1", "\"version\":2", "version")]
    [InlineData("\"grants-form\"", "\"other\"", "format")]
    [InlineData("\"key\":\"later\"", "\"key\":\"title\"", "sections[0].questions[2].key")]
    [InlineData(
        "\"label\":\"Later\"",
        "\"label\":\"{{nobody}}\"",
        "sections[0].questions[2].label"
    )]
    [InlineData("\"words\":9", "\"words\":-9", "sections[0].questions[2].wordLimit.words")]
    [InlineData(
        "\"kind\":\"Application\",",
        "\"kind\":\"Application\",\"kind\":\"Report\",",
        "kind"
    )]
    public void What_is_wrong_with_a_file_is_named_with_its_path(
        string good,
        string bad,
        string path
    )
    {
        FormJson.Read(File).Faults.Should().BeEmpty();
        File.Should().Contain(good);

        var (form, faults) = FormJson.Read(File.Replace(good, bad, StringComparison.Ordinal));

        form.Should().BeNull();
        faults.Select(f => f.Path).Should().Contain(path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"sections\":[3,null,{\"questions\":{}}]}")]
    public void What_is_no_form_is_refused_with_reasons(string text)
    {
        var (form, faults) = FormJson.Read(text);

        form.Should().BeNull();
        faults.Should().NotBeEmpty();
    }

    private const string File = """
        {"format":"grants-form","version":1,"name":"F","kind":"Application","sections":[{"key":"s","title":"S","questions":[
          {"key":"title","label":"Title","type":"ShortText","help":"","required":true,"purpose":"Title"},
          {"key":"more","label":"More","type":"LongText","showWhen":{"question":"title","test":"Answered"}},
          {"key":"later","label":"Later","type":"LongText","wordLimit":{"words":9,"isSoft":true}}
        ]}]}
        """;
}
