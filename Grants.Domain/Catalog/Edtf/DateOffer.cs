using System.Globalization;
using System.Text.RegularExpressions;

namespace Grants.Domain.Catalog.Edtf;

/// <summary>
/// What a date that isn't EDTF most likely means: "c. 1975" is 1975~, "12 марта 1974" is 1974-03-12, "1964-91" is 1964/1991.
/// An offer, for somebody to accept: what can be read in two ways (3/4/1974) isn't offered at all.
/// </summary>
public static partial class DateOffer
{
    /// <summary>Nothing is known of the date.</summary>
    public const string Undated = "XXXX";

    private static readonly Dictionary<string, int> Months = MonthNames();

    /// <returns>EDTF, or null when it can't be told what is meant.</returns>
    public static string? For(string text)
    {
        if (text.Length > EdtfValue.MaxLength)
            return null;
        var plain = Plain(text);
        if (NoDate().IsMatch(plain))
            return Undated;
        return Valid(Draft2012(plain)) ?? Valid(Span(plain)) ?? Valid(Qualified(plain));
    }

    private static string? Valid(string? edtf) =>
        edtf is not null && EdtfValue.Parse(edtf) is not null ? edtf : null;

    /// <summary>One kind of dash and of space, small letters, without brackets, closing stops, a label such as "dates of creation:" and the words for "year".</summary>
    private static string Plain(string text)
    {
        var plain = Dashes().Replace(text.Trim().ToLowerInvariant(), "-");
        plain = Label().Replace(plain, "");
        plain = YearWords().Replace(Spaces().Replace(plain, " "), "$1");
        if (plain.Length > 1 && (plain[0], plain[^1]) is ('[', ']') or ('(', ')'))
            plain = plain[1..^1];
        return plain.Trim().TrimEnd('.', ',', ';').Trim();
    }

    /// <summary>The drafts of 2012 wrote u, unknown, open and ?~.</summary>
    private static string? Draft2012(string text)
    {
        if (!Draft2012Form().IsMatch(text))
            return null;
        var ends = text.Split('/')
            .Select(end =>
                end switch
                {
                    "open" => "..",
                    "unknown" => "",
                    _ => end.Replace('u', 'X')
                        .Replace('x', 'X')
                        .Replace("?~", "%", StringComparison.Ordinal),
                }
            );
        return string.Join('/', ends);
    }

    private static string? Span(string text)
    {
        if (Before().Match(text) is { Success: true } before)
            return Qualified(before.Groups["date"].Value) is { } end ? $"../{end}" : null;
        if (After().Match(text) is { Success: true } after)
            return Qualified(after.Groups["date"].Value) is { } start ? $"{start}/.." : null;
        if (OneOf().Match(text) is { Success: true } either)
            return Set(either, '[', ']');
        if (ShortYears().Match(text) is { Success: true } years)
            return Years(years.Groups["from"].Value, years.Groups["to"].Value);
        if (DaysOfMonth().Match(text) is { Success: true } days)
            return DaysOf(days);
        foreach (var form in (Regex[])[Between(), Through(), Dashed()])
            if (form.Match(text) is { Success: true } span)
                if (Interval(span.Groups["from"].Value, span.Groups["to"].Value) is { } interval)
                    return interval;
        return All().Match(text) is { Success: true } all ? Set(all, '{', '}') : null;
    }

    private static string? Set(Match two, char opening, char closing) =>
        Single(two.Groups["one"].Value) is { } one && Single(two.Groups["other"].Value) is { } other
            ? $"{opening}{one},{other}{closing}"
            : null;

    /// <summary>"1974-75" and "1974-1975"; "1974-05" is a month and never comes here.</summary>
    private static string? Years(string from, string to)
    {
        var end = to.Length == 4 ? to : from[..2] + to;
        return string.CompareOrdinal(end, from) > 0 ? $"{from}/{end}" : null;
    }

    /// <summary>"12-15 March 1974" and "March 12-15, 1974".</summary>
    private static string? DaysOf(Match days)
    {
        var rest = $"{days.Groups["month"].Value} {days.Groups["year"].Value}";
        return
            Single($"{days.Groups["from"].Value} {rest}") is { } first
            && Single($"{days.Groups["to"].Value} {rest}") is { } last
            ? $"{first}/{last}"
            : null;
    }

    /// <summary>In "March to June 1974" the first month's year is the second one's.</summary>
    private static string? Interval(string from, string to)
    {
        if (Qualified(to) is not { } end)
            return null;
        var start =
            Qualified(from)
            ?? (
                EdtfValue.Parse(end) is { Earliest: { } day }
                    ? Qualified($"{from} {day.Year}")
                    : null
            );
        return start is null ? null : $"{start}/{end}";
    }

