using System.Globalization;
using System.Text.RegularExpressions;

namespace Grants.Domain.Catalog.Edtf;

/// <summary>An EDTF date as people say it: "about 1972", "1980s", "October 1969 to 1971", "1667, 1668 or 1670".</summary>
public static partial class DateWords
{
    private static readonly string[] Seasons = ["spring", "summer", "autumn", "winter"];
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth"];

    /// <returns>"Undated" for an empty text and where nothing is known; a text that isn't such a date comes back as it is.</returns>
    public static string Of(string date)
    {
        if (date is "" or "XXXX")
            return "Undated";
        if (EdtfValue.Parse(date) is null)
            return date;
        var said =
            date[0] is '[' or '{' ? Set(date)
            : date.Contains('/', StringComparison.Ordinal) ? Interval(date.Split('/'))
            : Point(date);
        return said is { Length: > 0 } ? char.ToUpperInvariant(said[0]) + said[1..] : date;
    }

    private static string? Interval(string[] ends)
    {
        var words = Array.ConvertAll(ends, End);
        return (words[0], words[1]) switch
        {
            ("", "") => null,
            ("", { } last) => $"until {last}",
            ({ } first, "") => $"from {first}",
            ({ } first, { } last) => $"{first} to {last}",
            _ => null,
        };
    }

    private static string? Set(string date)
    {
        var members = date[1..^1]
            .Split(',')
            .Select(member => member.Split(".."))
            .Select(ends => ends.Length == 1 ? Point(ends[0]) : Interval(ends))
            .ToList();
        if (members.Contains(null))
            return null;
        var joint = date[0] == '[' ? "or" : "and";
        return members.Count == 1
            ? members[0]
            : $"{string.Join(", ", members.SkipLast(1))} {joint} {members[^1]}";
    }

    /// <returns>Empty for an open end.</returns>
    private static string? End(string text) => text is "" or ".." ? "" : Point(text);

    private static string? Point(string text)
    {
        if (text[0] == 'Y')
            return LongYear(text);
        var form = Form().Match(text);
        if (!form.Success)
            return null;
        string Part(string name) => form.Groups[name].Value;
        if (Day(Year(Part("year")), Part("month"), Part("day")) is not { } said)
            return null;
        if (Part("time") is { Length: > 0 } time)
            said = $"{said}, {time}";
        if (Part("significant") is { Length: > 0 } significant)
            said = $"{said}, to {significant} significant digits";
        return text switch
        {
            _ when text.Contains('%', StringComparison.Ordinal) => $"about {said}, uncertain",
            _ when text.Contains('~', StringComparison.Ordinal)
                    && text.Contains('?', StringComparison.Ordinal) => $"about {said}, uncertain",
            _ when text.Contains('~', StringComparison.Ordinal) => $"about {said}",
            _ when text.Contains('?', StringComparison.Ordinal) => $"{said}, uncertain",
            _ => said,
        };
    }

    private static string? LongYear(string text) =>
        EdtfValue.Parse(text) is not { Earliest: { } first, Latest: { } last } ? null
        : first.Year == last.Year ? $"the year {Grouped(first.Year)}"
        : $"a year from {Grouped(first.Year)} to {Grouped(last.Year)}";

    private static string Grouped(long year) =>
        year.ToString("#,##0", CultureInfo.InvariantCulture);

    private static string Year(string digits) =>
        digits switch
        {
            "XXXX" => "unknown year",
            // Year 0 is 1 BCE.
            _ when long.TryParse(
                    digits,
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var year
                )
                    && year <= 0 => string.Create(CultureInfo.InvariantCulture, $"{1 - year} BCE"),
            _ when digits.EndsWith("XX", StringComparison.Ordinal) => $"{digits[..^2]}00s",
            _ when digits.EndsWith('X') => $"{digits[..^1]}0s",
            _ => digits,
        };

    private static string? Day(string year, string month, string day)
    {
        if (month.Length == 0 || (month == "XX" && day is "" or "XX"))
            return year;
        if (!int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        if (number > 12)
            return Season(number, year);
        var name = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(number);
        if (day.Length == 0 || day == "XX")
            return $"{name} {year}";
        return int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var date)
            ? $"{date.ToString(CultureInfo.InvariantCulture)} {name} {year}"
            : null;
    }

    private static string Season(int code, string year) =>
        code switch
        {
            <= 24 => $"{Seasons[code - 21]} {year}",
            <= 28 => $"{Seasons[code - 25]} {year} (northern hemisphere)",
            <= 32 => $"{Seasons[code - 29]} {year} (southern hemisphere)",
            <= 36 => $"{Ordinals[code - 33]} quarter of {year}",
            <= 39 => $"{Ordinals[code - 37]} third of {year}",
            _ => $"{Ordinals[code - 40]} half of {year}",
        };

    [GeneratedRegex(
        @"^[?~%]?(?<year>-?[0-9X]{4})(S(?<significant>[0-9]+))?[?~%]?(-[?~%]?(?<month>[0-9X]{2})[?~%]?(-[?~%]?(?<day>[0-9X]{2})[?~%]?)?)?(T(?<time>.+))?\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form();
}
