using System.Text;

namespace Grants.Domain.Inspection.Sheets;

/// <summary>
/// A strict reader of RFC 4180 with the delimiter, quotes inside bare cells and line ends that spreadsheets write. Kept here
/// and not taken from a library, because every malformed place must be named by the row that a spreadsheet shows, and what
/// reads untrusted bytes is fuzzed as a whole.
/// </summary>
internal static class CsvText
{
    /// <summary>Comma, semicolon or tab: whichever the first row has most of outside quotes.</summary>
    public static char DelimiterOf(string text)
    {
        var (commas, semicolons, tabs, quoted) = (0, 0, 0, false);
        foreach (var c in text)
        {
            if (c == '"')
                quoted = !quoted;
            else if (quoted)
                continue;
            else if (c is '\r' or '\n')
                break;
            else if (c == ',')
                commas++;
            else if (c == ';')
                semicolons++;
            else if (c == '\t')
                tabs++;
        }
        return tabs > commas && tabs > semicolons ? '\t'
            : semicolons > commas ? ';'
            : ',';
    }

    /// <summary>Reads until the end or the first row that is malformed.</summary>
    public static IEnumerable<SheetLine> Read(string text, char delimiter)
    {
        var (at, row) = (0, 1);
        while (at < text.Length)
        {
            var record = ReadOne(text, ref at, row++, delimiter);
            yield return record;
            if (record.Problem is not null)
                yield break;
        }
    }

    private static SheetLine ReadOne(string text, ref int at, int row, char delimiter)
    {
        List<string> cells = [];
        while (true)
        {
            string? problem = null;
            cells.Add(
                at < text.Length && text[at] == '"'
                    ? Quoted(text, ref at, delimiter, out problem)
                    : Bare(text, ref at, delimiter)
            );
            if (problem is not null)
                return new SheetLine(row, cells, problem);
            if (at >= text.Length)
                return new SheetLine(row, cells, null);
            if (text[at] == delimiter)
            {
                at++;
                continue;
            }
            at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            return new SheetLine(row, cells, null);
        }
    }

    private static string Bare(string text, ref int at, char delimiter)
    {
        var from = at;
        while (at < text.Length && text[at] != delimiter && text[at] is not ('\r' or '\n'))
            at++;
        return text[from..at];
    }

    private static string Quoted(string text, ref int at, char delimiter, out string? problem)
    {
        var cell = new StringBuilder();
        at++;
        while (true)
        {
            if (at >= text.Length)
            {
                problem = "opens a quotation mark that is never closed.";
                return cell.ToString();
            }
            if (text[at] != '"')
                cell.Append(text[at++]);
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append('"');
                at += 2;
            }
            else
                break;
        }
        at++;
        problem =
            at >= text.Length || text[at] == delimiter || text[at] is '\r' or '\n'
                ? null
                : "has text after a closing quotation mark; a mark inside a cell is written twice.";
        return cell.ToString();
    }
}
