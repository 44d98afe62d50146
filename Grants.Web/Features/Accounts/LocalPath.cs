namespace Grants.Web.Features.Accounts;

/// <summary>Addresses to return to come from the query, where anybody can put anything.</summary>
internal static class LocalPath
{
    /// <summary>The path when it stays on this site; otherwise the other.</summary>
    public static string Or(string? path, string otherwise) =>
        path is ['/', not ('/' or '\\'), ..] or "/" && !path.Any(char.IsControl) ? path : otherwise;
}
