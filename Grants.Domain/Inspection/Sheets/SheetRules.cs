using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;

namespace Grants.Domain.Inspection.Sheets;

/// <summary>A cell that somebody changed after the sheet arrived.</summary>
/// <param name="Row">As a spreadsheet numbers it; the heading's own row renames or adds a column.</param>
/// <param name="Column">From 0; it may be one that the row doesn't reach.</param>
public readonly record struct CellEdit(int Row, int Column, string Text);

/// <summary>What a sheet is read by: the profile, and what is known from outside the sheet.</summary>
public sealed record SheetRules(MetadataProfile Profile)
{
    /// <summary>A column that isn't read, as its archive chose.</summary>
    public const string LeftOut = "";

    /// <summary>
    /// What an archive means by its headings, by <see cref="MetadataProfile.Normalized"/> heading: a field's name or
    /// <see cref="LeftOut"/>. It goes before the names that the profile knows.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headings { get; init; } =
        new Dictionary<string, string>();

    /// <summary>In the order in which they were made; of the same cell the last one counts.</summary>
    public IReadOnlyList<CellEdit> Edits { get; init; } = [];

    /// <summary>Identifiers that the archive used for other items before, and where.</summary>
    public IReadOnlyDictionary<string, string> Taken { get; init; } =
        new Dictionary<string, string>();

    /// <summary>People, organizations and places as the hub writes them.</summary>
    public NameIndex Names { get; init; } = NameIndex.None;

    /// <summary>Number of the award that the sheet is delivered for; null where it isn't known.</summary>
    public string? GrantNumber { get; init; }

    /// <summary>Materials that are promised, whose rights statement holds for rows that say none; null where they aren't known.</summary>
    public IReadOnlyList<MaterialLine>? Promised { get; init; }

    /// <summary>What is to be added about a field that is missing where the award's promise isn't known; or empty.</summary>
    internal string UnknownPromise(MetadataField missing) =>
        missing.Name == MetadataProfile.Rights && Promised is null
            ? " Where the award promises a statement for its material, that one is taken; it isn't known here."
            : "";

    public static implicit operator SheetRules(MetadataProfile profile) => new(profile);
}
