using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Bags;
using Grants.Tests.Support;

namespace Grants.Tests.Domain.Inspection.Bags;

/// <summary>The Library of Congress's conformance suite: the folder that a bag lies in is its verdict.</summary>
public sealed class BagSuiteTests
{
    /// <summary>Its one manifest is in SHA-224, which .NET doesn't have: refused with that reason, and not guessed.</summary>
    private const string InSha224 = "v0.97/valid/uncommon-metadata-separators";

    /// <summary>Where a copy of the suite lost the hidden file that this bag lists, the bag is incomplete.</summary>
    private const string WithHiddenFile = "v0.97/warning/special-system-files";

    [Fact]
    public void Every_bag_is_judged_as_its_folder_says()
    {
        List<string> wrong = [];
        var count = 0;
        foreach (var (name, report) in Bags())
        {
            count++;
            var expected = name.Split('/')[1] is "valid" or "warning" && name != InSha224;
            if (name == WithHiddenFile && report.Payload.Count < 2)
                expected = false;
            if (report.IsValid != expected)
                wrong.Add($"{name}: {Said(report)}");
            if (name.Contains("/warning/", StringComparison.Ordinal) && report.Findings.Count == 0)
                wrong.Add($"{name}: no warning");
        }

        count.Should().BePositive();
        wrong.Should().BeEmpty();
    }

    [Fact]
    public void A_path_that_leaves_the_bag_is_refused_as_that()
    {
        foreach (
            var (name, report) in Bags()
                .Where(b => b.Name.Contains("out-of-scope", StringComparison.Ordinal))
        )
            report.Findings.Select(f => f.Code).Should().Contain(FindingCodes.PathOutside, name);
    }

    private static string Said(BagReport report) =>
        string.Join(" | ", report.Findings.Select(f => $"{f.Severity} {f.Code}: {f.Message}"));

    private static IEnumerable<(string Name, BagReport Report)> Bags()
    {
        var files = ExternalFixtures.Everything("bagit");
        foreach (
            var bag in files
                .Select(f => (File: f, Parts: f.Path.Split('/')))
                .Where(f => f.Parts.Length > 3)
                .GroupBy(f => string.Join('/', f.Parts.Take(3)))
        )
            yield return (
                bag.Key,
                BagCheck.Run(
                    [.. bag.Select(f => f.File with { Path = string.Join('/', f.Parts.Skip(3)) })],
                    _ => { },
                    TestContext.Current.CancellationToken
                )
            );
    }
}
