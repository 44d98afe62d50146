using System.Globalization;
using System.Text.RegularExpressions;

namespace Grants.Domain.Catalog.Edtf;

/// <summary>
/// Whether a text is an EDTF date (ISO 8601-2:2019, levels 0 to 2): well-formed, with months, days and times that exist, and
/// with the ends of an interval in order as far as they can be compared.
/// </summary>
public static partial class EdtfForm
{
    /// <summary>What to do about it, to stand behind the field's name; null when it is such a date.</summary>
    public static string? Problem(string text)
    {
        if (IsSet(text))
            return null;
        var ends = text.Split('/');
        if (ends.Length == 1)
            return IsDate(text) || IsDateTime(text) ? null : NotADate;
        if (ends.Length > 2 || !ends.All(IsEnd) || ends.All(IsOpen))
            return "must be a span of two dates such as 1964/1991, or 1964/.. with an open end.";
        return
            FirstDay(ends[0]) is { } first
            && LastDay(ends[1]) is { } last
            && string.CompareOrdinal(last, first) < 0
            ? "ends before it begins."
            : null;
    }

    private const string NotADate =
        "must be a date such as 1975, 1975-03 or 1975-03-21, about 1975~, unsure 1975?, the decade 197X, or a span such as 1964/1991.";

    private static bool IsEnd(string text) => IsOpen(text) || IsDate(text);

    /// <summary>Open or unknown: 4.4 and 4.5 of level 1.</summary>
    private static bool IsOpen(string text) => text is "" or "..";

    /// <summary>Level 2: one of a set [..], or all of a set {..}; members are dates or consecutive ranges.</summary>
    private static bool IsSet(string text) =>
        text.Length > 2
        && (text[0], text[^1]) is ('[', ']') or ('{', '}')
        && text[1..^1].Split(',').Select(member => member.Trim()).All(IsMember);

    private static bool IsMember(string member)
    {
        var range = member.Split("..");
        return range.Length switch
        {
            1 => IsDate(member),
            2 => range.All(end => end.Length == 0 || IsDate(end))
                && range.Any(end => end.Length > 0),
            _ => false,
        };
    }

    private static bool IsDate(string text)
    {
        if (LongYear().IsMatch(text))
            return true;
        var match = Date().Match(text);
        return match.Success
            && IsDay(
                match.Groups["year"].Value,
                match.Groups["month"].Value,
                match.Groups["day"].Value
            );
    }

    /// <summary>Unspecified digits may be any that fit.</summary>
    private static bool IsDay(string year, string month, string day)
    {
        if (month.Length == 0)
            return true;
        // 21 to 24 are seasons; 25 to 41 are seasons by hemisphere, quarters, thirds and halves: level 2.
        if (month.All(char.IsAsciiDigit) && Fitting(month, 21, 41))
            return day.Length == 0;
        if (!Fitting(month, 1, 12))
            return false;
        return day.Length == 0
            || Enumerable.Range(1, 12).Any(m => Fits(month, m) && Fitting(day, 1, DaysIn(year, m)));
    }

    private static int DaysIn(string year, int month) =>
        int.TryParse(
            year,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            // The calendar repeats every 400 years, before year 1 as well.
            ? DateTime.DaysInMonth(((number % 400) + 400) % 400 + 400, month)
            : DateTime.DaysInMonth(2000, month);

    private static bool Fitting(string digits, int from, int to) =>
        Enumerable.Range(from, to - from + 1).Any(number => Fits(digits, number));

    private static bool Fits(string digits, int number)
    {
        var text = number.ToString("00", CultureInfo.InvariantCulture);
        return (digits[0] == 'X' || digits[0] == text[0])
            && (digits[1] == 'X' || digits[1] == text[1]);
    }

    private static bool IsDateTime(string text) =>
        DateTimes().IsMatch(text)
        && DateOnly.TryParseExact(
            text.AsSpan(0, 10),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out _
        );

    /// <summary>Only ends with four known digits of the year are compared; a day or month that isn't said counts as the first.</summary>
    private static string? FirstDay(string end) => Comparable(end, "01", "01");

    private static string? LastDay(string end) => Comparable(end, "12", "31");

    private static string? Comparable(string end, string month, string day)
    {
        var match = Date().Match(end);
        if (!match.Success || !match.Groups["year"].Value.All(char.IsAsciiDigit))
            return null;
        var (m, d) = (match.Groups["month"].Value, match.Groups["day"].Value);
        if (!m.All(char.IsAsciiDigit) || string.CompareOrdinal(m, "12") > 0)
            (m, d) = ("", "");
        if (!d.All(char.IsAsciiDigit))
            d = "";
        return $"{match.Groups["year"].Value}-{(m.Length > 0 ? m : month)}-{(d.Length > 0 ? d : day)}";
    }

    // Qualifiers ? ~ % stand behind the whole (level 1) or at any part (level 2); X for an unspecified digit (levels 1, 2);
    // S for the count of significant digits (level 2).
    [GeneratedRegex(
        @"^[?~%]?(?<year>-?[0-9X]{4})(S[1-4])?[?~%]?(-[?~%]?(?<month>[0-9X]{2})[?~%]?(-[?~%]?(?<day>[0-9X]{2})[?~%]?)?)?\z"
    )]
    private static partial Regex Date();

    // Y and more than four digits (level 1), with an exponent or significant digits (level 2).
    [GeneratedRegex(
        @"^Y-?([1-9][0-9]{4,}(S[1-9][0-9]*)?|[1-9][0-9]*E[1-9][0-9]*(S[1-9][0-9]*)?)[?~%]?\z"
    )]
    private static partial Regex LongYear();

    [GeneratedRegex(
        @"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(Z|[+-]([01][0-9]|2[0-3])(:[0-5][0-9])?)?\z"
    )]
    private static partial Regex DateTimes();
}
