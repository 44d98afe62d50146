using System.Globalization;
using System.Text.RegularExpressions;

namespace Grants.Domain.Catalog.Edtf;

/// <summary>
/// The first year that an EDTF date (ISO 8601-2:2019) can mean, to sort and group by. Reads years, months, days and seasons,
/// intervals of them, the qualifiers ? ~ % and unspecified digits X; everything else is undated rather than guessed.
/// </summary>
public static partial class EarliestYear
{
    /// <returns>
    /// A year from 1 on. Null when the text isn't such a date, when the decade isn't known ("19XX"), when the beginning is
    /// open ("../1985") and for years before 1.
    /// </returns>
    public static int? Of(string date)
    {
        var ends = date.Split('/');
        if (ends.Length == 1)
            return Date(date)?.Year;
        if (ends.Length > 2 || Date(ends[0]) is not { } start)
            return null;
        if (ends[1] is "" or "..")
            return start.Year;
        // An end before its beginning is no interval. Only whole years are compared: months may be unspecified.
        return Date(ends[1]) is { } end && end.Last >= start.Year ? start.Year : null;
    }

    private static (int Year, int Last)? Date(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
            return null;
        var digits = match.Groups["year"].Value;
        if (digits[..3].Contains('X', StringComparison.Ordinal))
            return null;
        var year = Number(digits.Replace('X', '0'));
        if (year < 1 || !HasDay(year, match.Groups["month"].Value, match.Groups["day"].Value))
            return null;
        return (year, Number(digits.Replace('X', '9')));
    }

    /// <summary>Months are 01 to 12; 21 to 24 are seasons, which have no days.</summary>
    private static bool HasDay(int year, string month, string day)
    {
        if (month.Length == 0 || month.Contains('X', StringComparison.Ordinal))
            return true;
        var number = Number(month);
        if (number is >= 21 and <= 24)
            return day.Length == 0;
        if (number is < 1 or > 12)
            return false;
        return day.Length == 0
            || day.Contains('X', StringComparison.Ordinal)
            || Number(day) is var said && said >= 1 && said <= DateTime.DaysInMonth(year, number);
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^[?~%]?(?<year>[0-9X]{4})[?~%]?(-[?~%]?(?<month>[0-9X]{2})[?~%]?(-[?~%]?(?<day>[0-9X]{2})[?~%]?)?)?\z"
    )]
    private static partial Regex Form();
}
