using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Grants.Domain.Inspection.Sheets;

/// <summary>
/// How a workbook shows its numbers, as far as it changes what is meant: days, months and years that it keeps as counts of
/// days, and leading zeros. ISO/IEC 29500-1, 18.8.30.
/// </summary>
internal sealed partial class CellFormats
{
    /// <summary>Formats that every workbook has without saying them.</summary>
    private static readonly Dictionary<int, string> BuiltIn = new()
    {
        [14] = "m/d/yyyy",
        [15] = "d-mmm-yy",
        [16] = "d-mmm",
        [17] = "mmm-yy",
        [18] = "h:mm",
        [19] = "h:mm:ss",
        [20] = "h:mm",
        [21] = "h:mm:ss",
        [22] = "m/d/yy h:mm",
        [45] = "mm:ss",
        [46] = "h:mm:ss",
        [47] = "mm:ss",
    };

    private readonly Dictionary<int, string> _custom = [];
    private readonly List<int> _cells = [];
    private readonly bool _is1904;

    private CellFormats(bool is1904) => _is1904 = is1904;

    public static CellFormats Read(XmlReader? styles, bool is1904)
    {
        var formats = new CellFormats(is1904);
        if (styles is null)
            return formats;
        using (styles)
            while (styles.Read())
                if (styles.NodeType != XmlNodeType.Element)
                    continue;
                else if (styles.LocalName == "numFmt" && Id(styles) is { } id)
                    formats._custom[id] = styles.GetAttribute("formatCode") ?? "";
                else if (styles.LocalName == "cellXfs")
                    formats.ReadCells(styles.ReadSubtree());
        return formats;
    }

    /// <summary>A number as the spreadsheet shows it, where that matters; other text as it is.</summary>
    public string Show(string raw, int? style)
    {
        if (
            !double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number)
        )
            return raw;
        var format = FormatOf(style);
        if (Zeros().IsMatch(format) && number is >= 0 and < 1e15 && number == Math.Floor(number))
            return number.ToString(format, CultureInfo.InvariantCulture);
        return Day(number, Plain(format)) ?? Written(number, raw);
    }

    private void ReadCells(XmlReader xfs)
    {
        using (xfs)
            while (xfs.Read())
                if (xfs is { NodeType: XmlNodeType.Element, LocalName: "xf" })
                    _cells.Add(Id(xfs) ?? 0);
    }

    private string FormatOf(int? style)
    {
        var id = style is { } index && index < _cells.Count ? _cells[index] : 0;
        return _custom.TryGetValue(id, out var custom) ? custom : BuiltIn.GetValueOrDefault(id, "");
    }

    /// <summary>As precise as it is shown: a year, a month, a day, or a time of day.</summary>
    private string? Day(double number, string format)
    {
        var (years, days, hours) = (
            format.Contains('y', StringComparison.Ordinal),
            format.Contains('d', StringComparison.Ordinal),
            format.Contains('h', StringComparison.Ordinal)
                || format.Contains('s', StringComparison.Ordinal)
        );
        // The count of days is off by one before March 1900, which Excel takes for a leap year.
        var count =
            _is1904 ? number + 1462
            : number < 60 && number >= 1 ? number + 1
            : number;
        if (!(years || days || hours) || count is < 0 or >= 2_958_466)
            return null;
        var at = DateTime.FromOADate(count);
        var months = format.Contains('m', StringComparison.Ordinal);
        return (years, days, hours) switch
        {
            (false, false, true) => at.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            (_, true, true) => at.ToString(
                at.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss",
                CultureInfo.InvariantCulture
            ),
            (_, true, _) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => at.ToString(months ? "yyyy-MM" : "yyyy", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Without the noise of binary fractions and without exponents.</summary>
    private static string Written(double number, string raw) =>
        Math.Abs(number) < 1e15 && number == Math.Floor(number)
            ? number.ToString("0", CultureInfo.InvariantCulture)
        : Math.Abs(number) is < 1e15 and > 1e-5
            ? ((decimal)number).ToString("0.##########", CultureInfo.InvariantCulture)
        : raw;

    /// <summary>Without text in quotation marks, what is escaped, colours, conditions and languages.</summary>
    private static string Plain(string format) => Literal().Replace(format, "").ToLowerInvariant();

    private static int? Id(XmlReader xml) =>
        int.TryParse(
            xml.GetAttribute("numFmtId"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var id
        )
            ? id
            : null;

    [GeneratedRegex("^0{2,15}$")]
    private static partial Regex Zeros();

    [GeneratedRegex(
        "\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?!h|m|s)[^\\]]*\\]|general|am/pm|a/p|;.*$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline
    )]
    private static partial Regex Literal();
}
