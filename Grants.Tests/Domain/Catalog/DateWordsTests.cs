using Grants.Domain.Catalog.Edtf;

namespace Grants.Tests.Domain.Catalog;

public sealed class DateWordsTests
{
    [Theory]
    [InlineData("", "Undated")]
    [InlineData("1976", "1976")]
    [InlineData("1969-10", "October 1969")]
    [InlineData("1979-12-04", "4 December 1979")]
    [InlineData("1970-22", "Summer 1970")]
    [InlineData("198X", "1980s")]
    [InlineData("19XX", "1900s")]
    [InlineData("1979-XX", "1979")]
    [InlineData("1972~", "About 1972")]
    [InlineData("1972?", "1972, uncertain")]
    [InlineData("1972%", "About 1972, uncertain")]
    [InlineData("1969-10/1971", "October 1969 to 1971")]
    [InlineData("../1985", "Until 1985")]
    [InlineData("1985/..", "From 1985")]
    public void An_edtf_date_is_said_in_words(string date, string words) =>
        DateWords.Of(date).Should().Be(words);

    [Theory]
    [InlineData("around Passover")]
    [InlineData("1979-13")]
    [InlineData("../..")]
    [InlineData("1970/1971/1972")]
    public void What_is_no_such_date_stays_as_it_was_typed(string date) =>
        DateWords.Of(date).Should().Be(date);
}
