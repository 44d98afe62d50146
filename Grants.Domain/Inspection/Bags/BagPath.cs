using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Grants.Domain.Inspection.Bags;

/// <summary>Whether a path stays inside its bag, on any system that the bag may be unpacked on.</summary>
public static partial class BagPath
{
    private static readonly HashSet<string> SystemFiles = new(StringComparer.OrdinalIgnoreCase)
    {
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        ".Spotlight-V100",
        ".Trashes",
        "__MACOSX",
    };

    private static readonly SearchValues<char> NotOnWindows = SearchValues.Create("<>:\"\\|?*");

    /// <summary>Why it would leave the bag, to stand behind the path; null when it stays.</summary>
    public static string? Leaves(string path)
    {
        if (path.Length == 0)
            return "is empty";
        if (path[0] is '/' or '\\')
            return "begins at the root of a disk or server";
        if (Drive().IsMatch(path))
            return "begins with a drive";
        if (path[0] == '~')
            return "begins with somebody's home folder";
        if (Variable().IsMatch(path))
            return "begins with a variable of Windows";
        if (path.Split('/', '\\').Contains(".."))
            return "goes up to a folder outside";
        return path.Any(char.IsControl) ? "has control characters" : null;
    }

    /// <summary>The same for paths that some system can't tell apart.</summary>
    public static string Folded(string path) =>
        path.Normalize(NormalizationForm.FormC).ToUpperInvariant();

    /// <summary>Left behind by an operating system, and no part of a collection.</summary>
    public static bool IsSystemFile(string path)
    {
        var parts = path.Split('/');
        return parts.Any(SystemFiles.Contains)
            || parts[^1].StartsWith("._", StringComparison.Ordinal);
    }

    /// <summary>Why the name can't be kept on Windows, to stand behind the path; null when it can.</summary>
    public static string? NotPortable(string path)
    {
        foreach (var part in path.Split('/'))
        {
            if (Reserved().IsMatch(part))
                return $"has the name \"{part}\", which Windows keeps for itself";
            if (part.EndsWith('.') || part.EndsWith(' '))
                return $"has a name that ends with a {(part[^1] == '.' ? "point" : "blank")}, which Windows drops";
            if (part.AsSpan().IndexOfAny(NotOnWindows) is var at and >= 0)
                return $"has the sign {part[at]}, which Windows can't keep in names";
        }
        return null;
    }

    [GeneratedRegex("^[A-Za-z]:")]
    private static partial Regex Drive();

    [GeneratedRegex(@"^(%[^%/\\]+%|\$\{?[A-Za-z_]+\}?)[/\\]")]
    private static partial Regex Variable();

    [GeneratedRegex(
        @"^(con|prn|aux|nul|com[1-9]|lpt[1-9])(\..*)?\z",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Reserved();
}
