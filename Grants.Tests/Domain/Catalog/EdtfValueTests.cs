using System.Text.Json;
using CsCheck;
using Grants.Domain.Catalog.Edtf;
using Grants.Tests.Support;

namespace Grants.Tests.Domain.Catalog;

public sealed class EdtfValueTests
{
    [Theory]
    [InlineData("1985", 0, "1985-01-01", "1985-12-31")]
    [InlineData("1985-04", 0, "1985-04-01", "1985-04-30")]
    [InlineData("2000-02", 0, "2000-02-01", "2000-02-29")]
    [InlineData("1985-04-12", 0, "1985-04-12", "1985-04-12")]
    [InlineData("1985-04-12T23:20:30", 0, "1985-04-12", "1985-04-12")]
    [InlineData("1985-04-12T23:20:30+05:30", 0, "1985-04-12", "1985-04-12")]
    [InlineData("1964/2008", 0, "1964-01-01", "2008-12-31")]
    [InlineData("Y170000002", 1, "+170000002-01-01", "+170000002-12-31")]
    [InlineData("-1985", 1, "-1985-01-01", "-1985-12-31")]
    [InlineData("2001-21", 1, "2001-03-01", "2001-05-31")]
    [InlineData("2001-24", 1, "2001-12-01", "2002-02-28")]
    [InlineData("1984?", 1, "1984-01-01", "1984-12-31")]
    [InlineData("2004-06-11%", 1, "2004-06-11", "2004-06-11")]
    [InlineData("201X", 1, "2010-01-01", "2019-12-31")]
    [InlineData("20XX", 1, "2000-01-01", "2099-12-31")]
    [InlineData("2004-XX", 1, "2004-01-01", "2004-12-31")]
    [InlineData("1985-04-XX", 1, "1985-04-01", "1985-04-30")]
    [InlineData("1985-XX-XX", 1, "1985-01-01", "1985-12-31")]
    [InlineData("1985/..", 1, "1985-01-01", null)]
    [InlineData("../1985", 1, null, "1985-12-31")]
    [InlineData("1985/", 1, "1985-01-01", null)]
    [InlineData("Y-17E7", 2, "-170000000-01-01", "-170000000-12-31")]
    [InlineData("1950S2", 2, "1900-01-01", "1999-12-31")]
    [InlineData("Y171010000S3", 2, "+171000000-01-01", "+171999999-12-31")]
    [InlineData("2001-34", 2, "2001-04-01", "2001-06-30")]
    [InlineData("[1667,1668,1670..1672]", 2, "1667-01-01", "1672-12-31")]
    [InlineData("[..1760-12-03]", 2, null, "1760-12-03")]
    [InlineData("{1960,1961-12..}", 2, "1960-01-01", null)]
    [InlineData("?2004-06-~11", 2, "2004-06-11", "2004-06-11")]
    [InlineData("156X-12-25", 2, "1560-12-25", "1569-12-25")]
    [InlineData("15XX-12-XX", 2, "1500-12-01", "1599-12-31")]
    [InlineData("1XXX-1X", 2, "1000-10-01", "1999-12-31")]
    [InlineData("198X-02-29", 2, "1980-02-29", "1988-02-29")]
    [InlineData("-198X", 1, "-1989-01-01", "-1980-12-31")]
    [InlineData("XXXX", 2, null, null)]
    [InlineData("2004-06-XX/2004-07-03", 2, "2004-06-01", "2004-07-03")]
    public void It_reads_level_and_first_and_last_day(
        string text,
        int level,
        string? earliest,
        string? latest
    )
    {
        var date = EdtfValue.Parse(text);

        date.Should().NotBeNull();
        (date!.Level, date.Earliest?.ToString(), date.Latest?.ToString())
            .Should()
            .Be((level, earliest, latest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("1960-06-31")]
    [InlineData("1900-02-29")]
    [InlineData("19X1-02-29")]
    [InlineData("1985-13")]
    [InlineData("1985-42")]
    [InlineData("1985-21-01")]
    [InlineData("2004-2X")]
    [InlineData("1991/1964")]
    [InlineData("1964/1991/2000")]
    [InlineData("?2004?")]
    [InlineData("Y2006")]
    [InlineData("Y012345")]
    [InlineData("Y1E99")]
    [InlineData("1950S0")]
    [InlineData("1950S5")]
    [InlineData("[1667")]
    [InlineData("[]")]
    [InlineData("[1672..1667]")]
    [InlineData("[1667..,1668]")]
    [InlineData("1985-04-12T23:20:30+15:00")]
    [InlineData("1985-04T10:10:10")]
    [InlineData("１９８５")]
    public void What_is_no_such_date_is_refused(string text) =>
        EdtfValue.Parse(text).Should().BeNull();

    [Fact]
    public void It_agrees_with_a_validators_lists()
    {
        var file = ExternalFixtures.Files("edtf").Single();
        var lists = JsonSerializer.Deserialize<Dictionary<string, string[]>>(
            File.ReadAllText(file)
        )!;

        foreach (var (name, texts) in lists)
        foreach (var text in texts)
        {
            var date = EdtfValue.Parse(text);
            if (name.StartsWith("invalid", StringComparison.Ordinal))
                date.Should().BeNull($"{name}: {text}");
            else
                date?.Level.Should().Be(name[1] - '0', $"{name}: {text}");
            if (!name.StartsWith("invalid", StringComparison.Ordinal))
                date.Should().NotBeNull($"{name}: {text}");
        }
    }

    [Fact]
    public void Sort_keys_put_the_earliest_first_and_the_undated_last()
    {
        string[] sorted =
        [
            "Y-17E7",
            "-0044",
            "1964-03-12",
            "1964",
            "1964/1991",
            "../1970",
            "197X",
            "1979-12-04",
            "XXXX",
        ];

        sorted
            .OrderBy(d => EdtfValue.Parse(d)!.SortKey, StringComparer.Ordinal)
            .Should()
            .Equal(
                "Y-17E7",
                "-0044",
                "1964",
                "1964/1991",
                "1964-03-12",
                "197X",
                "../1970",
                "1979-12-04",
                "XXXX"
            );
    }

    [Fact]
    public void Any_text_is_read_or_refused_and_what_is_read_begins_before_it_ends() =>
        Gen.Char["0123456789X-/?~%.,[]{}TYES:Z+ "]
            .Array[0, 24]
            .Select(c => new string(c))
            .Sample(
                text =>
                    EdtfValue.Parse(text) is not { Earliest: { } first, Latest: { } last }
                    || first <= last,
                iter: 20_000
            );

    [Fact]
    public void Every_day_of_the_calendar_is_read_as_itself() =>
        Gen.DateOnly.Sample(day =>
            EdtfValue.Parse($"{day:yyyy-MM-dd}") is { Level: 0 } date
            && date.Earliest == date.Latest
            && date.Earliest == new CalendarDay(day.Year, day.Month, day.Day)
        );
}
