using Grants.Domain.Catalog;

namespace Grants.Domain.Inspection.Sheets;

/// <summary>What becomes of a column.</summary>
public enum ColumnUse
{
    Read,

    /// <summary>Its archive chose not to have it read.</summary>
    LeftOut,

    /// <summary>Written by an earlier check, as the column of errors is.</summary>
    Annotation,

    /// <summary>Nobody said what it means.</summary>
    Unknown,
}

/// <param name="Index">From 0.</param>
/// <param name="Field">Null unless it is read.</param>
/// <param name="Offer">The field's name that an unknown heading most likely means, or null.</param>
public sealed record SheetColumn(
    int Index,
    string Heading,
    ColumnUse Use,
    MetadataField? Field,
    string? Offer
)
{
    /// <summary>How people are told of it: a column may have no heading.</summary>
    public string Label => Heading.Length > 0 ? Heading : $"Column {Index + 1}";
}

/// <summary>One row under the heading, as it stood and as it was read.</summary>
/// <param name="Number">As a spreadsheet shows it; the heading is 1.</param>
/// <param name="Cells">As they stand, for the sheet that goes back.</param>
/// <param name="Fields">By field name of the profile; empty fields are left out.</param>
public sealed record SheetRow(
    int Number,
    IReadOnlyList<string> Cells,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<Finding> Findings
)
{
    /// <summary>It says nothing of its rights, and the award promises a statement for its material.</summary>
    public bool InheritsRights { get; init; }

    public string Identifier => Fields.GetValueOrDefault(MetadataProfile.Identifier, "");

    public IReadOnlyList<string> Files =>
        NamedFiles.Of(Fields.GetValueOrDefault(MetadataProfile.Files));

    /// <summary>The first of its genres.</summary>
    public string Genre => GenreOf(Fields);

    internal static string GenreOf(IReadOnlyDictionary<string, string> fields) =>
        ManyValues.Of(fields.GetValueOrDefault(MetadataProfile.Genre, "")).FirstOrDefault("");

    /// <summary>Empty where the row doesn't reach the column.</summary>
    public string Cell(int column) => column < Cells.Count ? Cells[column] : "";

    /// <summary>What holds in an empty cell without being typed, or null.</summary>
    public string? Inherited(SheetColumn column) =>
        InheritsRights && column.Field?.Name == MetadataProfile.Rights
            ? Fields[MetadataProfile.Rights]
            : null;
}

/// <summary>
/// A metadata sheet, read whole: all rows with everything that is wrong in each. All or nothing: when <see cref="IsRefused"/>,
/// none of its rows is taken.
/// </summary>
/// <param name="Name">Of the file.</param>
/// <param name="HeadingRow">Where the headings stand; 0 where there are none.</param>
/// <param name="Findings">About the sheet as such; those of rows are in the rows.</param>
public sealed record MetadataSheet(
    string Name,
    int HeadingRow,
    IReadOnlyList<SheetColumn> Columns,
    IReadOnlyList<SheetRow> Rows,
    IReadOnlyList<Finding> Findings
)
{
    public const int MaxRows = 50_000;

    public IEnumerable<Finding> AllFindings => Findings.Concat(Rows.SelectMany(r => r.Findings));

    public bool IsRefused => AllFindings.Any(f => f.Severity == FindingSeverity.Error);

    /// <summary>How findings name one of its rows.</summary>
    public static string PathOf(string sheet, int row) => $"{sheet}, row {row}";

    /// <param name="content">Read to its end, or to the limit of 64 MiB.</param>
    public static MetadataSheet Read(Stream content, string name, SheetRules rules) =>
        OpenedSheet.Open(content, name).Read(rules);
}
