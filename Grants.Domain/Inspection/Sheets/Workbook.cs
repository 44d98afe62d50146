using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Grants.Domain.Inspection.Bags;

namespace Grants.Domain.Inspection.Sheets;

/// <summary>
/// The first visible sheet of an XLSX workbook (ISO/IEC 29500-1, part 18) as text. Kept here and not taken from a library,
/// because a library's idea of a cell loses what an archivist typed: 00012, 1975-04 and 1975 come back as they look in the
/// spreadsheet, and every row has the number that it has there.
/// </summary>
internal static partial class Workbook
{
    public const int MaxColumns = 500;

    /// <summary>What any one part may unpack to. 50,000 full rows stay below.</summary>
    private const long MaxPart = 512L << 20;

    private const int MaxEntries = 5_000;

    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    public static bool IsZip(byte[] bytes) => bytes is [(byte)'P', (byte)'K', 3, 4, ..];

    public static SheetTable Read(byte[] bytes, string name)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false));
            if (zip.Entries.Count > MaxEntries)
                return Refused(name, "The workbook has too many parts to be a spreadsheet.");
            return Read(zip, name);
        }
        catch (Exception broken)
            when (broken
                    is InvalidDataException
                        or XmlException
                        or IOException
                        or NotSupportedException
                        or ArgumentException
            )
        {
            return Refused(
                name,
                "The workbook can't be opened: it is damaged, or not a spreadsheet. Open it, save it as \"Excel Workbook (.xlsx)\" and send it again.",
                broken.Message
            );
        }
    }

    private static SheetTable Read(ZipArchive zip, string name)
    {
        var book = Target(zip, "_rels/.rels", "officeDocument");
        if (book is null || zip.GetEntry(book) is null)
            return Refused(
                name,
                "This isn't an Excel workbook. Save the sheet as \"Excel Workbook (.xlsx)\" or as CSV and send that."
            );
        var folder = book[..(book.LastIndexOf('/') + 1)];
        var relations = Relations(zip, $"{folder}_rels/{book[folder.Length..]}.rels");
        var (sheets, is1904) = Sheets(zip, book);
        var strings = Strings(zip, Part(folder, relations, "sharedStrings"));
        var formats = CellFormats.Read(Reader(zip, Part(folder, relations, "styles")), is1904);
        var readable = sheets
            .Where(s => !s.IsHidden && relations.ContainsKey(s.Relation))
            .Select(s =>
                (
                    s.Name,
                    Lines: Lines(
                        zip,
                        Resolve(folder, relations[s.Relation].Target),
                        strings,
                        formats
                    )
                )
            )
            .ToList();
        var first = readable.FindIndex(s => s.Lines.Count > 0);
        if (first < 0)
            return new SheetTable([], []);
        var others = readable
            .Skip(first + 1)
            .Where(s => s.Lines.Count > 0)
            .Select(s => s.Name)
            .Concat(sheets.Where(s => s.IsHidden).Select(s => $"{s.Name} (hidden)"))
            .ToList();
        return new SheetTable(
            readable[first].Lines,
            others.Count == 0
                ? []
                :
                [
                    new Finding(
                        FindingCodes.SheetsUnread,
                        FindingSeverity.Warning,
                        name,
                        $"The workbook has several sheets. Read was \"{readable[first].Name}\"; not read: {string.Join(", ", others)}. Put all items on one sheet."
                    ),
                ]
        );
    }

    private static List<SheetLine> Lines(
        ZipArchive zip,
        string part,
        List<string> strings,
        CellFormats formats
    )
    {
        List<SheetLine> lines = [];
        using var xml = Reader(zip, part);
        var row = 0;
        while (xml is not null && Next(xml, "row"))
        {
            row = Number(xml.GetAttribute("r")) ?? row + 1;
            using var inside = xml.ReadSubtree();
            var line = new SheetLine(row, Cells(inside, strings, formats));
            if (!line.IsBlank)
                lines.Add(line);
            if (lines.Count > MetadataSheet.MaxRows + 1)
                break;
        }
        return lines;
    }

    private static List<string> Cells(XmlReader row, List<string> strings, CellFormats formats)
    {
        List<string> cells = [];
        while (Next(row, "c"))
        {
            var at = Column(row.GetAttribute("r")) ?? cells.Count;
            var (type, style) = (row.GetAttribute("t"), Number(row.GetAttribute("s")));
            using var inside = row.ReadSubtree();
            var text = Value(inside, type, style, strings, formats);
            if (text.Length == 0)
                continue;
            if (at >= MaxColumns)
                throw new InvalidDataException($"more than {MaxColumns} columns");
            while (cells.Count <= at)
                cells.Add("");
            cells[at] = text;
        }
        return cells;
    }

    private static string Value(
        XmlReader cell,
        string? type,
        int? style,
        List<string> strings,
        CellFormats formats
    )
    {
        var raw = "";
        cell.Read();
        while (!cell.EOF)
            if (cell.NodeType == XmlNodeType.Element && cell.LocalName == "is")
                return Text(cell);
            else if (cell.NodeType == XmlNodeType.Element && cell.LocalName == "v")
                raw = cell.ReadElementContentAsString();
            else
                cell.Read();
        return type switch
        {
            "s" => Number(raw) is { } index && index < strings.Count ? strings[index] : "",
            "str" or "e" or "d" => Unescaped(raw),
            "b" => raw == "1" ? "TRUE" : "FALSE",
            _ => formats.Show(raw, style),
        };
    }

    /// <summary>All text of a string, with its runs put together and without the reading aids of Asian scripts.</summary>
    private static string Text(XmlReader element)
    {
        using var inside = element.ReadSubtree();
        var text = new StringBuilder();
        inside.Read();
        while (!inside.EOF)
            if (inside.NodeType == XmlNodeType.Element && inside.LocalName == "rPh")
                inside.Skip();
            else if (inside.NodeType == XmlNodeType.Element && inside.LocalName == "t")
                text.Append(inside.ReadElementContentAsString());
            else
                inside.Read();
        return Unescaped(text.ToString());
    }

    private static List<string> Strings(ZipArchive zip, string? part)
    {
        List<string> strings = [];
        using var xml = Reader(zip, part);
        while (xml is not null && Next(xml, "si"))
            strings.Add(Text(xml));
        return strings;
    }

    private static (List<(string Name, string Relation, bool IsHidden)> Sheets, bool Is1904) Sheets(
        ZipArchive zip,
        string book
    )
    {
        List<(string, string, bool)> sheets = [];
        var is1904 = false;
        using var xml = Reader(zip, book)!;
        while (xml.Read())
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            else if (xml.LocalName == "workbookPr")
                is1904 = xml.GetAttribute("date1904") is "1" or "true";
            else if (xml.LocalName == "sheet")
                sheets.Add(
                    (
                        xml.GetAttribute("name") ?? "",
                        RelationId(xml),
                        xml.GetAttribute("state") is "hidden" or "veryHidden"
                    )
                );
        return (sheets, is1904);
    }

    private static string RelationId(XmlReader sheet)
    {
        for (var i = 0; i < sheet.AttributeCount; i++)
        {
            sheet.MoveToAttribute(i);
            if (sheet.LocalName == "id" && sheet.Prefix.Length > 0)
            {
                var id = sheet.Value;
                sheet.MoveToElement();
                return id;
            }
        }
        sheet.MoveToElement();
        return "";
    }

    private static string? Target(ZipArchive zip, string part, string kind) =>
        Relations(zip, part)
            .Values.Where(r => r.Type.EndsWith("/" + kind, StringComparison.Ordinal))
            .Select(r => Resolve("", r.Target))
            .FirstOrDefault();

    private static string? Part(
        string folder,
        Dictionary<string, (string Type, string Target)> relations,
        string kind
    ) =>
        relations
            .Values.Where(r => r.Type.EndsWith("/" + kind, StringComparison.Ordinal))
            .Select(r => Resolve(folder, r.Target))
            .FirstOrDefault();

    private static Dictionary<string, (string Type, string Target)> Relations(
        ZipArchive zip,
        string part
    )
    {
        Dictionary<string, (string, string)> relations = [];
        using var xml = Reader(zip, part);
        while (xml is not null && Next(xml, "Relationship"))
            relations[xml.GetAttribute("Id") ?? ""] = (
                xml.GetAttribute("Type") ?? "",
                xml.GetAttribute("Target") ?? ""
            );
        return relations;
    }

    private static string Resolve(string folder, string target) =>
        target.StartsWith('/') ? target[1..] : folder + target;

    private static XmlReader? Reader(ZipArchive zip, string? part) =>
        part is null || zip.GetEntry(part) is not { } entry ? null
        : entry.Length > MaxPart
            ? throw new InvalidDataException("a part of it unpacks to more than 512 MiB")
        : XmlReader.Create(new ExactStream(entry.Open(), entry.Length), Safe);

    private static bool Next(XmlReader xml, string element)
    {
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == element)
                return true;
        return false;
    }

    /// <summary>"C" of "C12", from 0.</summary>
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
            if (c is >= 'A' and <= 'Z' && column < 20_000)
                column = column * 26 + (c - 'A' + 1);
            else
                break;
        return column == 0 ? null : column - 1;
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>_x000D_ is a character that XML can't hold or that Excel keeps so (29500-1, 22.4.2.4).</summary>
    private static string Unescaped(string text) =>
        (
            text.Contains("_x", StringComparison.Ordinal)
                ? Escape()
                    .Replace(
                        text,
                        m =>
                            (
                                (char)
                                    ushort.Parse(
                                        m.Groups[1].ValueSpan,
                                        NumberStyles.AllowHexSpecifier,
                                        CultureInfo.InvariantCulture
                                    )
                            ).ToString()
                    )
                : text
        ).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static SheetTable Refused(string name, string message, string? found = null) =>
        new(
            [],
            [
                new Finding(
                    FindingCodes.SheetMalformed,
                    FindingSeverity.Error,
                    name,
                    message,
                    "an XLSX workbook",
                    found,
                    "ISO/IEC 29500-1"
                ),
            ]
        );

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
