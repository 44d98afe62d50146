using System.Globalization;
using System.Text.RegularExpressions;

namespace Grants.Domain.Catalog.Edtf;

/// <summary>
/// A date in the Extended Date/Time Format (ISO 8601-2:2019, annex A, levels 0 to 2): a day, month, year or season, a time of
/// day, an interval, one of a set or all of it, with uncertain, approximate and unspecified parts.
/// </summary>
/// <param name="Text">As it was written.</param>
/// <param name="Level">The lowest level that has this form: 0, 1 or 2.</param>
/// <param name="Earliest">The first day that it can mean; null for an open or unknown beginning.</param>
/// <param name="Latest">The last day; null for an open or unknown end.</param>
public sealed partial record EdtfValue(
    string Text,
    int Level,
    CalendarDay? Earliest,
    CalendarDay? Latest
)
{
    /// <summary>Longer ones are refused unread.</summary>
    public const int MaxLength = 400;

    /// <summary>
    /// Sorts as text, the earliest first and within one beginning the shorter span first; what has no beginning sorts by its
    /// end, and the undated last.
    /// </summary>
    public string SortKey =>
        (Earliest ?? Latest) is { } from ? $"{Key(from)} {Key(Latest ?? from)}" : "~";

    /// <returns>Null when the text isn't EDTF, names a day that there can't be, or ends before it begins.</returns>
    public static EdtfValue? Parse(string text)
    {
        if (text.Length is 0 or > MaxLength)
            return null;
        if (text[0] is '[' or '{')
            return Set(text);
        if (text.Contains('/', StringComparison.Ordinal))
            return Interval(text);
        if (EdtfPoint.Read(text) is { } point)
            return new EdtfValue(text, point.Level, point.Earliest, point.Latest);
        return DateTime(text);
    }

    private static EdtfValue? Interval(string text)
    {
        var ends = text.Split('/');
        if (ends.Length != 2 || ends.All(e => e.Length == 0))
            return null;
        var (isOpen, points) = (
            Array.ConvertAll(ends, e => e is "" or ".."),
            Array.ConvertAll(ends, EdtfPoint.Read)
        );
        for (var i = 0; i < 2; i++)
            if (!isOpen[i] && points[i] is null or { IsLongYear: true })
                return null;
        var (start, end) = (points[0], points[1]);
        // An end that leaves digits open may be any day that fits; one that doesn't counts from its first day.
        if (
            start is { Earliest: { } from }
            && (end is { IsUnspecified: true } ? end.Latest : end?.Earliest) is { } to
            && to < from
        )
            return null;
        var level = points.Max(p => p?.Level ?? 1);
        if (points.Any(p => p is { IsUnspecified: true }))
            level = 2;
        return new EdtfValue(text, level, start?.Earliest, end?.Latest);
    }

    /// <summary>[..] is one of these, {..} all of them.</summary>
    private static EdtfValue? Set(string text)
    {
        if ((text[0], text[^1]) is not (('[', ']') or ('{', '}')) || text.Length < 3)
            return null;
        var members = text[1..^1].Split(',');
        CalendarDay? first = null,
            last = null;
        var (isOpenBefore, isOpenAfter) = (false, false);
        for (var i = 0; i < members.Length; i++)
        {
            var ends = members[i].Split("..");
            if (ends.Length > 2 || ends.All(e => e.Length == 0))
                return null;
            var (from, to) = (EdtfPoint.Read(ends[0]), EdtfPoint.Read(ends[^1]));
            // Only the first member can have begun always, and only the last can go on.
            if (from is null && (ends[0].Length > 0 || i > 0))
                return null;
            if (to is null && (ends[^1].Length > 0 || i < members.Length - 1))
                return null;
            if (to?.Latest < from?.Earliest)
                return null;
            isOpenBefore |= from is null;
            isOpenAfter |= to is null;
            first = Least(first, (from ?? to)!.Earliest);
            last = Greatest(last, (to ?? from)!.Latest);
        }
        return new EdtfValue(text, 2, isOpenBefore ? null : first, isOpenAfter ? null : last);
    }

    private static EdtfValue? DateTime(string text)
    {
        var form = DateTimeForm().Match(text);
        return
            form.Success
            && EdtfPoint.Read(form.Groups["day"].Value)
                is { IsUnspecified: false, Earliest: { } day } point
            ? new EdtfValue(text, point.Level, day, day)
            : null;
    }

    private static CalendarDay? Least(CalendarDay? one, CalendarDay? other) =>
        one is null || other < one ? other : one;

    private static CalendarDay? Greatest(CalendarDay? one, CalendarDay? other) =>
        one is null || other > one ? other : one;

    /// <summary>Years are moved up by 10^18 so that those before year 0 sort first.</summary>
    private static string Key(CalendarDay day) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{day.Year + 1_000_000_000_000_000_000:0000000000000000000}{day.Month:00}{day.Day:00}"
        );

    // The offset is one from UTC: at most 14 hours.
    [GeneratedRegex(
        @"^(?<day>-?[0-9]{4}-[0-9]{2}-[0-9]{2})T(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00)(Z|[+-]((0[0-9]|1[0-3])(:[0-5][0-9])?|14(:00)?))?\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex DateTimeForm();
}