    private static string? Qualified(string text)
    {
        var (isAbout, isUnsure) = (false, false);
        while (Qualifier().Match(text) is { Success: true } said)
        {
            isAbout |= said.Groups["about"].Success;
            isUnsure |= said.Groups["unsure"].Success;
            text = text.Remove(said.Index, said.Length).Trim(' ', ',');
        }
        if (Single(text) is not { } date)
            return null;
        return date
            + (isAbout, isUnsure) switch
            {
                (true, true) => "%",
                (true, false) => "~",
                (false, true) => "?",
                _ => "",
            };
    }

    /// <summary>One day, month, season, year, decade or century, in the orders that people write them.</summary>
    private static string? Single(string text)
    {
        text = Weekday().Replace(text.Trim(), "").Trim();
        if (EdtfValue.Parse(text.ToUpperInvariant()) is { Level: 0 or 1 })
            return text.ToUpperInvariant();
        if (Decade().Match(text) is { Success: true } decade)
            return $"{decade.Groups["digits"].Value}X";
        if (OpenDigits().Match(text) is { Success: true } open)
            return open.Groups["digits"].Value.PadRight(4, 'X');
        if (Century().Match(text) is { Success: true } century)
            return $"{int.Parse(century.Groups["number"].Value, CultureInfo.InvariantCulture) - 1:00}XX";
        if (NumericDay(text) is { } day)
            return day;
        return Worded(text);
    }

