using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Jobs;
using Grants.Web.Platform.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace Grants.Web.Platform.Uploads;

/// <summary>Whose uploads an address takes, and what becomes of them.</summary>
/// <param name="Allow">Throws where the caller may not send to this record now; asked at every step.</param>
/// <param name="CannotBegin">Why this file won't be taken, from what the sender says of it; null lets it come.</param>
/// <param name="Receive">Takes a file that is whole.</param>
/// <param name="MaxBytes">Of one file, wherever in the record it belongs.</param>
public sealed record UploadTarget(
    Func<IServiceProvider, Guid, CancellationToken, Task> Allow,
    Func<IServiceProvider, AnnouncedFile, CancellationToken, Task<Refusal?>> CannotBegin,
    Func<IServiceProvider, Upload, Stream, CancellationToken, Task> Receive,
    long MaxBytes
)
{
    /// <summary>Whether this very file arrived before, so that a folder can be chosen again after a break.</summary>
    public Func<IServiceProvider, AnnouncedFile, CancellationToken, Task<bool>> Has { get; init; } =
        (_, _, _) => Task.FromResult(false);

    public static Refusal? TooLarge(AnnouncedFile file, long limit) =>
        file.Length > limit
            ? new Refusal(
                $"{file.Name} is larger than {ByteSize.Say(limit)}, the most for one file."
            )
            : null;
}

/// <param name="Place">Where in the record it belongs, such as a question's key; empty where there is only one.</param>
/// <param name="Stamp">What the sender's file system says of its last change, to tell a changed file of the same name and length.</param>
public readonly record struct AnnouncedFile(
    Guid OwnerId,
    string Place,
    string Name,
    long Length,
    string Stamp
);

/// <summary>
/// Resumable uploads over HTTP after tus 1.0 (tus.io: core, creation, creation-with-upload, checksum, expiration, termination): POST begins,
/// with the first chunk if the sender likes, HEAD asks for the offset, PATCH adds a chunk, DELETE gives up. They go outside of the circuit,
/// with the same sign-in and an antiforgery token in the header that forms use.
/// </summary>
public static class UploadEndpoints
{
    public const string ChunkType = "application/offset+octet-stream";
    public const string Version = "1.0.0";

    /// <summary>Most bytes of a file that comes whole with its announcement and is kept without a part on disk before.</summary>
    public const int AtOnce = 1 << 20;

    /// <summary>What the checksum extension names for a chunk that arrived damaged.</summary>
    public const int ChecksumMismatch = 460;

