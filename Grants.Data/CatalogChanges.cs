using Grants.Domain.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Grants.Data;

/// <summary>Gives every change of a catalog record its number (<see cref="CatalogRecord.ChangeNumber"/>).</summary>
internal static class CatalogChanges
{
    private const string Sequence = "CatalogChange";

    public static bool TouchesCatalog(this GrantsDb db) => db.Touched().Count > 0;

    public static async Task NumberCatalogChangesAsync(this GrantsDb db, CancellationToken cancel)
    {
        var touched = db.Touched();
        if (touched.Count == 0)
            return;
        var number = await db.NextNumbersAsync(Sequence, touched.Count, cancel);
        foreach (var record in touched)
            record.Property(r => r.ChangeNumber).CurrentValue = number++;
    }

    /// <summary>New, changed, with an event, or with another set of images.</summary>
    private static List<EntityEntry<CatalogRecord>> Touched(this GrantsDb db)
    {
        var records = db.ChangeTracker.Entries<CatalogRecord>().ToList();
        if (records.Count == 0)
            return records;
        var withImages = db
            .ChangeTracker.Entries<CatalogImage>()
            .Where(i => i.State is not EntityState.Unchanged)
            .Select(i => i.Property<Guid>("RecordId").CurrentValue)
            .ToHashSet();
        return
        [
            .. records.Where(r =>
                r.State is EntityState.Added or EntityState.Modified
                || r.Entity.Events.Count > 0
                || withImages.Contains(r.Entity.Id)
            ),
        ];
    }
}
