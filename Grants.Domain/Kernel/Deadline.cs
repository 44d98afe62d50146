using System.Globalization;

namespace Grants.Domain.Kernel;

/// <summary>An instant and the IANA zone it was announced in. Never a date alone.</summary>
public readonly record struct Deadline(DateTimeOffset Instant, string Zone)
{
    /// <summary>
    /// A deadline at a local time in a zone. A time that daylight saving skips moves on by the gap; one that comes twice is
    /// meant the second time, which gives nobody less time than they may have read.
    /// </summary>
    /// <exception cref="RefusedException">The zone isn't in the time zone database.</exception>
    public static Deadline At(DateTime local, string zone)
    {
        var found =
            Find(zone)
            ?? throw new RefusedException(
                new Refusal($"\"{zone}\" isn't a time zone such as America/New_York.")
            );
        var unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (found.IsInvalidTime(unspecified))
            unspecified += TimeSpan.FromHours(1);
        return new Deadline(
            new DateTimeOffset(unspecified, found.GetUtcOffset(unspecified)).ToUniversalTime(),
            zone
        );
    }

    public static bool IsZone(string zone) => Find(zone) is not null;

    /// <summary>The local time in the announced zone.</summary>
    public DateTime Local =>
        TimeZoneInfo.ConvertTime(Instant, Find(Zone) ?? TimeZoneInfo.Utc).DateTime;

    /// <summary>"30 November 2026, 17:00:00 (America/New_York)".</summary>
    public override string ToString() => Say(Instant);

    /// <summary>Another instant, said in this deadline's zone, to the second.</summary>
    public string Say(DateTimeOffset instant) =>
        TimeZoneInfo
            .ConvertTime(instant, Find(Zone) ?? TimeZoneInfo.Utc)
            .ToString("d MMMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture) + $" ({Zone})";

    private static TimeZoneInfo? Find(string zone) =>
        zone.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? found
            : null;
}
