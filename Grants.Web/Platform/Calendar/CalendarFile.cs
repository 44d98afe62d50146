using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Grants.Web.Platform.Calendar;

/// <param name="Id">Stays the same when the date moves, so that calendars replace it.</param>
/// <param name="Revision">Grows with each change (SEQUENCE, RFC 5545 3.8.7.4).</param>
public sealed record CalendarDate(
    string Id,
    int Revision,
    DateTimeOffset At,
    string Title,
    string Description,
    string Url
);

/// <summary>Dates as an iCalendar file (RFC 5545), in UTC, so that every calendar shows them in its owner's own time.</summary>
public static class CalendarFile
{
    public const string ContentType = "text/calendar; charset=utf-8";

    /// <param name="made">DTSTAMP: when the file was made.</param>
    public static string Of(IReadOnlyList<CalendarDate> dates, DateTimeOffset made)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//Grants//Calls//EN" };
        foreach (var date in dates)
        {
            var at = new CalDateTime(date.At.UtcDateTime);
            calendar.Events.Add(
                new CalendarEvent
                {
                    Uid = date.Id,
                    Sequence = date.Revision,
                    DtStamp = new CalDateTime(made.UtcDateTime),
                    Start = at,
                    End = at,
                    Summary = date.Title,
                    Description = date.Description,
                    Url = new Uri(date.Url),
                    Transparency = TransparencyType.Transparent,
                }
            );
        }
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }
}
