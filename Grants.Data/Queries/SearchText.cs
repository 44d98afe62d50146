namespace Grants.Data.Queries;

/// <summary>Patterns for EF.Functions.Like, which ignores case where the database does (on SQLite: for Latin letters).</summary>
public static class SearchText
{
    /// <summary>To be given to Like as its escape character.</summary>
    public const string Escape = "\\";

    /// <summary>Matches what contains the words as they were typed; null when nothing was.</summary>
    public static string? Containing(string? typed) =>
        string.IsNullOrWhiteSpace(typed)
            ? null
            : $"%{typed.Trim()
                .Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("%", "\\%", StringComparison.Ordinal)
                .Replace("_", "\\_", StringComparison.Ordinal)
                .Replace("[", "\\[", StringComparison.Ordinal)}%";
}
