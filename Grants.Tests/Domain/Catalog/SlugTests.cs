using System.Text.RegularExpressions;
using CsCheck;
using Grants.Domain.Catalog;

namespace Grants.Tests.Domain.Catalog;

public sealed class SlugTests
{
    [Theory]
    [InlineData("ta_0001", "Poster: Let my people go!", "ta-0001-poster-let-my-people-go")]
    [InlineData("I-410", "Письмо из Ленинграда", "i-410-pismo-iz-leningrada")]
    [InlineData("", "Щёлково, йод", "shchelkovo-iod")]
    [InlineData("7", "שָׁלַח אֶת עַמִּי", "7-shlh-at-amy")]
    [InlineData("7", "ייִדיש", "7-yydysh")]
    [InlineData("", "Sharansky’s \"file\"", "sharanskys-file")]
    [InlineData("", "Łódź, Øresund, Straße", "lodz-oresund-strasse")]
    [InlineData("", "漢字", "record")]
    public void It_is_readable_in_every_script(string identifier, string title, string slug) =>
        Slug.Of(identifier, title).Should().Be(slug);

    [Fact]
    public void A_long_one_ends_with_a_whole_word()
    {
        var slug = Slug.Of("ta", string.Concat(Enumerable.Repeat("wonderful ", 40)));

        slug.Length.Should().BeLessThanOrEqualTo(Slug.MaxLength);
        slug.Should().EndWith("wonderful");
    }

    [Fact]
    public void Whatever_the_title_it_is_a_plain_address() =>
        Gen.Select(Gen.String, Gen.String)
            .Sample(
                (identifier, title) =>
                    Regex.IsMatch(Slug.Of(identifier, title), $"^[a-z0-9]+(-[a-z0-9]+)*$")
                    && Slug.Of(identifier, title).Length <= Slug.MaxLength
            );
}
