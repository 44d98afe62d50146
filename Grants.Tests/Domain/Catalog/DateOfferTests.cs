using System.Text.RegularExpressions;
using Grants.Domain.Catalog.Edtf;
using Grants.Tests.Support;

namespace Grants.Tests.Domain.Catalog;

public sealed partial class DateOfferTests
{
    [Theory]
    [InlineData("c. 1975", "1975~")]
    [InlineData("ca. 1975", "1975~")]
    [InlineData("Circa 1975", "1975~")]
    [InlineData("c1975", "1975~")]
    [InlineData("about March 1975", "1975-03~")]
    [InlineData("1975 (?)", "1975?")]
    [InlineData("1975 ?", "1975?")]
    [InlineData("probably 1975", "1975?")]
    [InlineData("ca. 1975?", "1975%")]
    [InlineData("1970s", "197X")]
    [InlineData("the early 1970's", "197X")]
    [InlineData("197-", "197X")]
    [InlineData("197-?", "197X?")]
    [InlineData("19--", "19XX")]
    [InlineData("20th century", "19XX")]
    [InlineData("1856 - 1916", "1856/1916")]
    [InlineData("1964–91", "1964/1991")]
    [InlineData("1974/75", "1974/1975")]
    [InlineData("between 1930 and 1940", "1930/1940")]
    [InlineData("from 1964 to 1991", "1964/1991")]
    [InlineData("March to June 1974", "1974-03/1974-06")]
    [InlineData("12 March 1974 - 3 April 1974", "1974-03-12/1974-04-03")]
    [InlineData("12-15 March 1974", "1974-03-12/1974-03-15")]
    [InlineData("March 12-15, 1974", "1974-03-12/1974-03-15")]
    [InlineData("before 1975", "../1975")]
    [InlineData("after March 1975", "1975-03/..")]
    [InlineData("1975-", "1975/..")]
    [InlineData("1975 or 1976", "[1975,1976]")]
    [InlineData("March 1974", "1974-03")]
    [InlineData("Mar. 1974", "1974-03")]
    [InlineData("12 March 1974", "1974-03-12")]
    [InlineData("March 12, 1974", "1974-03-12")]
    [InlineData("March 12th, 1974", "1974-03-12")]
    [InlineData("Tuesday, March 12, 1974", "1974-03-12")]
    [InlineData("1974 March 12", "1974-03-12")]
    [InlineData("12.03.1974", "1974-03-12")]
    [InlineData("3/25/1974", "1974-03-25")]
    [InlineData("25/3/1974", "1974-03-25")]
    [InlineData("3/3/1974", "1974-03-03")]
    [InlineData("1974/3/12", "1974-03-12")]
    [InlineData("19740312", "1974-03-12")]
    [InlineData("Spring 1974", "1974-21")]
    [InlineData("12 марта 1974 г.", "1974-03-12")]
    [InlineData("март 1974", "1974-03")]
    [InlineData("ок. 1975", "1975~")]
    [InlineData("1970-е", "197X")]
    [InlineData("12 במרץ 1974", "1974-03-12")]
    [InlineData("בערך 1975", "1975~")]
    [InlineData("n.d.", "XXXX")]
    [InlineData("Undated", "XXXX")]
    [InlineData("б.д.", "XXXX")]
    [InlineData("ללא תאריך", "XXXX")]
    [InlineData("199u", "199X")]
    [InlineData("1984-06-uu", "1984-06-XX")]
    [InlineData("unknown/2006", "/2006")]
    [InlineData("2004-06-01/open", "2004-06-01/..")]
    [InlineData("1984?~", "1984%")]
    [InlineData("(1974)", "1974")]
    [InlineData("1970-03-07 and 1970-03-08", "{1970-03-07,1970-03-08}")]
    [InlineData("Fall 1967, Spring 1968", "{1967-23,1968-21}")]
    [InlineData("Dates of creation: 1964 to 1991", "1964/1991")]
    public void What_people_write_is_offered_as_edtf(string text, string offer) =>
        DateOffer.For(text).Should().Be(offer);

    [Theory]
    [InlineData("3/4/1974")]
    [InlineData("around Passover")]
    [InlineData("31 June 1974")]
    [InlineData("12 March")]
    [InlineData("'74")]
    [InlineData("volume 1974 page 3")]
    [InlineData("")]
    public void What_can_be_read_in_two_ways_or_not_at_all_is_not_offered(string text) =>
        DateOffer.For(text).Should().BeNull();

    [Fact]
    public void Dates_that_an_aggregator_met_are_offered_as_they_were_converted()
    {
        var file = ExternalFixtures.Files("dates").Single();
        var (read, all) = (0, 0);
        foreach (
            var shown in DisplayDate()
                .Matches(File.ReadAllText(file))
                .Select(m => m.Groups["date"].Value)
                .Where(d => d.Length > 0)
                .Distinct()
        )
        {
            all++;
            if (EdtfValue.Parse(shown) is not null || DateOffer.For(shown) is not null)
                read++;
            else
                TestContext.Current.TestOutputHelper?.WriteLine(shown);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{read} of {all}");
        read.Should().BeGreaterThan(all * 9 / 10);
    }

    [GeneratedRegex("'displayDate': '(?<date>[^']*)'")]
    private static partial Regex DisplayDate();
}
