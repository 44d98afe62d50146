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
);

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
    public string Identifier => Fields.GetValueOrDefault(MetadataProfile.Identifier, "");

    public IReadOnlyList<string> Files =>
        FileNames.Of(Fields.GetValueOrDefault(MetadataProfile.Files));

    /// <summary>Empty where the row doesn't reach the column.</summary>
    public string Cell(int column) => column < Cells.Count ? Cells[column] : "";
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
    public static MetadataSheet Read(Stream content, string name, SheetRules rules)
    {
        if (ReadBytes(content) is not { } bytes)
            return Refused(
                name,
                FindingCodes.SheetTooLarge,
                $"The sheet is larger than {SheetText.MaxBytes >> 20} MiB; divide it."
            );
        var table = SheetTable.Read(bytes, name);
        if (table.Findings.Any(f => f.Severity == FindingSeverity.Error))
            return new MetadataSheet(name, 0, [], [], table.Findings);
        if (table.Lines is [.., { Problem: { } malformed, Row: var row }])
            return Refused(
                PathOf(name, row),
                FindingCodes.SheetMalformed,
                $"Row {row} {malformed}",
                name,
                "RFC 4180"
            );
        var lines = table.Lines.Where(l => !l.IsBlank).ToList();
        if (lines.Count > MaxRows + 1)
            return Refused(
                name,
                FindingCodes.SheetTooLarge,
                $"The sheet has more than {MaxRows} rows; divide it."
            );
        return lines.Count == 0
            ? Refused(name, FindingCodes.SheetEmpty, "The sheet is empty.")
            : new SheetReading(name, rules, lines, table.Findings).Finish();
    }

    private static MetadataSheet Refused(
        string path,
        string code,
        string message,
        string? name = null,
        string? rule = null
    ) =>
        new(
            name ?? path,
            0,
            [],
            [],
            [new Finding(code, FindingSeverity.Error, path, message, Rule: rule)]
        );

    private static byte[]? ReadBytes(Stream content)
    {
        using var all = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = content.Read(buffer)) > 0)
        {
            if (all.Length + read > SheetText.MaxBytes)
                return null;
            all.Write(buffer, 0, read);
        }
        return all.ToArray();
    }
}
