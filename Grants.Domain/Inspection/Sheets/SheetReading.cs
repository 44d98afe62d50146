using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;

namespace Grants.Domain.Inspection.Sheets;

/// <summary>The way from lines of text to a sheet: its columns, its rows, and what only all of them together tell.</summary>
internal sealed class SheetReading
{
    private readonly string _name;
    private readonly SheetRules _rules;
    private readonly SheetLine _heading;
    private readonly IReadOnlyList<SheetLine> _lines;
    private readonly HeadingReading _headings;
    private readonly List<SheetColumn> _columns;
    private readonly List<Finding> _findings;
    private readonly Dictionary<string, int> _identifiers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _strangers = [];

    /// <param name="before">How rows were read the last time, or null.</param>
    public SheetReading(
        string name,
        SheetRules rules,
        List<SheetLine> lines,
        IEnumerable<Finding> findings,
        RowReading? before
    )
    {
        (_name, _rules, _findings) = (name, rules, [.. findings]);
        var edited = Edited(lines, rules.Edits);
        (_heading, _lines) = (edited[0], edited[1..]);
        _headings = new HeadingReading(rules, name);
        _columns = _headings.Columns(_heading, _lines);
        RowsRead = new RowReading(name, Profile, rules.Names, _columns);
        if (before is not null && before.IsLike(RowsRead))
            RowsRead = before;
    }

    public RowReading RowsRead { get; }

    private MetadataProfile Profile => _rules.Profile;

    public MetadataSheet Finish()
    {
        var rows = _lines.Select(RowOf).ToList();
        _findings.AddRange(_headings.Check(_columns, _heading.Cells.Count, rows));
        if (_lines.Count == 0)
            Add(
                FindingCodes.SheetEmpty,
                FindingSeverity.Error,
                "The sheet has headings and no row under them."
            );
        TellBlank();
        TellRecommended(rows);
        TellInherited(rows);
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

    private SheetRow RowOf(SheetLine line)
    {
        var read = RowsRead.Read(line);
        _strangers.UnionWith(read.Strangers);
        var path = MetadataSheet.PathOf(_name, line.Row);
        var promised = PromisedRights(read.Fields);
        var fields = promised is null
            ? read.Fields
            : new Dictionary<string, string>(read.Fields) { [MetadataProfile.Rights] = promised };
        List<Finding> findings = [.. read.Findings];
        CheckRequired(fields, path, findings);
        CheckLength(line, path, findings);
        CheckGrantNumber(fields, path, findings);
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
        var row = new SheetRow(line.Row, line.Cells, fields, findings)
        {
            InheritsRights = promised is not null,
        };
        CheckUnique(row, path, findings);
        return row;
    }

    /// <summary>What the award promises for a row that says nothing of its rights, or null.</summary>
    private string? PromisedRights(IReadOnlyDictionary<string, string> fields) =>
        _rules.Promised is { } promised
        && !fields.ContainsKey(MetadataProfile.Rights)
        && MaterialLine.Of(
            promised,
            fields.GetValueOrDefault(MetadataProfile.Collection, ""),
            SheetRow.GenreOf(fields)
        )
            is { RightsUri.Length: > 0 } line
            ? line.RightsUri
            : null;

    private void CheckRequired(
        IReadOnlyDictionary<string, string> fields,
        string path,
        List<Finding> findings
    )
    {
        foreach (
            var missing in Profile.Fields.Where(f =>
                f.Obligation == Obligation.Required && !fields.ContainsKey(f.Name) && Has(f)
            )
        )
            findings.Add(
                new Finding(
                    FindingCodes.FieldMissing,
                    FindingSeverity.Error,
                    path,
                    $"{missing.Name} is empty. {missing.Help}{_rules.UnknownPromise(missing)}",
                    missing.Help,
                    "",
                    Profile.Rule,
                    missing.Name
                )
            );
    }

    private void CheckLength(SheetLine line, string path, List<Finding> findings)
    {
        var headings = _heading.Cells.Count;
        if (line.Cells.Skip(headings).All(string.IsNullOrWhiteSpace))
            return;
        var shown = line.Cells.Skip(_columns.Count).All(string.IsNullOrWhiteSpace);
        findings.Add(
            new Finding(
                shown ? FindingCodes.CellSurplus : FindingCodes.SheetMalformed,
                FindingSeverity.Error,
                path,
                $"The row has {line.Cells.Count} cells and the heading {headings}. "
                    + (
                        shown
                            ? "Clear the cells without a heading, or give their column one. "
                            : "Mend it where the sheet was made, and send it again. "
                    )
                    + "A cell that holds the delimiter needs quotation marks.",
                $"{headings} cells",
                $"{line.Cells.Count} cells",
                "RFC 4180"
            )
        );
    }

    private void CheckGrantNumber(
        IReadOnlyDictionary<string, string> fields,
        string path,
        List<Finding> findings
    )
    {
        if (
            _rules.GrantNumber is { } number
            && fields.TryGetValue(MetadataProfile.GrantNumber, out var said)
            && !said.Equals(number, StringComparison.OrdinalIgnoreCase)
        )
            findings.Add(
                new Finding(
                    FindingCodes.FieldInvalid,
                    FindingSeverity.Error,
                    path,
                    $"{MetadataProfile.GrantNumber}: \"{Shown.Of(said)}\" isn't the award that this is delivered for. Write {number}, or leave it empty.",
                    number,
                    Shown.Of(said),
                    Profile.Rule,
                    MetadataProfile.GrantNumber,
                    number
                )
            );
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
                $"Without content and passed over: {Shown.Rows(blank)}."
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
                    $"{field.Name} is empty in {Shown.Rows(empty)} of {Numbers.Say(rows.Count)}. {field.Help}",
                    field.Help
                );
        }
    }

    private void TellInherited(List<SheetRow> rows)
    {
        foreach (
            var same in rows.Where(r => r.InheritsRights)
                .GroupBy(r => r.Fields[MetadataProfile.Rights])
        )
            Add(
                FindingCodes.FieldInherited,
                FindingSeverity.Notice,
                $"rights is empty in {Shown.Rows([.. same.Select(r => r.Number)])}; {same.Key} was taken from what the award promises.",
                found: same.Key
            );
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

    private bool Has(MetadataField field) => _columns.Any(c => c.Field == field);

    private void Add(
        string code,
        FindingSeverity severity,
        string message,
        string? expected = null,
        string? found = null
    ) => _findings.Add(new Finding(code, severity, _name, message, expected, found, Profile.Rule));
}
