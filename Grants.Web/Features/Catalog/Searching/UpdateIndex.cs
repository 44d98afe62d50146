using Grants.Data;
using Grants.Domain.Catalog;
using Grants.Domain.Catalog.Edtf;
using Grants.Web.Platform.PublicPages;
using Grants.Web.Platform.Search;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Searching;

/// <summary>Brings this node's search index to where the database is: reads on from the last change that it knows.</summary>
public sealed class UpdateIndex(
    IDbContextFactory<GrantsDb> databases,
    ISearchIndex index,
    IOutputCacheStore pages
)
{
    private const int AtOnce = 500;

    /// <param name="anew">From nothing, whatever there is.</param>
    /// <returns>How many changes were read.</returns>
    public async Task<int> RunAsync(bool anew, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var newest = await db.CatalogRecords.MaxAsync(r => (long?)r.ChangeNumber, cancel) ?? 0;
        if (!anew && index.Seen == newest)
            return 0;
        using var update = await index.UpdateAsync(anew, cancel);
        if (update.Seen > newest)
            update.Clear(); // the database is an older one, restored from a backup
        var (seen, changes) = (update.Seen, 0);
        while (await NextAsync(db, seen, cancel) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
                if (row.Record.Status == CatalogStatus.Published)
                    update.Put(Document(row));
                else
                    update.Remove(row.Record.Id);
            seen = rows[^1].Record.ChangeNumber;
            changes += rows.Count;
        }
        update.Commit(seen);
        // Pages were dropped when the change was saved, and may have been made anew of the old index since.
        await pages.EvictByTagAsync(PublicCache.Catalog, CancellationToken.None);
        return changes;
    }

    private static Task<List<Changed>> NextAsync(
        GrantsDb db,
        long seen,
        CancellationToken cancel
    ) =>
        db
            .CatalogRecords.AsNoTracking()
            .Where(r => r.ChangeNumber > seen)
            .OrderBy(r => r.ChangeNumber)
            .Take(AtOnce)
            .Select(r => new Changed(
                r,
                db.Awards.Where(a => a.Id == r.AwardId).Select(a => a.Number).FirstOrDefault()
            ))
            .ToListAsync(cancel);

    private static SearchDocument Document(Changed row)
    {
        var r = row.Record;
        var year = EarliestYear.Of(r.Date);
        return new SearchDocument(
            r.Id,
            r.Title,
            string.Join(
                '\n',
                r.Title,
                r.Identifier,
                r.Description,
                r.CollectionName,
                r.Creator,
                r.People,
                r.Subjects,
                r.Places,
                r.Genre,
                r.Date,
                row.AwardNumber
            ),
            r.Identifier,
            year,
            r.PublishedAt ?? DateTimeOffset.MinValue,
            new Dictionary<string, IReadOnlyList<string>>
            {
                [CatalogFacets.Institution] = [r.HoldingInstitutionId.ToString()],
                [CatalogFacets.Type] = Some(r.Type),
                [CatalogFacets.Decade] = [CatalogFacets.DecadeOf(year)],
                [CatalogFacets.Language] = ManyValues.Of(r.Language),
                [CatalogFacets.Collection] = Some(r.CollectionName),
                [CatalogFacets.Rights] = Some(r.RightsUri),
                [CatalogFacets.Grant] = Some(row.AwardNumber ?? ""),
            }
        );
    }

    private static IReadOnlyList<string> Some(string value) => value.Length > 0 ? [value] : [];

    private sealed record Changed(CatalogRecord Record, string? AwardNumber);
}
