using System.Text.RegularExpressions;
using Grants.Domain.Inspection.Formats;

namespace Grants.Domain.Inspection.Profiles;

/// <summary>What a file is to its item, by the suffix that the default naming pattern gives it.</summary>
public static partial class FileRoles
{
    /// <summary>Of a format that masters have, and not named as a copy or a transcript.</summary>
    public static bool IsMaster(string file) =>
        FormatReader.IsNamedLikeMaster(file) && !IsDerived(file);

    /// <summary>An access copy, a transcript or a thumbnail.</summary>
    public static bool IsDerived(string file) =>
        Derived().IsMatch(Path.GetFileNameWithoutExtension(file));

    /// <summary>For looking at in place of its master.</summary>
    public static bool IsAccessCopy(string file) =>
        Access().IsMatch(Path.GetFileNameWithoutExtension(file));

    /// <summary>What a master and its access copies have in common: "x" of "x.tif", "x_m.tif", "x_a.jpg" and "x_access.jpg".</summary>
    public static string StemOf(string file) =>
        Suffix().Replace(Path.GetFileNameWithoutExtension(file), "");

    [GeneratedRegex("_(a|t|access|thumb)$", RegexOptions.IgnoreCase)]
    private static partial Regex Derived();

    [GeneratedRegex("_(a|access)$", RegexOptions.IgnoreCase)]
    private static partial Regex Access();

    [GeneratedRegex("_(m|master|a|access)$", RegexOptions.IgnoreCase)]
    private static partial Regex Suffix();
}
