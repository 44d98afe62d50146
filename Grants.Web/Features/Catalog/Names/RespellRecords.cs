using Grants.Data;
using Grants.Domain.Catalog;
using Grants.Web.Features.Catalog.Searching;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Names;

/// <param name="Changed">Records that say the name as the hub writes it now.</param>
/// <param name="TooLong">Records whose field has no room for it, left as they were.</param>
public sealed record Respelled(int Changed, int TooLong);

/// <summary>
/// Records of the catalog that write a known name by another of its spellings say it as the hub does: after two names were
/// merged, or one was renamed. What was broken off is only gone on with; what it did stays.
/// </summary>
public sealed class RespellRecords(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    IndexJob index
)
{
    /// <summary>Records of one save, so that editors of others wait for none of it.</summary>
    private const int AtOnce = 200;

    /// <summary>Saves of editors in the same records that a part may meet in a row.</summary>
    private const int Attempts = 5;

    /// <summary>How many records write it otherwise.</summary>
    public async Task<int> CountAsync(Guid nameId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var name = await db.NameForAsync(nameId, await caller.ActorAsync(cancel), cancel);
        return (await IdsAsync(db, name, Others(name), cancel)).Count;
    }

    /// <summary>How many records have the spellings of a name that may be merged with another.</summary>
    public async Task<int> CountAllAsync(Guid nameId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var name = await db.NameForAsync(nameId, await caller.ActorAsync(cancel), cancel);
        return (await IdsAsync(db, name, [.. Others(name), name.Name], cancel)).Count;
    }

    /// <param name="progress">Told how many records are done, after each part.</param>
    public async Task<Respelled> RunAsync(
        Guid nameId,
        IProgress<int>? progress,
        CancellationToken cancel
    )
    {
        List<Guid> ids;
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            var name = await db.NameForAsync(nameId, await caller.ActorAsync(cancel), cancel);
            ids = await IdsAsync(db, name, Others(name), cancel);
        }
        var (done, changed) = (0, 0);
        foreach (var part in ids.Chunk(AtOnce))
        {
            changed += await PartAsync(nameId, part, cancel);
            progress?.Report(done += part.Length);
        }
        if (changed > 0)
            index.Wake();
        return new Respelled(changed, await CountAsync(nameId, cancel));
    }

    private async Task<int> PartAsync(Guid nameId, Guid[] part, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                await using var db = await databases.CreateDbContextAsync(cancel);
                var stamp = await caller.StampAsync(cancel);
                var name = await db.NameForAsync(nameId, stamp.By, cancel);
                var records = await db
                    .CatalogRecords.Where(r => part.Contains(r.Id))
                    .ToListAsync(cancel);
                var changed = records.Count(r => r.Respell(name, stamp));
                await db.SaveChangesAsync(cancel);
                return changed;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                continue; // an editor saved one of them meanwhile
            }
    }

    private static string[] Others(KnownName name) => [.. name.Variants.Select(v => v.Text)];

    /// <summary>The database finds the letters; whether they are a whole name is seen here.</summary>
    private static async Task<List<Guid>> IdsAsync(
        GrantsDb db,
        KnownName name,
        string[] spellings,
        CancellationToken cancel
    )
    {
        var isPlace = name.Kind == NameKind.Place;
        var likely = await db
            .CatalogRecords.AsNoTracking()
            .Where(r =>
                spellings.Any(s =>
                    isPlace ? r.Places.Contains(s) : r.Creator.Contains(s) || r.People.Contains(s)
                )
            )
            .OrderBy(r => r.Id)
            .Select(r => new { r.Id, Names = isPlace ? r.Places : r.Creator + ";" + r.People })
            .ToListAsync(cancel);
        return
        [
            .. likely
                .Where(r => ManyValues.Of(r.Names).Intersect(spellings).Any())
                .Select(r => r.Id),
        ];
    }
}
