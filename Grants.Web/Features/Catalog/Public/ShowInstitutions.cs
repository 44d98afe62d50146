using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Grants.Web.Shared.Records;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Public;

public sealed record InstitutionRow(
    Guid Id,
    string Name,
    OrganizationKind Kind,
    string Country,
    int Records
);

public sealed record InstitutionCollection(string Name, int Records);

/// <param name="Records">How many of its items are public.</param>
/// <param name="Newest">Some of them, newest first.</param>
public sealed record InstitutionDetails(
    Guid Id,
    string Name,
    OrganizationKind Kind,
    string Country,
    string? Region,
    string? Website,
    string? About,
    IReadOnlyList<InstitutionCollection> Collections,
    int Records,
    IReadOnlyList<RecordCard> Newest
);

/// <summary>Institutions that hold something public. An organization without such a record isn't shown: it may only have applied.</summary>
public sealed class ShowInstitutions(IDbContextFactory<GrantsDb> databases)
{
    public const int NewestShown = 12;

    private const int MostCollections = 100;

    public async Task<Page<InstitutionRow>> ListAsync(int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Holding(db)
            .OrderBy(o => o.LegalName)
            .ThenBy(o => o.Id)
            .Select(o => new InstitutionRow(
                o.Id,
                o.LegalName,
                o.Kind,
                o.Country,
                db.CatalogRecords.Count(r =>
                    r.HoldingInstitutionId == o.Id && r.Status == CatalogStatus.Published
                )
            ))
            .ToPageAsync(page, cancel);
    }

    /// <exception cref="NotFoundException">There is none, or it holds nothing public.</exception>
    public async Task<InstitutionDetails> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await Holding(db)
            .FirstOrNotFoundAsync(o => o.Id == id, "The institution", cancel);
        var records = db
            .CatalogRecords.AsNoTracking()
            .VisibleTo(actor: null)
            .Where(r => r.HoldingInstitutionId == id);
        var collections = await records
            .Where(r => r.CollectionName != "")
            .GroupBy(r => r.CollectionName)
            .Select(g => new { Name = g.Key, Records = g.Count() })
            .OrderBy(c => c.Name)
            .Take(MostCollections)
            .ToListAsync(cancel);
        var newest = await records
            .OrderByDescending(r => r.PublishedAt)
            .ThenBy(r => r.Id)
            .Take(NewestShown)
            .AsCards(db)
            .ToListAsync(cancel);
        return new InstitutionDetails(
            found.Id,
            found.LegalName,
            found.Kind,
            found.Country,
            found.Region,
            found.Website,
            found.About,
            [.. collections.Select(c => new InstitutionCollection(c.Name, c.Records))],
            await records.CountAsync(cancel),
            newest
        );
    }

    private static IQueryable<Organization> Holding(GrantsDb db) =>
        db
            .Organizations.AsNoTracking()
            .Where(o => db.CatalogRecords.VisibleTo(null).Any(r => r.HoldingInstitutionId == o.Id));
}
