using Grants.Domain.Catalog;

namespace Grants.Tests.Domain.Catalog;

public sealed class DescriptionCheckTests
{
    private static readonly CatalogDescription Good = new()
    {
        Identifier = "ta_0001",
        Title = "A letter",
        Type = "Text",
        RightsUri = "http://rightsstatements.org/vocab/InC/1.0/",
        Language = "eng; heb",
        Link = "https://archive.example/1",
    };

    [Fact]
    public void A_good_description_has_no_fault() => DescriptionCheck.Of(Good).Should().BeEmpty();

    [Fact]
    public void A_draft_may_lack_type_and_rights() =>
        DescriptionCheck.Of(Good with { Type = "", RightsUri = "" }).Should().BeEmpty();

    public static TheoryData<CatalogDescription, string> Faults =>
        new()
        {
            { Good with { Identifier = " " }, nameof(Good.Identifier) },
            { Good with { Title = "" }, nameof(Good.Title) },
            { Good with { Title = new string('a', 501) }, nameof(Good.Title) },
            { Good with { Type = "Photo" }, nameof(Good.Type) },
            { Good with { RightsUri = "In copyright" }, nameof(Good.RightsUri) },
            {
                Good with
                {
                    RightsUri = "https://rightsstatements.org/page/InC/1.0/?language=en",
                },
                nameof(Good.RightsUri)
            },
            { Good with { Language = "eng; Hebrew" }, nameof(Good.Language) },
            { Good with { Link = "javascript:alert(1)" }, nameof(Good.Link) },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_fault_is_told_at_its_field(CatalogDescription description, string field) =>
        DescriptionCheck.Of(description).Select(f => f.Field).Should().Equal(field);

    [Theory]
    [InlineData("http://rightsstatements.org/vocab/NoC-US/1.0/", "No Copyright - United States")]
    [InlineData("http://creativecommons.org/licenses/by/4.0/", "CC BY 4.0 (Attribution)")]
    [InlineData("http://creativecommons.org/licenses/by-sa/3.0/", "CC BY-SA 3.0")]
    public void Rights_have_plain_names(string uri, string name) =>
        RightsStatements.NameOf(uri).Should().Be(name);

    [Theory]
    [InlineData("Письмо", "rus", "ru")]
    [InlineData("Лист", "ukr", "uk")]
    [InlineData("מכתב", "heb", "he")]
    [InlineData("בריוו", "yid", "yi")]
    [InlineData("Letter", "heb", null)]
    public void The_script_tells_the_language_of_a_text(string text, string code, string? tag) =>
        Languages.TagByScript(text, [code]).Should().Be(tag);
}
