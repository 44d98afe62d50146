using System.Text.Json;
using Grants.Data;
using Grants.Domain.Deliverables;
using Grants.Domain.Files;
using Grants.Tests.Platform.Pdf;
using Grants.Tests.Support;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Catalog;

/// <summary>Puts files and items into a story's batch, as the checks leave them.</summary>
internal static class Deliveries
{
    public static async Task AddItemAsync(
        this Story.Delivery delivery,
        IDbContextFactory<GrantsDb> databases,
        IFileStore store,
        string identifier,
        string title,
        string[] files,
        params (string Field, string Value)[] fields
    )
    {
        await using var db = await databases.CreateDbContextAsync();
        foreach (var name in files)
        {
            var stored = await StoreAsync(delivery, store, name);
            db.Add(stored);
            db.Add(new BatchFile(delivery.Batch.Id, stored.Id, name, stored.Size, stored.Sha256));
        }
        Dictionary<string, string> all = new()
        {
            ["identifier"] = identifier,
            ["title"] = title,
            ["type"] = "StillImage",
            ["rights"] = "http://rightsstatements.org/vocab/InC/1.0/",
            ["collection"] = "Papers of the council",
            ["files"] = string.Join("; ", files),
        };
        foreach (var (field, value) in fields)
            all[field] = value;
        var row = await db.BatchItems.CountAsync(i => i.BatchId == delivery.Batch.Id) + 2;
        db.Add(
            new BatchItem(delivery.Batch.Id, row, identifier, title, JsonSerializer.Serialize(all))
        );
        await db.SaveChangesAsync();
    }

    private static async Task<StoredFile> StoreAsync(
        Story.Delivery delivery,
        IFileStore store,
        string name
    )
    {
        var isImage = Path.GetExtension(name) == ".tif";
        using var image = SampleImages.Colours(600, 400);
        using var content = new MemoryStream(isImage ? image.TiffsaveBuffer() : [1, 2, 3]);
        var bytes = await store.StoreAsync(content, 10_000_000, CancellationToken.None);
        return new StoredFile(
            FileOwner.Batch,
            delivery.Batch.Id,
            name,
            isImage ? "image/tiff" : "application/octet-stream",
            bytes.Size,
            bytes.Sha256,
            Given.Stamp()
        );
    }
}
