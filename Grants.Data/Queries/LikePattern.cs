namespace Grants.Data.Queries;

/// <summary>Patterns for EF.Functions.Like from what people type in search boxes.</summary>
public static class LikePattern
{
    /// <summary>The escape character to hand to Like together with the pattern.</summary>
    public const string Escape = "\\";

    /// <summary>Matches values that contain the text as it is; its own wildcards count as letters.</summary>
    public static string Containing(string text) => $"%{Exactly(text.Trim())}%";

    /// <summary>Matches values that are the text, in capitals or not.</summary>
    public static string Exactly(string text)
    {
        foreach (var special in (string[])[Escape, "%", "_", "["])
            text = text.Replace(special, Escape + special, StringComparison.Ordinal);
        return text;
    }
}
