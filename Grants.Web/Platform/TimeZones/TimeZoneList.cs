using Grants.Domain.Kernel;
using NodaTime.TimeZones;

namespace Grants.Web.Platform.TimeZones;

/// <param name="Id">IANA name, such as America/New_York.</param>
/// <param name="Place">Country and region, to search by.</param>
public sealed record TimeZoneChoice(string Id, string Place);

/// <summary>The zones of the IANA database that this server knows, whatever its operating system calls them.</summary>
public static class TimeZoneList
{
    public static IReadOnlyList<TimeZoneChoice> All { get; } =
    [
        new("UTC", "Coordinated Universal Time"),
        .. (TzdbDateTimeZoneSource.Default.ZoneLocations ?? [])
            .Where(z => Deadline.IsZone(z.ZoneId))
            .OrderBy(z => z.ZoneId, StringComparer.Ordinal)
            .Select(z => new TimeZoneChoice(
                z.ZoneId,
                z.Comment.Length == 0 ? z.CountryName : $"{z.CountryName}, {z.Comment}"
            )),
    ];
}
