using System.Text;
using CsCheck;
using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;

namespace Grants.Tests.Domain.Catalog;

public sealed class NameIndexTests
{
    private static readonly NameIndex Names = new([
        new(NameKind.Person, "Sharansky, Natan", "Sharansky, Natan"),
        new(NameKind.Person, "Sharansky, Natan", "Анатолий Щаранский"),
        new(NameKind.Organization, "Union of Councils", "Union of Councils"),
        new(NameKind.Place, "Saint Petersburg", "Saint Petersburg"),
        new(NameKind.Place, "Saint Petersburg", "Leningrad"),
    ]);

    [Theory]
    [InlineData("Natan Sharansky")]
    [InlineData("SHARANSKY, Natan, 1948-")]
    [InlineData("Щаранский, Анатолий")]
    public void A_name_is_known_in_any_order_and_spelling(string written) =>
        Names.Find(NameUse.PeopleAndOrganizations, written).Should().Be("Sharansky, Natan");

    [Theory]
    [InlineData("Sharanski, Natan", "Sharansky, Natan")]
    [InlineData("Union of Concils", "Union of Councils")]
    [InlineData("Leningard", null)]
    [InlineData("Nudel, Ida", null)]
    public void What_isn_t_known_is_offered_the_nearest(string written, string? near) =>
        Names.Nearest(NameUse.PeopleAndOrganizations, written).Should().Be(near);

    [Fact]
    public void Any_text_has_a_key_that_is_its_own_key() =>
        Gen.String.Sample(text => NameKey.Of(NameKey.Of(text)) == NameKey.Of(text), iter: 10_000);

    [Fact]
    public void A_sheet_is_read_with_the_names_of_the_hub_and_says_what_it_did()
    {
        var sheet = MetadataSheet.Read(
            new MemoryStream(
                SampleFiles.Text(
                    $"{SampleFiles.Heading},people,place\nta_1,One,Text,http://rightsstatements.org/vocab/InC/1.0/,Papers,a.tif,Natan Sharansky; Ida Nudel,Leningard\n"
                )
            ),
            "sheet.csv",
            new SheetRules(MetadataProfile.Core) { Names = Names }
        );
        sheet.IsRefused.Should().BeFalse();
        var row = sheet.Rows[0];
        row.Fields[MetadataProfile.People].Should().Be("Sharansky, Natan; Ida Nudel");
        row.Findings.Should()
            .Contain(f =>
                f.Field == MetadataProfile.People && f.Severity == FindingSeverity.Notice
            );
        row.Findings.Should()
            .Contain(f => f.Field == MetadataProfile.Place && f.Offer == "Saint Petersburg");
        sheet
            .Findings.Should()
            .Contain(f => f.Code == FindingCodes.NameUnknown && f.Message.Contains("Ida Nudel"));
    }

    [Fact]
    public void Of_two_merged_names_every_spelling_is_kept()
    {
        var editor = Given.Stamp(Given.Actor(Role.CatalogEditor));
        var into = new KnownName(
            new NameText(NameKind.Person, "Nudel, Ida", ["Ида Нудель"], "", "Activist"),
            editor
        );
        var other = new KnownName(
            new NameText(NameKind.Person, "Nudel, I.", ["Ида Нудель"], "https://viaf.org/1", ""),
            editor
        );
        into.Absorb(other, editor);
        into.Variants.Select(v => v.Text).Should().BeEquivalentTo(["Ида Нудель", "Nudel, I."]);
        (into.SourceUri, into.Note).Should().Be(("https://viaf.org/1", "Activist"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(" - ", "")]
    [InlineData("Nudel, Ida", "viaf 1")]
    public void A_name_without_letters_or_with_a_source_that_is_no_address_is_refused(
        string name,
        string source
    ) =>
        FluentActions
            .Invoking(() =>
                new KnownName(
                    new NameText(NameKind.Person, name, [], source, ""),
                    Given.Stamp(Given.Actor(Role.CatalogEditor))
                )
            )
            .Should()
            .Throw<RefusedException>();

    [Theory]
    [InlineData("In Copyright", "http://rightsstatements.org/vocab/InC/1.0/")]
    [InlineData("inc-edu", "http://rightsstatements.org/vocab/InC-EDU/1.0/")]
    [InlineData("CC BY-NC 4.0", "http://creativecommons.org/licenses/by-nc/4.0/")]
    [InlineData("cc by-sa", "http://creativecommons.org/licenses/by-sa/4.0/")]
    [InlineData("Public domain", "http://creativecommons.org/publicdomain/mark/1.0/")]
    [InlineData("ask us", null)]
    public void Words_for_rights_are_refused_with_the_address_they_may_mean(
        string words,
        string? offer
    )
    {
        var read = new RightsUri().Read(words);
        read.Problem.Should().NotBeNull();
        read.Offer.Should().Be(offer);
    }

    [Theory]
    [InlineData("InC", "This is in the public domain.", true)]
    [InlineData("NoC-US", "© the photographer, all rights reserved", true)]
    [InlineData("NoC-US", "No longer in copyright.", false)]
    [InlineData("InC", "Ask the photographer.", false)]
    public void A_note_that_says_otherwise_than_the_statement_is_doubted(
        string code,
        string note,
        bool doubted
    ) =>
        (
            RightsUri.Contradiction(
                new Dictionary<string, string>
                {
                    [MetadataProfile.Rights] = $"http://rightsstatements.org/vocab/{code}/1.0/",
                    [MetadataProfile.RightsNote] = note,
                }
            )
            is not null
        )
            .Should()
            .Be(doubted);

    [Theory]
    [InlineData("Foto", "StillImage")]
    [InlineData("StilImage", "StillImage")]
    [InlineData("Image;StillImage", "StillImage")]
    [InlineData("thing", null)]
    public void A_wrong_type_is_refused_with_the_one_it_may_mean(string type, string? offer) =>
        new OneOf("DCMI Type Vocabulary", DcmiTypes.All, DcmiTypes.Words)
            .Read(type)
            .Offer.Should()
            .Be(offer);

    /// <summary>A list as large as a hub's and a sheet as large as a delivery: each stranger is looked for once.</summary>
    [Fact]
    public void Ten_thousand_rows_are_compared_with_five_thousand_names()
    {
        var names = new NameIndex(
            Enumerable
                .Range(0, 5_000)
                .Select(i => new NameSpelling(
                    NameKind.Person,
                    $"Person {i:0000}",
                    $"Person {i:0000}"
                ))
        );
        var text = new StringBuilder($"{SampleFiles.Heading},people\n");
        for (var i = 0; i < 10_000; i++)
            text.Append(
                $"ta_{i},T,Text,http://rightsstatements.org/vocab/InC/1.0/,P,{i}.tif,Persn {i % 5_000:0000}\n"
            );
        var sheet = MetadataSheet.Read(
            new MemoryStream(SampleFiles.Text(text.ToString())),
            "sheet.csv",
            new SheetRules(MetadataProfile.Core) { Names = names }
        );
        sheet.Rows.Should().HaveCount(10_000);
        sheet.Rows.Count(r => r.Findings.Any(f => f.Offer is not null)).Should().Be(10_000);
    }
}
