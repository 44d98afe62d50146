using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Files;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Jobs;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Grants.Web.Platform.Storage;

/// <summary>The one address of every stored file. Who may read it is the rule of the record that it belongs to.</summary>
public static class FileDownloads
{
    /// <summary>Types that a browser shows as a picture and nothing else.</summary>
    private static readonly HashSet<string> Shown =
    [
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/gif",
    ];

    public static string Address(Guid fileId) => $"/files/{fileId}";

    public static IServiceCollection AddFiles(
        this IServiceCollection services,
        SiteSettings settings
    )
    {
        var folder = Path.Combine(settings.DataFolder, "files");
        var incoming = new Spool(folder);
        var bucket = settings.Storage.S3?.Checked();
        return services
            .AddSingleton(incoming)
            .AddSingleton<IFileStore>(_ =>
                bucket is null ? new DiskFileStore(folder) : new S3FileStore(bucket, incoming)
            )
            .AddSingleton<MastersFolder>()
            .AddScoped<CleanFiles>()
            .AddJob<CleanFilesJob>()
            .AddSingleton(settings.Storage)
            .AddSingleton(new StorageSpace(settings.DataFolder, settings.Storage));
    }

    public static void MapFiles(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/files/{id:guid}", SendAsync)
            .AllowAnonymous()
            .WithSecurityHeadersPolicy(SecurityHeaders.Files);

    private static async Task<IResult> SendAsync(
        Guid id,
        HttpContext context,
        Caller caller,
        IDbContextFactory<GrantsDb> databases,
        IFileStore store,
        CancellationToken cancel
    )
    {
        var actor = await caller.FindActorAsync(cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var file = await db
            .Files.AsNoTracking()
            .VisibleTo(actor, db)
            .FirstOrNotFoundAsync(f => f.Id == id, "The file", cancel);
        if (
            await db
                .BatchFiles.Where(f => f.StoredFileId == id && f.KeptAt != null)
                .Select(f => f.KeptAt)
                .FirstOrDefaultAsync(cancel) is
            { } place
        )
            throw new RefusedException(
                new Refusal($"{file.Name} isn't kept here. It is at {place}; ask for it there.")
            );
        // Pictures of the catalog may be kept by the browser for an hour, so that a takedown counts soon; others are asked for
        // each time.
        context.Response.Headers.CacheControl =
            file.Owner == FileOwner.CatalogRecord ? "public, max-age=3600" : "private, no-cache";
        return Results.File(
            await store.OpenAsync(file.Sha256, cancel),
            file.ContentType,
            Shown.Contains(file.ContentType) ? null : file.Name,
            file.StoredAt,
            new EntityTagHeaderValue($"\"{file.Sha256}\""),
            enableRangeProcessing: true
        );
    }
}
