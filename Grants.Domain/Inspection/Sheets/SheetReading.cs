using System.Text;
using Grants.Domain.Catalog;

namespace Grants.Domain.Inspection.Sheets;

/// <summary>The way from lines of text to rows of the profile's fields.</summary>
internal sealed class SheetReading
{
    private readonly string _name;
    private readonly SheetRules _rules;
    private readonly SheetLine _heading;
    private readonly IReadOnlyList<SheetLine> _lines;
    private readonly List<SheetColumn> _columns;
    private readonly List<Finding> _findings;
    private readonly Dictionary<string, int> _identifiers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _strangers = [];

    public SheetReading(
        string name,
        SheetRules rules,
        List<SheetLine> lines,
        IEnumerable<Finding> findings
    )
    {
        (_name, _rules, _findings) = (name, rules, [.. findings]);
        var edited = Edited(lines, rules.Edits);
        (_heading, _lines) = (edited[0], edited[1..]);
        _columns = ColumnsOf([.. _heading.Cells.Select(c => c.Trim())]);
    }

    private MetadataProfile Profile => _rules.Profile;

    public MetadataSheet Finish()
    {
        CheckColumns();
        if (_lines.Count == 0)
            Add(
                FindingCodes.SheetEmpty,
                FindingSeverity.Error,
                "The sheet has headings and no row under them."
            );
        var rows = _lines.Select(ReadRow).ToList();
        TellBlank();
        TellRecommended(rows);
        TellStrangers();
        return new MetadataSheet(_name, _heading.Row, _columns, rows, _findings);
    }

    private static List<SheetLine> Edited(List<SheetLine> lines, IReadOnlyList<CellEdit> edits)
    {
        if (edits.Count == 0)
            return lines;
        var byRow = edits.ToLookup(e => e.Row);
        return
        [
            .. lines.Select(line =>
                byRow.Contains(line.Row)
                    ? line with
                    {
                        Cells = Edited(line, byRow[line.Row]),
                    }
                    : line
            ),
        ];
    }

    private static List<string> Edited(SheetLine line, IEnumerable<CellEdit> edits)
    {
        List<string> cells = [.. line.Cells];
        foreach (var edit in edits)
        {
            while (cells.Count <= edit.Column)
                cells.Add("");
            cells[edit.Column] = edit.Text;
        }
        return cells;
    }

    private List<SheetColumn> ColumnsOf(List<string> headings)
    {
        List<SheetColumn> columns = [];
        foreach (var (index, heading) in headings.Index())
        {
            var said = _rules.Headings.GetValueOrDefault(MetadataProfile.Normalized(heading));
            var field = said is null ? Profile.Find(heading) : Profile.Find(said);
            columns.Add(
                new SheetColumn(
                    index,
                    heading,
                    MetadataProfile.IsAnnotation(heading) ? ColumnUse.Annotation
                        : said == SheetRules.LeftOut ? ColumnUse.LeftOut
                        : field is null ? ColumnUse.Unknown
                        : ColumnUse.Read,
                    field,
                    null
                )
            );
        }
        return
        [
            .. columns.Select(c =>
                c.Use == ColumnUse.Unknown
                && Profile.Suggest(c.Heading) is { } near
                && !columns.Exists(o => o.Field?.Name == near)
                    ? c with
                    {
                        Offer = near,
                    }
                    : c
            ),
        ];
    }

    private void CheckColumns()
    {
        foreach (var column in _columns)
            if (column.Heading.Length == 0)
                TellWithoutHeading(column);
            else if (column.Use == ColumnUse.Unknown)
                Unknown(column);
            else if (
                column.Field is { } field
                && _columns.First(c => c.Field == field) is { } first
                && first != column
            )
                Add(
                    FindingCodes.ColumnRepeated,
                    FindingSeverity.Error,
                    $"The columns \"{Shown.Of(first.Heading)}\" and \"{Shown.Of(column.Heading)}\" both mean {field.Name}; keep one.",
                    field.Name
                );
        foreach (
            var missing in Profile.Fields.Where(f => f.Obligation == Obligation.Required && !Has(f))
        )
            Add(
                FindingCodes.ColumnMissing,
                FindingSeverity.Error,
                $"The sheet has no column \"{missing.Name}\". {missing.Help}",
                missing.Name
            );
        var left = _columns.Where(c => c.Use == ColumnUse.LeftOut).Select(c => c.Heading).ToList();
        if (left.Count > 0)
            Add(
                FindingCodes.ColumnLeftOut,
                FindingSeverity.Notice,
                $"Not read, as your organization chose: {string.Join(", ", left)}."
            );
    }

    private void TellWithoutHeading(SheetColumn column)
    {
        if (
            _lines.Any(l => column.Index < l.Cells.Count && l.Cells[column.Index].Trim().Length > 0)
        )
            Add(
                FindingCodes.ColumnUnknown,
                FindingSeverity.Error,
                $"Column {column.Index + 1} has values and no heading."
            );
    }

    private void Unknown(SheetColumn column) =>
        Add(
            FindingCodes.ColumnUnknown,
            FindingSeverity.Error,
            $"The column \"{Shown.Of(column.Heading)}\" isn't known."
                + (
                    column.Offer is null
                        ? " Say what it means, or leave it out."
                        : $" Did you mean \"{column.Offer}\"?"
                ),
            string.Join(", ", Profile.Fields.Select(f => f.Name)),
            column.Heading
        );

