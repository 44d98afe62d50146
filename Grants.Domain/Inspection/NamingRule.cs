namespace Grants.Domain.Inspection;

/// <summary>How files should be called, so that every system keeps their names (after TSLAC's guide; Windows' reserved names).</summary>
public static class NamingRule
{
    public const int MaxLength = 64;
    private const string Source = "Default file naming pattern";

    private static readonly HashSet<string> Reserved = new(
        [
            "CON",
            "PRN",
            "AUX",
            "NUL",
            .. Enumerable.Range(1, 9).SelectMany(n => (string[])[$"COM{n}", $"LPT{n}"]),
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>One warning with everything that is wrong with the name, or null.</summary>
    public static Finding? Check(string name)
    {
        var stem = Path.GetFileNameWithoutExtension(name);
        List<string> wrong = [];
        if (name.Length > MaxLength)
            wrong.Add($"it has more than {MaxLength} characters");
        if (name.Any(char.IsWhiteSpace))
            wrong.Add("it has a space");
        if (stem.Contains('.', StringComparison.Ordinal))
            wrong.Add("it has more than one dot");
        if (name.Any(c => !char.IsWhiteSpace(c) && !IsPlain(c)))
            wrong.Add("it has characters other than a-z, 0-9, \"_\" and \"-\"");
        else if (name.Any(char.IsAsciiLetterUpper))
            wrong.Add("it has capitals");
        if (Reserved.Contains(stem))
            wrong.Add("Windows keeps it for itself");
        return wrong.Count == 0
            ? null
            : new Finding(
                FindingCodes.FileName,
                FindingSeverity.Warning,
                name,
                $"The name may not survive every system: {string.Join("; ", wrong)}.",
                "a-z, 0-9, \"_\" and \"-\", at most 64 characters",
                name,
                Source
            );
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.';
}
