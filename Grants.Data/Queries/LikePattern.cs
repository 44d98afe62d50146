namespace Grants.Data.Queries;

/// <summary>Patterns for EF.Functions.Like, which ignores case where the database does (on SQLite: for Latin letters).</summary>
public static class LikePattern
{
    /// <summary>To be given to Like as its escape character.</summary>
    public const string Escape = "\\";

    /// <summary>Matches what contains the words as they were typed; null when nothing was.</summary>
    public static string? Containing(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : $"%{Literal(typed.Trim())}%";

    /// <summary>Matches the text itself, whose own wildcards count as letters.</summary>
    public static string Literal(string text)
    {
        foreach (var special in (string[])[Escape, "%", "_", "["])
            text = text.Replace(special, Escape + special, StringComparison.Ordinal);
        return text;
    }
}
