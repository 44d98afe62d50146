namespace Grants.Tests.Support;

/// <summary>Test data written by others: the folder that GRANTS_FIXTURES names, or shared/fixtures beside the checkout.</summary>
public static class ExternalFixtures
{
    /// <summary>All files of a folder; skips the test with a reason where there are none.</summary>
    public static IReadOnlyList<string> Files(params string[] folder)
    {
        var root =
            Environment.GetEnvironmentVariable("GRANTS_FIXTURES")
            ?? Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "fixtures"));
        var place = Path.Combine([root, .. folder]);
        Assert.SkipUnless(
            Directory.Exists(place),
            $"The test data of others isn't at {place}; set GRANTS_FIXTURES."
        );
        return
        [
            .. Directory
                .EnumerateFiles(place, "*.*", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith(".md", StringComparison.Ordinal))
                .Order(),
        ];
    }
}