    private static string? NumericDay(string text)
    {
        if (YearFirst().Match(text) is { Success: true } sorted)
            return Date(sorted, "month", "day");
        if (Dotted().Match(text) is { Success: true } dotted)
            return Date(dotted, "two", "one");
        if (Slashed().Match(text) is not { Success: true } slashed)
            return null;
        var (one, two) = (
            int.Parse(slashed.Groups["one"].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(slashed.Groups["two"].ValueSpan, CultureInfo.InvariantCulture)
        );
        // Americans write the month first, others the day: certain only where one of them can't be a month.
        return one > 12 || one == two ? Date(slashed, "two", "one")
            : two > 12 ? Date(slashed, "one", "two")
            : null;
    }

    private static string Date(Match form, string month, string day) =>
        $"{form.Groups["year"].Value}-{form.Groups[month].Value.PadLeft(2, '0')}-{form.Groups[day].Value.PadLeft(2, '0')}";

    /// <summary>A year and a month's or season's name with or without a day, in any order.</summary>
    private static string? Worded(string text)
    {
        string? year = null,
            day = null;
        int? month = null;
        foreach (var word in WordBreak().Split(text).Where(w => w.Length > 0))
        {
            if (FourDigits().IsMatch(word) && year is null)
                year = word;
            else if (DayNumber().Match(word) is { Success: true } number && day is null)
                day = number.Groups["day"].Value.PadLeft(2, '0');
            else if (MonthOf(word) is { } named && month is null)
                month = named;
            else if (word is not ("of" or "the"))
                return null;
        }
        if (year is null || month is not { } m)
            return null;
        var date = string.Create(CultureInfo.InvariantCulture, $"{year}-{m:00}");
        return day is null ? date : $"{date}-{day}";
    }

    /// <summary>In Hebrew "in March" and "of March" are the month with a letter before it.</summary>
    private static int? MonthOf(string word)
    {
        if (Months.TryGetValue(word, out var month))
            return month;
        return word[0] is 'ב' or 'ל' or 'ה' && Months.TryGetValue(word[1..], out month)
            ? month
            : null;
    }

    private static Dictionary<string, int> MonthNames()
    {
        string[] names =
        [
            "january jan января январь янв ינואר",
            "february feb февраля февраль фев פברואר",
            "march mar марта март мар מרץ מרס מארס",
            "april apr апреля апрель апр אפריל",
            "may мая май מאי",
            "june jun июня июнь июн יוני",
            "july jul июля июль июл יולי",
            "august aug августа август авг אוגוסט",
            "september sept sep сентября сентябрь сен сент ספטמבר",
            "october oct октября октябрь окт אוקטובר",
            "november nov ноября ноябрь ноя нояб נובמבר",
            "december dec декабря декабрь дек דצמבר",
        ];
        string[] seasons =
        [
            "spring весна весной אביב",
            "summer лето летом קיץ",
            "autumn fall осень осенью סתיו",
            "winter зима зимой חורף",
        ];
        return names
            .Select((n, i) => (Names: n, Number: i + 1))
            .Concat(seasons.Select((n, i) => (Names: n, Number: i + 21)))
            .SelectMany(n => n.Names.Split(' ').Select(name => (name, n.Number)))
            .ToDictionary(n => n.name, n => n.Number);
    }

    [GeneratedRegex("[‐-―−־]")]
    private static partial Regex Dashes();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"([0-9])\s*(г\.|гг\.|годы|года|год|г)(?!\p{L})|\b(year|שנת)\s+(?=[0-9])")]
    private static partial Regex YearWords();

    [GeneratedRegex(
        @"^(n\.?\s?d\.?|s\.?\s?d\.?|undated|no date|not dated|unknown|date unknown|unknown date|б\.?\s?д\.?|без даты|не датировано|ללא תאריך|לא ידוע|אומבאקאנט|נ\.?ד\.?)$"
    )]
    private static partial Regex NoDate();

    [GeneratedRegex(
        @"^(open|unknown|[0-9ux]{4}(-[0-9ux]{2}){0,2}(\?~|[?~%])?)(/(open|unknown|[0-9ux]{4}(-[0-9ux]{2}){0,2}(\?~|[?~%])?))?$"
    )]
    private static partial Regex Draft2012Form();

    [GeneratedRegex(
        @"^(before|until|till|not after|by|до|לפני|עד)\s+(?<date>.+)$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Before();

    [GeneratedRegex(
        @"^((after|since|not before|с|после|אחרי|מאז)\s+(?<date>.+)|(?<date>[0-9]{4})\s?-)$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex After();

    [GeneratedRegex(@"^(?<one>.+?)( and|,| и|;) (?<other>.+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex All();

    [GeneratedRegex(@"^(date|dates|time period|period|дата|תאריך)( \p{L}+){0,4}: (?=.)")]
    private static partial Regex Label();

    [GeneratedRegex(
        @"^(either )?(?<one>.+) (or|или|או) (?<other>.+)$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex OneOf();

    [GeneratedRegex(
        @"^(?<from>[0-9]{4})\s?[-/]\s?(?<to>[0-9]{4}|[0-9]{2})$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex ShortYears();

    [GeneratedRegex(
        @"^((?<from>[0-9]{1,2})\s?-\s?(?<to>[0-9]{1,2}) (?<month>\p{L}+\.?),? (?<year>[0-9]{4})|(?<month>\p{L}+\.?) (?<from>[0-9]{1,2})\s?-\s?(?<to>[0-9]{1,2}),? (?<year>[0-9]{4}))$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex DaysOfMonth();

    [GeneratedRegex(
        @"^(between|между|בין)\s+(?<from>.+)\s+(and|и|ל|ו)-?\s*(?<to>.+)$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Between();

    [GeneratedRegex(
        @"^((from|с|от|מ)\s+)?(?<from>.+)\s+(to|through|thru|until|till|по|до|עד)\s+(?<to>.+)$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Through();

    [GeneratedRegex(
        @"^(?<from>.+?)(\s+-\s*|\s*-\s+)(?<to>.+)$|^(?<from>.*[^0-9 ].*[0-9]{4})-(?<to>.*[^0-9 ].*[0-9]{4})$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Dashed();

    [GeneratedRegex(
        @"^(?<about>((circa|ca?|about|around|approximately|approx|roughly|ок|около|примерно|בערך|סביבות|בסביבות)(\.|\b)|ca?(?=[0-9]))\s*)|^(?<about>~)|(?<about>\s?\((approx|approximate|circa)\.?\)$)|^(?<unsure>(probably|possibly|perhaps|maybe|вероятно|возможно|предположительно|כנראה|אולי)\s+)|(?<unsure>\s?(\?|\(\?\)|,? uncertain)$)",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Qualifier();

    [GeneratedRegex(
        @"^(sun|mon|tues?|wednes|thurs?|fri|satur|sat|wed|thu)(day)?\.?,?\s+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Weekday();

    [GeneratedRegex(
        @"^((the|early|mid|late|начало|конец|середина)[ -]+)*(?<digits>[0-9]{3})0('?s|-?(е|х|ые|ых)|-?\s?e)$|^שנות ה-?\s?(?<digits>[0-9]{3})0$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Decade();

    [GeneratedRegex(@"^(?<digits>[0-9]{2,3})(-{1,2}|_{1,2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex OpenDigits();

    [GeneratedRegex(
        @"^(the )?(?<number>[0-9]{2})(st|nd|rd|th)? (century|cent\.?|век|в\.?)$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Century();

    [GeneratedRegex(
        @"^(?<year>[0-9]{4})([-/.])(?<month>[0-9]{1,2})\1(?<day>[0-9]{1,2})( 00:00(:00)?)?$|^(?<year>(18|19|20)[0-9]{2})(?<month>[0-9]{2})(?<day>[0-9]{2})$"
    )]
    private static partial Regex YearFirst();

    [GeneratedRegex(
        @"^(?<one>[0-9]{1,2})\.\s?(?<two>[0-9]{1,2})\.\s?(?<year>[0-9]{4})$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Dotted();

    [GeneratedRegex(@"^(?<one>[0-9]{1,2})([-/])(?<two>[0-9]{1,2})\1(?<year>[0-9]{4})$")]
    private static partial Regex Slashed();

    [GeneratedRegex(@"[\s,.]+|(?<=\p{L})-(?=[0-9])|(?<=[0-9])-(?=\p{L})")]
    private static partial Regex WordBreak();

    [GeneratedRegex("^[0-9]{4}$")]
    private static partial Regex FourDigits();

    [GeneratedRegex("^(?<day>[0-9]{1,2})(st|nd|rd|th|го|ое)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex DayNumber();
}
