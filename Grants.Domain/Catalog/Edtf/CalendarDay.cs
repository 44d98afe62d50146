using System.Globalization;

namespace Grants.Domain.Catalog.Edtf;

/// <summary>A day of the proleptic Gregorian calendar. Year 0 is 1 BCE; years may be far outside the four digits.</summary>
public readonly record struct CalendarDay(long Year, int Month, int Day) : IComparable<CalendarDay>
{
    public int CompareTo(CalendarDay other) =>
        (Year, Month, Day).CompareTo((other.Year, other.Month, other.Day));

    public static bool operator <(CalendarDay one, CalendarDay other) => one.CompareTo(other) < 0;

    public static bool operator >(CalendarDay one, CalendarDay other) => one.CompareTo(other) > 0;

    public static bool operator <=(CalendarDay one, CalendarDay other) => one.CompareTo(other) <= 0;

    public static bool operator >=(CalendarDay one, CalendarDay other) => one.CompareTo(other) >= 0;

    /// <summary>The calendar repeats every 400 years, before year 1 as well.</summary>
    public static int DaysIn(long year, int month) =>
        DateTime.DaysInMonth((int)((year % 400 + 400) % 400) + 400, month);

    /// <summary>ISO 8601: "1974-03-12", "-0044-03-15"; years of more than four digits carry a sign.</summary>
    public override string ToString()
    {
        var digits = Math.Abs(Year).ToString("0000", CultureInfo.InvariantCulture);
        var sign =
            Year < 0 ? "-"
            : Year > 9999 ? "+"
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits}-{Month:00}-{Day:00}");
    }
}
