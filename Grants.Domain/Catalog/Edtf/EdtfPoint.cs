using System.Globalization;
using System.Text.RegularExpressions;

namespace Grants.Domain.Catalog.Edtf;

/// <summary>
/// One date of EDTF: a year, month, season or day, with unspecified digits and qualifiers, or a long year. Not an interval,
/// not a set, not a time of day.
/// </summary>
/// <param name="Level">The lowest level of ISO 8601-2:2019, annex A, that has this form: 0, 1 or 2.</param>
/// <param name="Earliest">The first day that it can mean; null where nothing of the year is known, and so for the last.</param>
/// <param name="IsUnspecified">Some digits are X.</param>
internal sealed partial record EdtfPoint(
    int Level,
    CalendarDay? Earliest,
    CalendarDay? Latest,
    bool IsUnspecified
)
{
    /// <summary>Whether it is a year with the letter Y, which has no place in an interval.</summary>
    public bool IsLongYear { get; private init; }

    /// <returns>Null when the text isn't such a date, or names a day that there can't be.</returns>
    public static EdtfPoint? Read(string text)
    {
        var form = CalendarForm().Match(text);
        return form.Success ? Calendar(form) : LongYear(text);
    }

    private static EdtfPoint? Calendar(Match form)
    {
        string Part(string name) => form.Groups[name].Value;
        var (year, month, day) = (Part("year"), Part("month"), Part("day"));
        if (year == "-0000" || IsTwiceQualified(form))
            return null;
        if (Part("significant") is { Length: > 0 } significant)
            return month.Length > 0 || year.Contains('X', StringComparison.Ordinal)
                ? null
                : Significant(Number(year), Number(significant));
        if (Range(year, month, day) is not var (first, last))
            return null;
        var isUnspecified = (year + month + day).Contains('X', StringComparison.Ordinal);
        var level = Math.Max(
            QualifierLevel(form),
            Math.Max(
                isUnspecified ? UnspecifiedLevel(year, month, day) : 0,
                year[0] == '-' ? 1 : SeasonLevel(month)
            )
        );
        var isKnown = year.AsSpan().ContainsAnyInRange('0', '9');
        return isKnown
            ? new EdtfPoint(level, first, last, isUnspecified)
            : new EdtfPoint(level, null, null, isUnspecified);
    }

    /// <summary>A part carries its qualifier before it or behind it.</summary>
    private static bool IsTwiceQualified(Match form) =>
        Enumerable
            .Range(0, 3)
            .Any(i => form.Groups[$"before{i}"].Length > 0 && form.Groups[$"behind{i}"].Length > 0);

    /// <summary>Behind the whole it is level 1, at a part of it level 2.</summary>
    private static int QualifierLevel(Match form)
    {
        var parts =
            form.Groups["day"].Length > 0 ? 3
            : form.Groups["month"].Length > 0 ? 2
            : 1;
        for (var i = 0; i < parts; i++)
            if (
                form.Groups[$"before{i}"].Length > 0
                || (form.Groups[$"behind{i}"].Length > 0 && i < parts - 1)
            )
                return 2;
        return form.Groups[$"behind{parts - 1}"].Length > 0 ? 1 : 0;
    }

    /// <summary>Level 1 leaves open one or two digits of a year alone, a whole day, a whole month, or both; level 2 any digit.</summary>
    private static int UnspecifiedLevel(string year, string month, string day) =>
        (year.TrimStart('-').TrimEnd('X').Length, month, day) switch
        {
            (2 or 3, "", "") when year.TrimEnd('X').AsSpan().IndexOf('X') < 0 => 1,
            (4, "XX", "" or "XX") => 1,
            (4, _, "XX") when !month.Contains('X', StringComparison.Ordinal) => 1,
            _ => 2,
        };

    private static int SeasonLevel(string month) =>
        !int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? 0
            : number switch
            {
                <= 12 => 0,
                <= 24 => 1,
                _ => 2,
            };

    /// <summary>First and last day of all that the digits fit; null when they fit none.</summary>
    private static (CalendarDay First, CalendarDay Last)? Range(
        string year,
        string month,
        string day
    )
    {
        if (
            day.Length == 0
            && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var season)
            && season is >= 21 and <= 41
        )
            return Years(year).ToList() is { Count: > 0 } years
                ? (Season(years[0], season).First, Season(years[^1], season).Last)
                : null;
        return
            Years(year).Select(y => First(y, month, day)).FirstOrDefault(d => d is not null)
                is { } first
            && Years(year, descending: true)
                .Select(y => Last(y, month, day))
                .FirstOrDefault(d => d is not null)
                is { } last
            ? (first, last)
            : null;
    }

    private static CalendarDay? First(long year, string month, string day)
    {
        for (var m = 1; m <= 12; m++)
            if (Fits(month, m))
                for (var d = 1; d <= CalendarDay.DaysIn(year, m); d++)
                    if (Fits(day, d))
                        return new CalendarDay(year, m, d);
        return null;
    }

    private static CalendarDay? Last(long year, string month, string day)
    {
        for (var m = 12; m >= 1; m--)
            if (Fits(month, m))
                for (var d = CalendarDay.DaysIn(year, m); d >= 1; d--)
                    if (Fits(day, d))
                        return new CalendarDay(year, m, d);
        return null;
    }

    private static bool Fits(string digits, int number) =>
        digits.Length == 0
        || (
            (digits[0] == 'X' || digits[0] - '0' == number / 10)
            && (digits[1] == 'X' || digits[1] - '0' == number % 10)
        );

    /// <summary>The years that the digits fit, in order: at most 10,000.</summary>
    private static IEnumerable<long> Years(string text, bool descending = false)
    {
        var (digits, isNegative) = (text.TrimStart('-'), text[0] == '-');
        var grows = isNegative == descending;
        var (low, high) = (
            int.Parse(digits.Replace('X', '0'), CultureInfo.InvariantCulture),
            int.Parse(digits.Replace('X', '9'), CultureInfo.InvariantCulture)
        );
        for (var n = grows ? low : high; n >= low && n <= high; n += grows ? 1 : -1)
            if (FitsYear(digits, n) && !(isNegative && n == 0))
                yield return isNegative ? -n : n;
    }

    private static bool FitsYear(string digits, int number)
    {
        for (var i = 3; i >= 0; i--, number /= 10)
            if (digits[i] != 'X' && digits[i] - '0' != number % 10)
                return false;
        return true;
    }

    /// <summary>
    /// 21 to 24 spring to winter, taken as of the northern hemisphere like 25 to 28; 29 to 32 southern; 33 to 36 quarters;
    /// 37 to 39 of four months; 40 and 41 halves. A winter (in the south a summer) ends in the next year.
    /// </summary>
    private static (CalendarDay First, CalendarDay Last) Season(long year, int code)
    {
        var (month, length) = code switch
        {
            21 or 25 or 31 => (3, 3),
            22 or 26 or 32 => (6, 3),
            23 or 27 or 29 => (9, 3),
            24 or 28 or 30 => (12, 3),
            <= 36 => ((code - 33) * 3 + 1, 3),
            <= 39 => ((code - 37) * 4 + 1, 4),
            _ => ((code - 40) * 6 + 1, 6),
        };
        var (lastYear, lastMonth) =
            month + length - 1 > 12 ? (year + 1, month + length - 13) : (year, month + length - 1);
        return (
            new CalendarDay(year, month, 1),
            new CalendarDay(lastYear, lastMonth, CalendarDay.DaysIn(lastYear, lastMonth))
        );
    }

    /// <summary>Y and a year of five digits or more (level 1), with an exponent or significant digits (level 2).</summary>
    private static EdtfPoint? LongYear(string text)
    {
        var form = LongYearForm().Match(text);
        if (!form.Success)
            return null;
        var (digits, exponent, significant) = (
            form.Groups["digits"].Value,
            form.Groups["exponent"].Value,
            form.Groups["significant"].Value
        );
        if (digits[0] == '0' || (exponent.Length == 0 && digits.Length < 5))
            return null;
        var zeros = exponent.Length == 0 ? 0 : Number(exponent);
        if (digits.Length + zeros > 18)
            return null; // longer than a number here, and than the universe is old
        var year = long.Parse(digits + new string('0', (int)zeros), CultureInfo.InvariantCulture);
        if (form.Groups["sign"].Length > 0)
            year = -year;
        if (significant.Length > 0)
            return Significant(year, Number(significant)) is { } point
                ? point with
                {
                    IsLongYear = true,
                }
                : null;
        return new EdtfPoint(
            exponent.Length > 0 ? 2 : 1,
            new CalendarDay(year, 1, 1),
            new CalendarDay(year, 12, 31),
            false
        )
        {
            IsLongYear = true,
        };
    }

    /// <summary>"1950S2": some year from 1900 to 1999, thought to be 1950.</summary>
    private static EdtfPoint? Significant(long year, long digits)
    {
        var length = Math.Max(4, Math.Abs(year).ToString(CultureInfo.InvariantCulture).Length);
        if (digits < 1 || digits > length)
            return null;
        var step = (long)Math.Pow(10, length - digits);
        var (near, far) = (Math.Abs(year) / step * step, Math.Abs(year) / step * step + step - 1);
        var (first, last) = year < 0 ? (-far, -near) : (near, far);
        return new EdtfPoint(2, new CalendarDay(first, 1, 1), new CalendarDay(last, 12, 31), false);
    }

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<before0>[?~%])?(?<year>-?[0-9X]{4})(S(?<significant>[0-9]{1,2}))?(?<behind0>[?~%])?(-(?<before1>[?~%])?(?<month>[0-9X]{2})(?<behind1>[?~%])?(-(?<before2>[?~%])?(?<day>[0-9X]{2})(?<behind2>[?~%])?)?)?\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex CalendarForm();

    [GeneratedRegex(
        @"^Y(?<sign>-)?(?<digits>[0-9]{1,18})(E(?<exponent>[0-9]{1,2}))?(S(?<significant>[0-9]{1,2}))?\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex LongYearForm();
}
