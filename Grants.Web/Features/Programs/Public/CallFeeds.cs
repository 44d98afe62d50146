using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform;
using Grants.Web.Platform.Calendar;
using Grants.Web.Platform.Markdown;
using Grants.Web.Platform.PublicPages;
using Grants.Web.Shared.Calls;

namespace Grants.Web.Features.Programs.Public;

/// <summary>Calls for programs of others: JSON Feed 1.1 (jsonfeed.org) of all, and one call's dates for a calendar.</summary>
internal static class CallFeeds
{
    /// <summary>Open and upcoming first; older ones than fit here are on the pages.</summary>
    private const int Newest = 100;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task<IResult> FeedAsync(
        HttpContext context,
        ListPublicCalls list,
        CurrentFunder funder,
        SiteAddress site,
        CancellationToken cancel
    )
    {
        var calls = await list.RunAsync(1, cancel, Newest);
        context.KeepUntil(calls.NextChange, calls.Now);
        var name = (await funder.GetAsync(cancel)).Name;
        return Results.Json(
            new Feed(
                "https://jsonfeed.org/version/1.1",
                $"Calls of {name}",
                site.Of(ProgramsRoutes.PublicCalls),
                site.Of(ProgramsRoutes.Feed),
                [.. calls.Page.Rows.Select(c => ItemOf(c, site))]
            ),
            Json,
            "application/feed+json; charset=utf-8"
        );
    }

    public static async Task<IResult> CalendarAsync(
        string slug,
        HttpContext context,
        ReadPublicCall read,
        SiteAddress site,
        CancellationToken cancel
    )
    {
        // Nobody signs in with a calendar: of a test it gets nothing.
        var shown = await read.RunAsync(slug, null, cancel);
        var url = site.Of(ProgramsRoutes.PublicCall(slug));
        var file = CalendarFile.Of(
            [.. shown.Dates.Select(d => DateOf(shown.Call, d, url, site))],
            shown.Now
        );
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{slug}.ics\"";
        return Results.Text(file, CalendarFile.ContentType);
    }

    private static CalendarDate DateOf(Call call, Milestone date, string url, SiteAddress site) =>
        new(
            // The deadline keeps the call's own id: calendars that have it already move it.
            date.Title == "Deadline"
            && date.At == call.DeadlineAt
                ? $"{call.Id}@{site.Root.Host}"
                : $"{call.Id}-{IdOf(date.Title)}@{site.Root.Host}",
            call.Version,
            date.At,
            $"{date.Title}: {call.Title}",
            date.At == call.DeadlineAt || call.CutOffs.Contains(date.At)
                ? $"{call.Say(date.At)}. {call.GraceText} {url}"
                : $"{call.Say(date.At)}. {url}",
            url
        );

    /// <summary>Stays while the title does, in any script.</summary>
    private static string IdOf(string title) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(title)))[..12];

    private static FeedItem ItemOf(PublicCallRow call, SiteAddress site) =>
        new(
            call.Id.ToString(),
            site.Of(ProgramsRoutes.PublicCall(call.Slug)),
            call.Title,
            call.Summary.Length > 0 ? MarkdownHtml.Plain(call.Summary) : call.Title,
            call.OpensAt,
            new FeedCall(
                Words.Of(call.Phase.ToString()).ToLowerInvariant(),
                call.OpensAt,
                call.Deadline?.Instant,
                call.Zone,
                call.GraceMinutes,
                call.CutOffs.Count > 0 ? call.CutOffs : null,
                call.Milestones.Count > 0
                    ? [.. call.Milestones.Select(m => new FeedDate(m.Title, m.At))]
                    : null,
                call.AwardCap.Amount,
                call.AwardCap.Currency,
                call.IsByInvitation,
                site.Of(ProgramsRoutes.Calendar(call.Slug))
            )
        );

    private sealed record Feed(
        string Version,
        string Title,
        string HomePageUrl,
        string FeedUrl,
        IReadOnlyList<FeedItem> Items
    );

    private sealed record FeedItem(
        string Id,
        string Url,
        string Title,
        string ContentText,
        DateTimeOffset DatePublished,
        [property: JsonPropertyName("_call")] FeedCall Call
    );

    /// <summary>Our extension of the format, under a name with an underscore as it asks for.</summary>
    /// <param name="DeadlineAt">Left out of a rolling call without an end, and so are lists without content.</param>
    private sealed record FeedCall(
        string Phase,
        DateTimeOffset OpensAt,
        DateTimeOffset? DeadlineAt,
        string TimeZone,
        int GraceMinutes,
        IReadOnlyList<DateTimeOffset>? CutOffs,
        IReadOnlyList<FeedDate>? Milestones,
        decimal AwardCap,
        string Currency,
        bool ByInvitation,
        string Calendar
    );

    private sealed record FeedDate(string Title, DateTimeOffset At);
}
