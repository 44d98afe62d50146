using Grants.Domain.Inspection.Bags;

namespace Grants.Tests.Support;

/// <summary>Test data written by others: the folder that GRANTS_FIXTURES names, or shared/fixtures beside the checkout.</summary>
public static class ExternalFixtures
{
    /// <summary>All files of a folder; skips the test with a reason where there are none.</summary>
    public static IReadOnlyList<string> Files(params string[] folder) =>
        [
            .. Directory
                .EnumerateFiles(Place(folder), "*.*", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith(".md", StringComparison.Ordinal))
                .Order(),
        ];

    /// <summary>Every file below a folder, whatever its name, with its path from there.</summary>
    public static IReadOnlyList<BagFile> Everything(params string[] folder)
    {
        var place = Place(folder);
        return
        [
            .. new DirectoryInfo(place)
                .EnumerateFiles(
                    "*",
                    new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }
                )
                .Select(f => new BagFile(
                    Path.GetRelativePath(place, f.FullName),
                    f.Length,
                    f.OpenRead
                )),
        ];
    }

    private static string Place(string[] folder)
    {
        var root =
            Environment.GetEnvironmentVariable("GRANTS_FIXTURES")
            ?? Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "fixtures"));
        var place = Path.Combine([root, .. folder]);
        Assert.SkipUnless(
            Directory.Exists(place),
            $"The test data of others isn't at {place}; set GRANTS_FIXTURES."
        );
        return place;
    }
}