    private SheetRow ReadRow(SheetLine line)
    {
        var path = MetadataSheet.PathOf(_name, line.Row);
        Dictionary<string, string> fields = [];
        List<Finding> findings = [];
        foreach (var column in _columns)
            if (
                column.Field is { } field
                && column.Index < line.Cells.Count
                && Clean(line.Cells[column.Index]) is { Length: > 0 } text
                && !fields.ContainsKey(field.Name)
            )
                fields[field.Name] = ReadCell(field, text, path, findings);
        foreach (
            var missing in Profile.Fields.Where(f =>
                f.Obligation == Obligation.Required && Has(f) && !fields.ContainsKey(f.Name)
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
                    Profile.Rule,
                    missing.Name
                )
            );
        if (line.Cells.Skip(_columns.Count).Any(c => !string.IsNullOrWhiteSpace(c)))
            findings.Add(
                new Finding(
                    FindingCodes.SheetMalformed,
                    FindingSeverity.Error,
                    path,
                    $"The row has {line.Cells.Count} cells and the heading {_columns.Count}. A cell that holds the delimiter needs quotation marks.",
                    $"{_columns.Count} cells",
                    $"{line.Cells.Count} cells",
                    "RFC 4180"
                )
            );
        if (RightsUri.Contradiction(fields) is { } against)
            findings.Add(
                new Finding(
                    FindingCodes.FieldDoubtful,
                    FindingSeverity.Warning,
                    path,
                    against,
                    Rule: Profile.Rule,
                    Field: MetadataProfile.RightsNote
                )
            );
        var row = new SheetRow(line.Row, line.Cells, fields, findings);
        CheckUnique(row, path, findings);
        return row;
    }

    private string ReadCell(MetadataField field, string text, string path, List<Finding> findings)
    {
        var read = WithNames(field, field.Rule.Read(text));
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
                        field.Rule.Source ?? Profile.Rule,
                        field.Name,
                        severity == FindingSeverity.Notice ? null : read.Offer
                    )
                );
        }
    }

    /// <summary>Each name as the hub writes it, where it knows it; else with the one that is most alike.</summary>
    private CellReading WithNames(MetadataField field, CellReading read)
    {
        if (field.Names is not { } use || read.Problem is not null || !_rules.Names.Knows(use))
            return read;
        List<string> values = [];
        List<string> offered = [];
        List<string> rewritten = [];
        List<string> near = [];
        foreach (var name in ManyValues.Of(read.Value))
        {
            var known = _rules.Names.Find(use, name);
            var likely = known ?? _rules.Names.Nearest(use, name);
            values.Add(known ?? name);
            offered.Add(likely ?? name);
            if (known is not null && known != name)
                rewritten.Add($"\"{Shown.Of(name)}\" was read as {known}.");
            else if (likely is null)
                _strangers.Add(name);
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

    private void TellStrangers()
    {
        if (_strangers.Count > 0)
            Add(
                FindingCodes.NameUnknown,
                FindingSeverity.Notice,
                $"Not on the hub's list of names and places: {Shown.Some(_strangers)}. That hinders nothing; an editor of the catalog may add them."
            );
    }

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
                    Profile.Rule,
                    MetadataProfile.Identifier
                )
            );
        else if (_rules.Taken.TryGetValue(row.Identifier, out var elsewhere))
            findings.Add(
                new Finding(
                    FindingCodes.IdentifierRepeated,
                    FindingSeverity.Error,
                    path,
                    $"The identifier \"{Shown.Of(row.Identifier)}\" belongs to another item of your organization already: {elsewhere}. Each item has its own.",
                    "unique in the organization",
                    Shown.Of(row.Identifier),
                    Profile.Rule,
                    MetadataProfile.Identifier
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
                        Profile.Rule,
                        MetadataProfile.Files
                    )
                );
    }

    /// <summary>Blank rows between others are accounted for: somebody may miss what stood there.</summary>
    private void TellBlank()
    {
        List<int> blank = [];
        for (var i = 0; i < _lines.Count; i++)
        {
            var before = i == 0 ? _heading.Row : _lines[i - 1].Row;
            for (var row = before + 1; row < _lines[i].Row && blank.Count < 1000; row++)
                blank.Add(row);
        }
        if (blank.Count > 0)
            Add(
                FindingCodes.RowsBlank,
                FindingSeverity.Notice,
                $"Without content and passed over: {Rows(blank)}."
            );
    }

    /// <summary>Once for the sheet, not once for each row: these are wishes.</summary>
    private void TellRecommended(List<SheetRow> rows)
    {
        var wished = Profile.Fields.Where(f => f.Obligation == Obligation.Recommended).ToList();
        var absent = wished.Where(f => !Has(f)).Select(f => f.Name).ToList();
        if (absent.Count > 0)
            Add(
                FindingCodes.ColumnMissing,
                FindingSeverity.Warning,
                $"Recommended and not in the sheet: {string.Join(", ", absent)}."
            );
        foreach (var field in wished.Where(Has))
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

    private bool Has(MetadataField field) => _columns.Any(c => c.Field == field);

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
                Profile.Rule
            )
        );

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
