using System.Text.RegularExpressions;
using Grants.Domain.Inspection.Formats;

namespace Grants.Domain.Inspection.Profiles;

/// <summary>What a name's suffix says; most masters have none.</summary>
public enum FileRole
{
    Unnamed,
    Master,
    AccessCopy,
    Transcript,
    Thumbnail,
}

/// <summary>What a file is to its item, by the suffix that the default naming pattern gives it.</summary>
public static partial class FileRoles
{
    /// <summary>Of a format that masters have, and not named as a copy or a transcript.</summary>
    public static bool IsMaster(string file) =>
        FormatReader.IsNamedLikeMaster(file) && !IsDerived(file);

    /// <summary>An access copy, a transcript or a thumbnail.</summary>
    public static bool IsDerived(string file) =>
        Of(file) is FileRole.AccessCopy or FileRole.Transcript or FileRole.Thumbnail;

    /// <summary>For looking at in place of its master.</summary>
    public static bool IsAccessCopy(string file) => Of(file) == FileRole.AccessCopy;

    public static bool IsAccessCopyOf(string copy, string master) =>
        IsAccessCopy(copy) && !IsDerived(master) && StemOf(copy) == StemOf(master);

    /// <summary>
    /// What a master and its access copies have in common: "x" of "x.tif", "X_m.tif", "x_a.jpg" and "x_access.jpg". In small letters, since
    /// other capitals are the same name.
    /// </summary>
    public static string StemOf(string file) => Parts(file).Groups["stem"].Value.ToLowerInvariant();

    public static FileRole Of(string file) =>
        Parts(file).Groups["suffix"].Value.ToLowerInvariant() switch
        {
            "m" or "master" => FileRole.Master,
            "a" or "access" => FileRole.AccessCopy,
            "t" => FileRole.Transcript,
            "thumb" => FileRole.Thumbnail,
            _ => FileRole.Unnamed,
        };

    private static Match Parts(string file) =>
        Pattern().Match(Path.GetFileNameWithoutExtension(file));

    [GeneratedRegex(
        "^(?<stem>.*?)(?:_(?<suffix>m|master|a|access|t|thumb))?$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline
    )]
    private static partial Regex Pattern();
}
