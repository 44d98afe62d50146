using Grants.Tests.Support;

namespace Grants.Tests.Architecture;

/// <summary>A component that outgrew this names its parts.</summary>
public sealed class PageSizeTests
{
    private const int Most = 150;

    [Fact]
    public void A_component_and_its_code_have_at_most_150_lines_together()
    {
        var components = Directory
            .EnumerateFiles(
                Path.Combine(Repository.Root, "Grants.Web"),
                "*.razor",
                SearchOption.AllDirectories
            )
            .Where(f =>
                !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}")
            )
            .Select(f => (Name: Path.GetRelativePath(Repository.Root, f), Lines: Lines(f)))
            .ToList();

        components.Should().HaveCountGreaterThan(30);
        components.Where(c => c.Lines > Most).Should().BeEmpty();
    }

    private static int Lines(string razor)
    {
        var code = razor + ".cs";
        return File.ReadLines(razor).Count()
            + (File.Exists(code) ? File.ReadLines(code).Count() : 0);
    }
}
