using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Awards;
using Grants.Domain.Kernel;
using Grants.Web.Shared.Records;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Home;

public sealed record NewAward(string Number, string Title, string Institution, Money Amount);

/// <param name="RecordCount">Published records.</param>
/// <param name="Institutions">Archives that hold them.</param>
public sealed record HomeCatalog(
    int RecordCount,
    int Institutions,
    IReadOnlyList<RecordCard> Records,
    IReadOnlyList<NewAward> Awards
);

/// <summary>What the public home page shows of the catalog and the awards.</summary>
public sealed class ReadHome(IDbContextFactory<GrantsDb> databases)
{
    private const int Newest = 4;

    public async Task<HomeCatalog> RunAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var published = db.CatalogRecords.AsNoTracking().VisibleTo(null);
        var records = await published
            .OrderByDescending(r => r.PublishedAt)
            .ThenByDescending(r => r.Id)
            .Take(Newest)
            .AsCards(db)
            .ToListAsync(cancel);
        var awards = await db
            .Awards.AsNoTracking()
            .Where(a => a.Status == AwardStatus.Active)
            .OrderByDescending(a => a.CountersignedAt)
            .ThenByDescending(a => a.Id)
            .Take(Newest)
            .Select(a => new NewAward(
                a.Number,
                a.Title,
                db.Organizations.Where(o => o.Id == a.OrganizationId)
                    .Select(o => o.LegalName)
                    .First(),
                a.Amount
            ))
            .ToListAsync(cancel);
        return new HomeCatalog(
            await published.CountAsync(cancel),
            await published.Select(r => r.HoldingInstitutionId).Distinct().CountAsync(cancel),
            records,
            awards
        );
    }
}
