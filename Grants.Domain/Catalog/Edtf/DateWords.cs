using System.Globalization;
using System.Text.RegularExpressions;

namespace Grants.Domain.Catalog.Edtf;

/// <summary>An EDTF date (ISO 8601-2:2019) as people say it: "about 1972", "1980s", "October 1969 to 1971".</summary>
public static partial class DateWords
{
    private static readonly string[] Seasons = ["spring", "summer", "autumn", "winter"];

    /// <returns>"Undated" for an empty text; a text that isn't such a date comes back as it is.</returns>
    public static string Of(string date)
    {
        if (date.Length == 0)
            return "Undated";
        var ends = date.Split('/');
        if (ends.Length > 2)
            return date;
        var words = Array.ConvertAll(ends, End);
        if (words.Contains(null))
            return date;
        var said = (ends.Length, words[0], words[^1]) switch
        {
            (1, { } only, _) => only,
            (_, "", "") => date,
            (_, "", { } last) => $"until {last}",
            (_, { } first, "") => $"from {first}",
            _ => $"{words[0]} to {words[1]}",
        };
        return char.ToUpperInvariant(said[0]) + said[1..];
    }

    /// <returns>Empty for an open end, null for what isn't a date.</returns>
    private static string? End(string text)
    {
        if (text is "" or "..")
            return "";
        var match = Form().Match(text);
        if (!match.Success)
            return null;
        var (year, month, day) = (
            match.Groups["year"].Value,
            match.Groups["month"].Value,
            match.Groups["day"].Value
        );
        if (Day(Year(year), month, day) is not { } said)
            return null;
        return text switch
        {
            _ when text.Contains('%', StringComparison.Ordinal) => $"about {said}, uncertain",
            _ when text.Contains('~', StringComparison.Ordinal) => $"about {said}",
            _ when text.Contains('?', StringComparison.Ordinal) => $"{said}, uncertain",
            _ => said,
        };
    }

    private static string Year(string digits) =>
        digits switch
        {
            "XXXX" => "unknown year",
            _ when digits.EndsWith("XX", StringComparison.Ordinal) => $"{digits[..2]}00s",
            _ when digits.EndsWith('X') => $"{digits[..3]}0s",
            _ => digits,
        };

    private static string? Day(string year, string month, string day)
    {
        if (month.Length == 0 || month == "XX")
            return year;
        if (!int.TryParse(month, CultureInfo.InvariantCulture, out var number))
            return null;
        if (number is >= 21 and <= 24 && day.Length == 0)
            return $"{Seasons[number - 21]} {year}";
        if (number is < 1 or > 12)
            return null;
        var name = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(number);
        if (day.Length == 0 || day == "XX")
            return $"{name} {year}";
        return int.TryParse(day, CultureInfo.InvariantCulture, out var date)
            ? $"{date.ToString(CultureInfo.InvariantCulture)} {name} {year}"
            : null;
    }

    [GeneratedRegex(
        @"^[?~%]?(?<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)[?~%]?(-[?~%]?(?<month>[0-9X]{2})[?~%]?(-[?~%]?(?<day>[0-9X]{2})[?~%]?)?)?\z"
    )]
    private static partial Regex Form();
}
