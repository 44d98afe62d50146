using System.Text;

namespace Grants.Domain.Inspection.Sheets;

/// <summary>One row under the heading, as it stood and as it was read.</summary>
/// <param name="Number">As a spreadsheet shows it; the heading is 1.</param>
/// <param name="Cells">As they stood, for the sheet that goes back.</param>
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
}

/// <summary>
/// A metadata sheet, read whole: all rows with everything that is wrong in each. All or nothing: when <see cref="IsRefused"/>,
/// none of its rows is taken.
/// </summary>
/// <param name="Name">Of the file.</param>
/// <param name="Findings">About the sheet as such; those of rows are in the rows.</param>
public sealed record MetadataSheet(
    string Name,
    IReadOnlyList<string> Headings,
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
    public static MetadataSheet Read(Stream content, string name, MetadataProfile profile)
    {
        if (ReadBytes(content) is not { } bytes)
            return Refused(
                name,
                FindingCodes.SheetTooLarge,
                $"The sheet is larger than {SheetText.MaxBytes >> 20} MiB; divide it."
            );
        var (text, problem) = SheetText.Decode(bytes, name);
        if (text is null)
            return new MetadataSheet(name, [], [], [problem!]);
        var records = CsvText
            .Read(text, CsvText.DelimiterOf(text))
            .Where(r => r.Problem is not null || r.Cells.Any(c => !string.IsNullOrWhiteSpace(c)))
            .Take(MaxRows + 2)
            .ToList();
        if (records.Count > MaxRows + 1)
            return Refused(
                name,
                FindingCodes.SheetTooLarge,
                $"The sheet has more than {MaxRows} rows; divide it."
            );
        if (records is [.., { Problem: { } malformed, Row: var row }])
            return Refused(
                PathOf(name, row),
                FindingCodes.SheetMalformed,
                $"Row {row} {malformed}",
                name,
                "RFC 4180"
            );
        return records.Count == 0
            ? Refused(name, FindingCodes.SheetEmpty, "The sheet is empty.")
            : new SheetReading(name, profile, records).Finish();
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

/// <summary>The way from records of text to rows of the profile's fields.</summary>
internal sealed class SheetReading
{
    private readonly string _name;
    private readonly MetadataProfile _profile;
    private readonly IReadOnlyList<string> _headings;
    private readonly IReadOnlyList<CsvText.Record> _records;
    private readonly MetadataField?[] _columns;
    private readonly List<Finding> _findings = [];
    private readonly Dictionary<string, int> _identifiers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _files = new(StringComparer.OrdinalIgnoreCase);

    public SheetReading(string name, MetadataProfile profile, List<CsvText.Record> records)
    {
        (_name, _profile) = (name, profile);
        _headings = [.. records[0].Cells.Select(c => c.Trim())];
        _records = records[1..];
        _columns = [.. _headings.Select(profile.Find)];
    }

    public MetadataSheet Finish()
    {
        CheckHeadings();
        if (_records.Count == 0)
            Add(
                FindingCodes.SheetEmpty,
                FindingSeverity.Error,
                "The sheet has headings and no row under them."
            );
        var rows = _records.Select(ReadRow).ToList();
        TellRecommended(rows);
        return new MetadataSheet(_name, _headings, rows, _findings);
    }

    private void CheckHeadings()
    {
        for (var i = 0; i < _headings.Count; i++)
        {
            var heading = _headings[i];
            var column = i;
            if (heading.Length == 0)
            {
                if (
                    _records.Any(r =>
                        column < r.Cells.Count && !string.IsNullOrWhiteSpace(r.Cells[column])
                    )
                )
                    Add(
                        FindingCodes.ColumnUnknown,
                        FindingSeverity.Error,
                        $"Column {i + 1} has values and no heading."
                    );
            }
            else if (MetadataProfile.IsAnnotation(heading))
                continue;
            else if (_columns[i] is not { } field)
                Unknown(heading);
            else if (Array.IndexOf(_columns, field) is var first && first < i)
                Add(
                    FindingCodes.ColumnRepeated,
                    FindingSeverity.Error,
                    $"The columns \"{Shown.Of(_headings[first])}\" and \"{Shown.Of(heading)}\" both mean {field.Name}; keep one.",
                    field.Name
                );
        }
        foreach (
            var missing in _profile.Fields.Where(f =>
                f.Obligation == Obligation.Required && !_columns.Contains(f)
            )
        )
            Add(
                FindingCodes.ColumnMissing,
                FindingSeverity.Error,
                $"The sheet has no column \"{missing.Name}\". {missing.Help}",
                missing.Name
            );
    }

    private void Unknown(string heading)
    {
        var suggestion =
            _profile.Suggest(heading) is { } near && !_columns.Any(c => c?.Name == near)
                ? $" Did you mean \"{near}\"?"
                : " Remove it, or rename it to one of the template's columns.";
        Add(
            FindingCodes.ColumnUnknown,
            FindingSeverity.Error,
            $"The column \"{Shown.Of(heading)}\" isn't known.{suggestion}",
            string.Join(", ", _profile.Fields.Select(f => f.Name)),
            heading
        );
    }

    private SheetRow ReadRow(CsvText.Record record)
    {
        var path = MetadataSheet.PathOf(_name, record.Row);
        Dictionary<string, string> fields = [];
        List<Finding> findings = [];
        for (var i = 0; i < _columns.Length; i++)
            if (
                _columns[i] is { } field
                && i < record.Cells.Count
                && Clean(record.Cells[i]) is { Length: > 0 } text
            )
                fields.TryAdd(field.Name, ReadCell(field, text, path, findings));
        foreach (
            var missing in _profile.Fields.Where(f =>
                f.Obligation == Obligation.Required
                && _columns.Contains(f)
                && !fields.ContainsKey(f.Name)
            )
        )
            findings.Add(
                new Finding(
                    FindingCodes.FieldMissing,
                    FindingSeverity.Error,
                    path,
                    $"{missing.Name} is empty. {missing.Help}",
                    missing.Help,
                    "",
                    _profile.Rule
                )
            );
        if (
            record.Cells.Count > _headings.Count
            && record.Cells.Skip(_headings.Count).Any(c => !string.IsNullOrWhiteSpace(c))
        )
            findings.Add(
                new Finding(
                    FindingCodes.SheetMalformed,
                    FindingSeverity.Error,
                    path,
                    $"The row has {record.Cells.Count} cells and the heading {_headings.Count}. A cell that holds the delimiter needs quotation marks.",
                    $"{_headings.Count} cells",
                    $"{record.Cells.Count} cells",
                    "RFC 4180"
                )
            );
        var row = new SheetRow(record.Row, record.Cells, fields, findings);
        CheckUnique(row, path, findings);
        return row;
    }

    private string ReadCell(MetadataField field, string text, string path, List<Finding> findings)
    {
        var read = field.Rule.Read(text);
        if (text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')))
            read = read with { Problem = "holds a control character; type the cell again." };
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
                        field.Rule.Source ?? _profile.Rule
                    )
                );
        }
    }

    private void CheckUnique(SheetRow row, string path, List<Finding> findings)
    {
        if (row.Identifier.Length > 0 && !_identifiers.TryAdd(row.Identifier, row.Number))
            findings.Add(
                new Finding(
                    FindingCodes.IdentifierRepeated,
                    FindingSeverity.Error,
                    path,
                    $"The identifier \"{Shown.Of(row.Identifier)}\" is in row {_identifiers[row.Identifier]} already. Each item has its own.",
                    "unique in the sheet",
                    Shown.Of(row.Identifier),
                    _profile.Rule
                )
            );
        foreach (var file in row.Files)
            if (!_files.TryAdd(file, row.Number) && _files[file] != row.Number)
                findings.Add(
                    new Finding(
                        FindingCodes.FileNamedTwice,
                        FindingSeverity.Error,
                        path,
                        $"The file \"{Shown.Of(file)}\" belongs to row {_files[file]} already.",
                        "one item for each file",
                        Shown.Of(file),
                        _profile.Rule
                    )
                );
    }

    /// <summary>Once for the sheet, not once for each row: these are wishes.</summary>
    private void TellRecommended(List<SheetRow> rows)
    {
        var wished = _profile.Fields.Where(f => f.Obligation == Obligation.Recommended).ToList();
        var absent = wished.Where(f => !_columns.Contains(f)).Select(f => f.Name).ToList();
        if (absent.Count > 0)
            Add(
                FindingCodes.ColumnMissing,
                FindingSeverity.Warning,
                $"Recommended and not in the sheet: {string.Join(", ", absent)}."
            );
        foreach (var field in wished.Where(_columns.Contains))
        {
            var empty = rows.Where(r => !r.Fields.ContainsKey(field.Name))
                .Select(r => r.Number)
                .ToList();
            if (empty.Count > 0)
                Add(
                    FindingCodes.FieldMissing,
                    FindingSeverity.Warning,
                    $"{field.Name} is empty in {Rows(empty)} of {rows.Count}. {field.Help}",
                    field.Help
                );
        }
    }

    private static string Rows(List<int> numbers)
    {
        var few = string.Join(", ", numbers.Take(5)) + (numbers.Count > 5 ? " and more" : "");
        return numbers.Count == 1 ? $"1 row ({few})" : $"{numbers.Count} rows ({few})";
    }

    private void Add(
        string code,
        FindingSeverity severity,
        string message,
        string? expected = null,
        string? found = null
    ) =>
        _findings.Add(
            new Finding(
                code,
                severity,
                _name,
                message,
                expected,
                found is null ? null : Shown.Of(found),
                _profile.Rule
            )
        );

    /// <summary>
    /// Trimmed, in Unicode's composed form. The apostrophe that sheets of ours put before what a spreadsheet would run as a
    /// formula is taken off again.
    /// </summary>
    private static string Clean(string cell)
    {
        var text = cell.Trim().Normalize(NormalizationForm.FormC);
        return text is ['\'', '=' or '+' or '-' or '@', ..] ? text[1..] : text;
    }
}
