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

/// <summary>The lines of a sheet that aren't blank, whatever it was saved as, and at most one more than may be.</summary>
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
                [
                    .. CsvText
                        .Read(text, CsvText.DelimiterOf(text))
                        .Where(l => !l.IsBlank)
                        .Take(MetadataSheet.MaxRows + 2),
                ],
                finding is null ? [] : [finding]
            );
    }
}
