namespace Grants.Domain.Inspection.Sheets;

/// <summary>One line of a sheet before anything is known of its columns.</summary>
/// <param name="Row">As a spreadsheet numbers it; a quoted line break doesn't count.</param>
/// <param name="Problem">Why the rest of the text can't be trusted, or null.</param>
internal readonly record struct SheetLine(
    int Row,
    IReadOnlyList<string> Cells,
    string? Problem = null
)
{
    public bool IsBlank => Problem is null && Cells.All(string.IsNullOrWhiteSpace);
}

/// <summary>All lines of a sheet, whatever it was saved as.</summary>
/// <param name="Findings">With an error when there are no lines to be trusted.</param>
internal sealed record SheetTable(IReadOnlyList<SheetLine> Lines, IReadOnlyList<Finding> Findings)
{
    public static SheetTable Read(byte[] bytes, string name)
    {
        if (Workbook.IsZip(bytes))
            return Workbook.Read(bytes, name);
        var (text, finding) = SheetText.Decode(bytes, name);
        return text is null
            ? new SheetTable([], [finding!])
            : new SheetTable(
                // One beyond the limit, so that it shows.
                [.. CsvText.Read(text, CsvText.DelimiterOf(text)).Take(MetadataSheet.MaxRows + 2)],
                finding is null ? [] : [finding]
            );
    }
}
