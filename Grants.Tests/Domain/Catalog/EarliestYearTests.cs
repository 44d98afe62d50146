using System.Text.Json;
using Grants.Domain.Catalog.Edtf;
using Grants.Tests.Support;

namespace Grants.Tests.Domain.Catalog;

public sealed class EarliestYearTests
{
    private static string Fixtures =>
        Environment.GetEnvironmentVariable("GRANTS_FIXTURES")
        ?? new[] { "../shared/fixtures", "../../shared/fixtures" }
            .Select(p => Path.GetFullPath(Path.Combine(Repository.Root, p)))
            .FirstOrDefault(Directory.Exists)
        ?? "";

    [Theory]
    [InlineData("1975", 1975)]
    [InlineData("1975-04", 1975)]
    [InlineData("1975-04-13", 1975)]
    [InlineData("1975-21", 1975)]
    [InlineData("1975?", 1975)]
    [InlineData("1975-04~", 1975)]
    [InlineData("1975-04-13%", 1975)]
    [InlineData("197X", 1970)]
    [InlineData("1975-XX", 1975)]
    [InlineData("1975-04-XX", 1975)]
    [InlineData("1964/1991", 1964)]
    [InlineData("1964-01-05/1991-12", 1964)]
    [InlineData("1985/..", 1985)]
    [InlineData("1985/", 1985)]
    [InlineData("197X/1979", 1970)]
    public void It_reads_the_first_year(string date, int year) =>
        EarliestYear.Of(date).Should().Be(year);

    [Theory]
    [InlineData("")]
    [InlineData("undated")]
    [InlineData("c. 1975")]
    [InlineData("XXXX")]
    [InlineData("19XX")]
    [InlineData("0000")]
    [InlineData("0000/0000")]
    [InlineData("-0044")]
    [InlineData("../1985")]
    [InlineData("/1985")]
    [InlineData("1960-06-31")]
    [InlineData("1960-13")]
    [InlineData("1991/1964")]
    [InlineData("1975 ")]
    [InlineData("Y17000")]
    public void What_has_no_known_first_year_is_undated(string date) =>
        EarliestYear.Of(date).Should().BeNull();

    [Fact]
    public void It_agrees_with_a_validators_list_of_intervals_and_of_what_is_no_date()
    {
        var file = ExternalFixtures.Files("edtf").Single();
        var lists = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
            File.ReadAllText(file)
        )!;
        string[] Of(string list) => [.. lists[list].EnumerateArray().Select(e => e.GetString()!)];

        foreach (var date in Of("invalid_edtf_dates").Concat(Of("invalid_edtf_datetimes")))
            EarliestYear.Of(date).Should().BeNull(date);
        foreach (var interval in Of("L0_Intervals").Concat(Of("L1_Intervals")))
        {
            var start = interval.Split('/')[0];
            int? said =
                int.TryParse(start.AsSpan(0, Math.Min(4, start.Length)), out var year) && year > 0
                    ? year
                    : null;
            EarliestYear.Of(interval).Should().Be(said, interval);
        }
    }
}
