using Grants.Domain.Kernel;

namespace Grants.Domain.Inspection.Sheets;

/// <summary>
/// The cells of a sheet as it came, to be read again after each change of one. A row is read anew only when its cells, the
/// meaning of the columns or the list of names changed. May be read by several at once.
/// </summary>
public sealed class OpenedSheet
{
    private readonly string _name;
    private readonly List<SheetLine> _lines;
    private readonly IReadOnlyList<Finding> _findings;
    private readonly MetadataSheet? _refused;
    private volatile RowReading? _last;

    private OpenedSheet(string name, List<SheetLine> lines, IReadOnlyList<Finding> findings) =>
        (_name, _lines, _findings) = (name, lines, findings);

    private OpenedSheet(MetadataSheet refused)
        : this(refused.Name, [], []) => _refused = refused;

    /// <summary>Of all cells together.</summary>
    public long Characters => _lines.Sum(l => l.Cells.Sum(c => (long)c.Length));

    /// <param name="content">Read to its end, or to the limit of 64 MiB.</param>
    public static OpenedSheet Open(Stream content, string name)
    {
        if (ReadBytes(content) is not { } bytes)
            return Refused(
                name,
                FindingCodes.SheetTooLarge,
                $"The sheet is larger than {ByteSize.Say(SheetText.MaxBytes)}; divide it."
            );
        var table = SheetTable.Read(bytes, name);
        if (table.Findings.Any(f => f.Severity == FindingSeverity.Error))
            return new OpenedSheet(new MetadataSheet(name, 0, [], [], table.Findings));
        if (table.Lines is [.., { Problem: { } malformed, Row: var row }])
            return Refused(
                MetadataSheet.PathOf(name, row),
                FindingCodes.SheetMalformed,
                $"Row {row} {malformed}",
                name,
                "RFC 4180"
            );
        if (table.Lines.Count > MetadataSheet.MaxRows + 1)
            return Refused(
                name,
                FindingCodes.SheetTooLarge,
                $"The sheet has more than {Numbers.Say(MetadataSheet.MaxRows, "row")}; divide it."
            );
        return table.Lines.Count == 0
            ? Refused(name, FindingCodes.SheetEmpty, "The sheet is empty.")
            : new OpenedSheet(name, [.. table.Lines], table.Findings);
    }

    public MetadataSheet Read(SheetRules rules)
    {
        if (_refused is not null)
            return _refused;
        var reading = new SheetReading(_name, rules, _lines, _findings, _last);
        var sheet = reading.Finish();
        _last = reading.RowsRead;
        return sheet;
    }

    private static OpenedSheet Refused(
        string path,
        string code,
        string message,
        string? name = null,
        string? rule = null
    ) =>
        new(
            new MetadataSheet(
                name ?? path,
                0,
                [],
                [],
                [new Finding(code, FindingSeverity.Error, path, message, Rule: rule)]
            )
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
