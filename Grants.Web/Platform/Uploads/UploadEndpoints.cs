using System.Globalization;
using System.Text;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Jobs;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace Grants.Web.Platform.Uploads;

/// <summary>Whose uploads an address takes, and what becomes of them.</summary>
/// <param name="Allow">Throws where the caller may not send to this record now; asked at every step.</param>
/// <param name="CannotBegin">Why this file won't be taken, from what the sender says of it; null lets it come.</param>
/// <param name="Receive">Takes a file that is whole.</param>
public sealed record UploadTarget(
    Func<IServiceProvider, Guid, CancellationToken, Task> Allow,
    Func<IServiceProvider, AnnouncedFile, CancellationToken, Task<Refusal?>> CannotBegin,
    Func<IServiceProvider, Upload, Stream, CancellationToken, Task> Receive
)
{
    public static Refusal? TooLarge(AnnouncedFile file, long limit) =>
        file.Length > limit
            ? new Refusal(
                $"{file.Name} is larger than {Storage.ByteSize.Say(limit)}, the most for one file."
            )
            : null;
}

/// <param name="Place">Where in the record it belongs, such as a question's key; empty where there is only one.</param>
public readonly record struct AnnouncedFile(Guid OwnerId, string Place, string Name, long Length);

/// <summary>
/// Resumable uploads over HTTP after tus 1.0 (tus.io: core, creation, termination): POST begins, HEAD asks for the offset,
/// PATCH adds a chunk, DELETE gives up. They go outside of the circuit, with the same sign-in and an antiforgery token in
/// the header that forms use.
/// </summary>
public static class UploadEndpoints
{
    public const string ChunkType = "application/offset+octet-stream";

    public static IServiceCollection AddUploads(
        this IServiceCollection services,
        SiteSettings settings
    ) =>
        services
            .AddSingleton(s => new UploadStore(
                Path.Combine(settings.DataFolder, "uploads"),
                s.GetRequiredService<TimeProvider>()
            ))
            .AddJob<ForgetUploadsJob>();

    /// <param name="address">With {owner:guid}.</param>
    public static void MapUploads(
        this IEndpointRouteBuilder routes,
        string address,
        UploadTarget target
    )
    {
        var uploads = routes.MapGroup(address).RequireAuthorization();
        uploads.AddEndpointFilter(
            async (context, next) =>
            {
                var http = context.HttpContext;
                // Senders read the status; no page is made for it.
                http.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
                if (
                    !await http
                        .RequestServices.GetRequiredService<IAntiforgery>()
                        .IsRequestValidAsync(http)
                )
                    return Results.BadRequest();
                await target.Allow(
                    http.RequestServices,
                    context.GetArgument<Guid>(0),
                    http.RequestAborted
                );
                http.Response.Headers["Tus-Resumable"] = "1.0.0";
                http.Response.Headers.CacheControl = "no-store";
                return await next(context);
            }
        );
        uploads.MapPost(
            "",
            (Guid owner, HttpContext http, UploadStore store) =>
                BeginAsync(owner, http, store, target)
        );
        uploads.MapGet(
            "{id:guid}",
            (Guid owner, Guid id, HttpContext http, UploadStore store) =>
                TellOffset(owner, id, http, store)
        );
        uploads.MapPatch(
            "{id:guid}",
            (Guid owner, Guid id, HttpContext http, UploadStore store) =>
                AddAsync(owner, id, http, store, target)
        );
        uploads.MapDelete(
            "{id:guid}",
            (Guid owner, Guid id, UploadStore store) => GiveUp(owner, id, store)
        );
    }

    private static async Task<IResult> BeginAsync(
        Guid owner,
        HttpContext http,
        UploadStore store,
        UploadTarget target
    )
    {
        var about = Metadata(http.Request.Headers["Upload-Metadata"].ToString());
        if (
            Number(http, "Upload-Length") is not { } length
            || !about.TryGetValue("filename", out var name)
        )
            return Results.BadRequest();
        var file = new AnnouncedFile(owner, about.GetValueOrDefault("place", ""), name, length);
        (await target.CannotBegin(http.RequestServices, file, http.RequestAborted)).ThrowIfAny();
        var upload = store.Begin(file, about.GetValueOrDefault("lastmodified", ""));
        var offset = store.OffsetOf(upload);
        if (offset == length)
            await FinishAsync(upload, http, store, target);
        Say(http, upload, offset);
        return Results.Created($"{http.Request.Path}/{upload.Id}", null);
    }

    private static IResult TellOffset(Guid owner, Guid id, HttpContext http, UploadStore store)
    {
        var upload = store.Find(owner, id);
        Say(http, upload, store.OffsetOf(upload));
        return Results.Ok();
    }

    private static async Task<IResult> AddAsync(
        Guid owner,
        Guid id,
        HttpContext http,
        UploadStore store,
        UploadTarget target
    )
    {
        if (http.Request.ContentType != ChunkType)
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (Number(http, "Upload-Offset") is not { } offset)
            return Results.BadRequest();
        var upload = store.Find(owner, id);
        if (
            await store.AppendAsync(upload, offset, http.Request.Body, http.RequestAborted)
            is not { } reached
        )
        {
            Say(http, upload, store.OffsetOf(upload));
            return Results.StatusCode(StatusCodes.Status409Conflict);
        }
        if (reached == upload.Length)
            await FinishAsync(upload, http, store, target);
        Say(http, upload, reached);
        return Results.NoContent();
    }

    private static IResult GiveUp(Guid owner, Guid id, UploadStore store)
    {
        store.Remove(store.Find(owner, id));
        return Results.NoContent();
    }

    /// <summary>A file that is refused leaves nothing behind; one that fails to be kept can be finished by another request.</summary>
    private static async Task FinishAsync(
        Upload upload,
        HttpContext http,
        UploadStore store,
        UploadTarget target
    )
    {
        try
        {
            await using var content = store.OpenWhole(upload);
            await target.Receive(http.RequestServices, upload, content, http.RequestAborted);
        }
        catch (RefusedException)
        {
            store.Remove(upload);
            throw;
        }
        store.Remove(upload);
    }

    private static void Say(HttpContext http, Upload upload, long offset)
    {
        http.Response.Headers["Upload-Offset"] = offset.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["Upload-Length"] = upload.Length.ToString(
            CultureInfo.InvariantCulture
        );
    }

    private static long? Number(HttpContext http, string header) =>
        long.TryParse(
            http.Request.Headers[header],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    /// <summary>"filename d29ybGQ=,lastmodified MTI=" (tus 1.0, Upload-Metadata). Values that aren't Base64 are left out.</summary>
    private static Dictionary<string, string> Metadata(string header)
    {
        Dictionary<string, string> about = [];
        foreach (
            var pair in header.Split(
                ',',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            var space = pair.IndexOf(' ', StringComparison.Ordinal);
            if (space <= 0)
                continue;
            var bytes = new byte[pair.Length];
            if (Convert.TryFromBase64String(pair[(space + 1)..], bytes, out var length))
                about[pair[..space]] = Encoding.UTF8.GetString(bytes, 0, length);
        }
        return about;
    }
}