    private static readonly Dictionary<string, HashAlgorithmName> Checksums = new()
    {
        ["sha1"] = HashAlgorithmName.SHA1,
        ["sha256"] = HashAlgorithmName.SHA256,
    };

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
        // What the server can do is no secret and changes nothing.
        routes
            .MapMethods(
                address,
                [HttpMethods.Options],
                (Guid owner, HttpContext http) => TellAbilities(http, target)
            )
            .RequireAuthorization();
        var uploads = routes.MapGroup(address).RequireAuthorization();
        uploads.AddEndpointFilter(
            async (context, next) =>
            {
                var http = context.HttpContext;
                // Senders read the status; no page is made for it.
                http.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
                http.Response.Headers["Tus-Resumable"] = Version;
                http.Response.Headers.CacheControl = "no-store";
                if (
                    !await http
                        .RequestServices.GetRequiredService<IAntiforgery>()
                        .IsRequestValidAsync(http)
                )
                    return Results.BadRequest();
                if (http.Request.Headers["Tus-Resumable"] != Version)
                {
                    http.Response.Headers["Tus-Version"] = Version;
                    return Results.StatusCode(StatusCodes.Status412PreconditionFailed);
                }
                await target.Allow(
                    http.RequestServices,
                    context.GetArgument<Guid>(0),
                    http.RequestAborted
                );
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

    private static IResult TellAbilities(HttpContext http, UploadTarget target)
    {
        var headers = http.Response.Headers;
        headers["Tus-Resumable"] = Version;
        headers["Tus-Version"] = Version;
        headers["Tus-Extension"] = "creation,creation-with-upload,checksum,expiration,termination";
        headers["Tus-Checksum-Algorithm"] = string.Join(',', Checksums.Keys);
        headers["Tus-Max-Size"] = target.MaxBytes.ToString(CultureInfo.InvariantCulture);
        return Results.NoContent();
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
            || !TryReadChecksum(
                http.Request.Headers["Upload-Checksum"].ToString(),
                out var checksum
            )
        )
            return Results.BadRequest();
        var file = new AnnouncedFile(
            owner,
            about.GetValueOrDefault("place", ""),
            name,
            length,
            about.GetValueOrDefault("lastmodified", "")
        );
        if (UploadTarget.TooLarge(file, target.MaxBytes) is { } tooLarge)
            return Results.Problem(
                tooLarge.Reason,
                statusCode: StatusCodes.Status413PayloadTooLarge
            );
        if (await target.Has(http.RequestServices, file, http.RequestAborted))
        {
            http.Response.Headers["Upload-Offset"] = length.ToString(CultureInfo.InvariantCulture);
            return Results.Ok();
        }
        var brings = http.Request.ContentType == ChunkType;
        // What was begun before was promised its room then.
        if (store.FindBegun(file) is null)
        {
            (
                await target.CannotBegin(http.RequestServices, file, http.RequestAborted)
            ).ThrowIfAny();
            // Its part and the copy that is kept in the end.
            http.RequestServices.GetRequiredService<StorageSpace>()
                .CannotHold(name, length * 2, store.Outstanding())
                .ThrowIfAny();
            if (brings && length <= AtOnce && http.Request.ContentLength == length)
                return await TakeAtOnceAsync(file, checksum, http, target);
        }
        var upload = store.Begin(file);
        // Of an upload that was begun before, only what is missing counts.
        if (brings && length > 0 && store.OffsetOf(upload) == 0)
        {
            var added = await store.AppendAsync(
                upload,
                0,
                http.Request.Body,
                checksum,
                http.RequestAborted
            );
            if (added.Outcome == AppendOutcome.Damaged)
                return Results.StatusCode(ChecksumMismatch);
        }
        await SayOrFinishAsync(upload, store.OffsetOf(upload), http, store, target);
        return Results.Created($"{http.Request.Path}/{upload.Id}", null);
    }

    /// <summary>Thousands of small files would otherwise cost two requests and two copies each. What breaks off leaves nothing.</summary>
    private static async Task<IResult> TakeAtOnceAsync(
        AnnouncedFile file,
        ChunkChecksum? checksum,
        HttpContext http,
        UploadTarget target
    )
    {
        var bytes = new byte[file.Length];
        await http.Request.Body.ReadExactlyAsync(bytes, http.RequestAborted);
        if (
            checksum is not null
            && !CryptographicOperations
                .HashData(checksum.Algorithm, bytes)
                .AsSpan()
                .SequenceEqual(checksum.Digest)
        )
            return Results.StatusCode(ChecksumMismatch);
        var upload = Upload.Of(file);
        using var content = new MemoryStream(bytes, writable: false);
        await target.Receive(http.RequestServices, upload, content, http.RequestAborted);
        http.Response.Headers["Upload-Offset"] = file.Length.ToString(CultureInfo.InvariantCulture);
        return Results.Created($"{http.Request.Path}/{upload.Id}", null);
    }

    private static async Task SayOrFinishAsync(
        Upload upload,
        long offset,
        HttpContext http,
        UploadStore store,
        UploadTarget target
    )
    {
        if (offset == upload.Length)
            await FinishAsync(upload, http, store, target);
        else
            Say(http, upload, offset, store);
        http.Response.Headers["Upload-Offset"] = offset.ToString(CultureInfo.InvariantCulture);
    }

    private static IResult TellOffset(Guid owner, Guid id, HttpContext http, UploadStore store)
    {
        var upload = store.Find(owner, id);
        Say(http, upload, store.OffsetOf(upload), store);
        (string Key, string Value)[] about =
        [
            ("filename", upload.Name),
            ("lastmodified", upload.Stamp),
            ("place", upload.Place),
        ];
        http.Response.Headers["Upload-Metadata"] = string.Join(
            ',',
            about
                .Where(m => m.Value.Length > 0)
                .Select(m => $"{m.Key} {Convert.ToBase64String(Encoding.UTF8.GetBytes(m.Value))}")
        );
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
        if (!TryReadChecksum(http.Request.Headers["Upload-Checksum"].ToString(), out var checksum))
            return Results.BadRequest();
        var upload = store.Find(owner, id);
        var added = await store.AppendAsync(
            upload,
            offset,
            http.Request.Body,
            checksum,
            http.RequestAborted
        );
        if (added.Outcome != AppendOutcome.Added)
        {
            Say(http, upload, store.OffsetOf(upload), store);
            return Results.StatusCode(
                added.Outcome == AppendOutcome.Damaged
                    ? ChecksumMismatch
                    : StatusCodes.Status409Conflict
            );
        }
        await SayOrFinishAsync(upload, added.Offset, http, store, target);
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

    /// <summary>"sha256 47DEQpj8...=" (tus 1.0, Upload-Checksum); none is fine, one that can't be checked isn't.</summary>
    private static bool TryReadChecksum(string header, out ChunkChecksum? checksum)
    {
        checksum = null;
        if (header.Length == 0)
            return true;
        var digest = new byte[64];
        if (
            header.Split(' ') is not [var name, var encoded]
            || !Checksums.TryGetValue(name, out var algorithm)
            || !Convert.TryFromBase64String(encoded, digest, out var length)
        )
            return false;
        checksum = new ChunkChecksum(algorithm, digest[..length]);
        return true;
    }

    private static void Say(HttpContext http, Upload upload, long offset, UploadStore store)
    {
        http.Response.Headers["Upload-Expires"] = store
            .ExpiryOf(upload)
            .ToString("R", CultureInfo.InvariantCulture);
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
