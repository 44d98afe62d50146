namespace Grants.Domain.Inspection;

public enum FindingSeverity
{
    /// <summary>The delivery can't be taken until it is mended.</summary>
    Error,

    /// <summary>Somebody should look at it.</summary>
    Warning,

    /// <summary>The product changed something on its own, or didn't check it; nothing to do.</summary>
    Notice,
}

/// <summary>Something that a check found, in words that an archivist can act on.</summary>
/// <param name="Code">Stable and short, such as "checksum-differs".</param>
/// <param name="Path">The file or, as "sheet.csv row 4", the sheet row it is about.</param>
/// <param name="Message">One or two sentences: what is wrong and what to do.</param>
/// <param name="Rule">Where the rule comes from.</param>
/// <param name="Field">The field of the sheet's row that it is about, where it is about one.</param>
/// <param name="Offer">What the cell most likely means, for somebody to accept.</param>
public sealed record Finding(
    string Code,
    FindingSeverity Severity,
    string Path,
    string Message,
    string? Expected = null,
    string? Found = null,
    string? Rule = null,
    string? Field = null,
    string? Offer = null
);
