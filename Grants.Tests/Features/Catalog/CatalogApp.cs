using Grants.Domain.Catalog;
using Grants.Domain.Files;
using Grants.Tests.Platform.Pdf;
using Grants.Tests.Support;
using Grants.Web.Features.Catalog.Searching;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Features.Catalog;

internal static class CatalogApp
{
    /// <summary>What the index job does within seconds, now.</summary>
    public static async Task IndexAsync(this TestApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<UpdateIndex>()
            .RunAsync(anew: false, CancellationToken.None);
    }

    /// <summary>Gives a record a picture with real bytes.</summary>
    /// <returns>The view's file.</returns>
    public static async Task<Guid> AddImageAsync(this TestApp app, CatalogRecord made)
    {
        using var image = SampleImages.Colours(600, 400);
        using var content = new MemoryStream(image.JpegsaveBuffer());
        var bytes = await app
            .Services.GetRequiredService<IFileStore>()
            .StoreAsync(content, 10_000_000, CancellationToken.None);
        var file = new StoredFile(
            FileOwner.CatalogRecord,
            made.Id,
            "view.jpg",
            "image/jpeg",
            bytes.Size,
            bytes.Sha256,
            Given.Stamp()
        );
        await using var db = await app.Databases.CreateDbContextAsync();
        db.Add(file);
        var record = await db
            .CatalogRecords.Include(r => r.Images)
            .FirstAsync(r => r.Id == made.Id);
        record.AddImage(file.Id, file.Id, 600, 400, "Colours that run into each other");
        await db.SaveChangesAsync();
        return file.Id;
    }
}
