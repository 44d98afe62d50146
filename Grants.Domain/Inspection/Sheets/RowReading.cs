using System.Collections.Concurrent;
using System.Text;
using Grants.Domain.Catalog;

namespace Grants.Domain.Inspection.Sheets;

/// <summary>What one row's cells say by themselves, whatever the other rows and the award say.</summary>
/// <param name="Strangers">Names that the hub doesn't know.</param>
internal sealed record ReadRow(
    IReadOnlyList<string> Cells,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<string> Strangers
);

/// <summary>The way from cells to fields, row by row, by the same columns and names.</summary>
internal sealed class RowReading(
    string sheet,
    MetadataProfile profile,
    NameIndex names,
    IReadOnlyList<SheetColumn> columns
)
{
    private readonly ConcurrentDictionary<int, ReadRow> _read = [];

    private static readonly HashSet<string> SpreadsheetErrors =
    [
        "#REF!",
        "#N/A",
        "#VALUE!",
        "#NAME?",
        "#DIV/0!",
        "#NUM!",
        "#NULL!",
    ];

    /// <summary>Whether rows would be read by it as they were read here.</summary>
    public bool IsLike(RowReading other) =>
        ReferenceEquals(names, other.Names)
        && ReferenceEquals(profile, other.Profile)
        && columns.SequenceEqual(other.Columns);

    private NameIndex Names => names;

    private MetadataProfile Profile => profile;

    private IReadOnlyList<SheetColumn> Columns => columns;

    public ReadRow Read(SheetLine line)
    {
        if (_read.TryGetValue(line.Row, out var before) && before.Cells.SequenceEqual(line.Cells))
            return before;
        var path = MetadataSheet.PathOf(sheet, line.Row);
        Dictionary<string, string> fields = [];
        List<Finding> findings = [];
        List<string> strangers = [];
        foreach (var column in columns)
            if (
                column.Field is { } field
                && column.Index < line.Cells.Count
                && Clean(line.Cells[column.Index]) is { Length: > 0 } text
                && !fields.ContainsKey(field.Name)
            )
                fields[field.Name] = ReadCell(field, text, path, findings, strangers);
        return _read[line.Row] = new ReadRow(line.Cells, fields, findings, strangers);
    }

    private string ReadCell(
        MetadataField field,
        string text,
        string path,
        List<Finding> findings,
        List<string> strangers
    )
    {
        var read = WithNames(field, field.Rule.Read(text), strangers);
        if (text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')))
            read = read with { Problem = "holds a control character; type the cell again." };
        else if (SpreadsheetErrors.Contains(text))
            read = read with
            {
                Problem = $"\"{text}\" is a formula that failed in the spreadsheet.",
            };
        Report(FindingCodes.FieldInvalid, FindingSeverity.Error, read.Problem);
        Report(FindingCodes.FieldDoubtful, FindingSeverity.Warning, read.Doubt);
        Report(FindingCodes.FieldNormalized, FindingSeverity.Notice, read.Notice);
        return read.Value;

        void Report(string code, FindingSeverity severity, string? said)
        {
            if (said is not null)
                findings.Add(
                    new Finding(
                        code,
                        severity,
                        path,
                        $"{field.Name}: {said}",
                        field.Help,
                        Shown.Of(text),
                        field.Rule.Source ?? profile.Rule,
                        field.Name,
                        severity == FindingSeverity.Notice ? null : read.Offer
                    )
                );
        }
    }

    /// <summary>Each name as the hub writes it, where it knows it; else with the one that is most alike.</summary>
    private CellReading WithNames(MetadataField field, CellReading read, List<string> strangers)
    {
        if (field.Names is not { } use || read.Problem is not null || !names.Knows(use))
            return read;
        List<string> values = [];
        List<string> offered = [];
        List<string> rewritten = [];
        List<string> near = [];
        foreach (var name in ManyValues.Of(read.Value))
        {
            var known = names.Find(use, name);
            var likely = known ?? names.Nearest(use, name);
            values.Add(known ?? name);
            offered.Add(likely ?? name);
            if (known is not null && known != name)
                rewritten.Add($"\"{Shown.Of(name)}\" was read as {known}.");
            else if (likely is null)
                strangers.Add(name);
            else if (known is null)
                near.Add($"\"{Shown.Of(name)}\" isn't on the hub's list; did you mean {likely}?");
        }
        return read with
        {
            Value = string.Join("; ", values),
            Doubt = near.Count == 0 ? read.Doubt : string.Join(" ", near),
            Offer = near.Count == 0 ? read.Offer : string.Join("; ", offered),
            Notice = rewritten.Count == 0 ? read.Notice : string.Join(" ", rewritten),
        };
    }

    /// <summary>
    /// Trimmed, in Unicode's composed form. The apostrophe that sheets of ours put before what a spreadsheet would run as a
    /// formula is taken off again.
    /// </summary>
    private static string Clean(string cell)
    {
        var text = cell.Trim();
        // A lone half of a character pair can't be composed.
        text =
            text.Any(char.IsSurrogate) && !IsWhole(text)
                ? text
                : text.Normalize(NormalizationForm.FormC);
        return text is ['\'', '=' or '+' or '-' or '@', ..] ? text[1..] : text;
    }

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogatePair(text, i))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        return true;
    }
}
