using Grants.Web.Platform.Storage;
using Microsoft.Net.Http.Headers;

namespace Grants.Web.Features.Deliverables.Results;

/// <summary>
/// Delivered sound and video as browsers play it, in ranges, so that nobody waits for a whole master: the file itself, or its access
/// copy where it isn't kept here.
/// </summary>
public static class BatchRecordings
{
    /// <summary>The type that browsers know it by, by what the check found.</summary>
    private static readonly Dictionary<string, string> Played = new()
    {
        ["audio/x-wav"] = "audio/wav",
        ["audio/mpeg"] = "audio/mpeg",
        ["audio/flac"] = "audio/flac",
        ["video/mp4"] = "video/mp4",
    };

    /// <summary>How it is looked at or listened to.</summary>
    /// <param name="isOutside">Then a copy of another format may stand for it.</param>
    public static Viewing ViewingOf(string? format, bool isOutside) =>
        format is null || !(isOutside || Played.ContainsKey(format)) ? Viewing.None
        : format.StartsWith("audio/", StringComparison.Ordinal) ? Viewing.Sound
        : format.StartsWith("video/", StringComparison.Ordinal) ? Viewing.Video
        : Viewing.None;

    /// <summary>Only for people who see the batch.</summary>
    public static async Task<IResult> SendAsync(
        Guid id,
        Guid fileId,
        ListOfBatch list,
        IFileStore store,
        HttpContext http,
        CancellationToken cancel
    )
    {
        await using var db = await list.OpenAsync(id, cancel);
        if (await db.ShownForAsync(id, fileId, Played.Keys, cancel) is not { } shown)
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.File(
            await store.OpenAsync(shown.Sha256, cancel),
            Played[shown.Format!],
            entityTag: new EntityTagHeaderValue($"\"{shown.Sha256}\""),
            enableRangeProcessing: true
        );
    }
}
