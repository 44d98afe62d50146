using System.Text.Json;
using System.Text.Json.Serialization;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Calendar;
using Grants.Web.Platform.Markdown;
using Grants.Web.Platform.PublicPages;
using Grants.Web.Shared.Calls;

namespace Grants.Web.Features.Programs.Public;

/// <summary>Calls for programs of others: JSON Feed 1.1 (jsonfeed.org) of all, and one call's deadline for a calendar.</summary>
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
        var call = await read.RunAsync(slug, cancel);
        var url = site.Of(ProgramsRoutes.PublicCall(slug));
        var file = CalendarFile.Of(
            new CalendarDate(
                $"{call.Id}@{site.Root.Host}",
                call.Version,
                call.Deadline.Instant,
                $"Deadline: {call.Title}",
                $"Applications count if they are received at or before {call.Deadline}. {url}",
                url
            ),
            call.Now
        );
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{slug}.ics\"";
        return Results.Text(file, CalendarFile.ContentType);
    }

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
                call.Deadline.Instant,
                call.Deadline.Zone,
                call.AwardCap.Amount,
                call.AwardCap.Currency,
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
    private sealed record FeedCall(
        string Phase,
        DateTimeOffset OpensAt,
        DateTimeOffset DeadlineAt,
        string TimeZone,
        decimal AwardCap,
        string Currency,
        string Calendar
    );
}
