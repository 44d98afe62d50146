using System.Runtime.CompilerServices;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Awards;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Csv;
using Grants.Web.Shared.Records;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Public;

/// <param name="Records">Published in the catalog under this award.</param>
public sealed record PublicAwardRow(
    string Number,
    string Title,
    string Organization,
    Money Amount,
    DateOnly StartsOn,
    DateOnly EndsOn,
    int Records
);

public sealed record PublicAwardDetails(
    string Number,
    string Title,
    string Organization,
    string Country,
    string? Website,
    Money Amount,
    DateOnly StartsOn,
    DateOnly EndsOn,
    DateTimeOffset AwardedAt,
    string Summary,
    string Credit,
    string Funder,
    IReadOnlyList<RecordCard> Records,
    int RecordCount
);

/// <summary>Awards in force, for everybody.</summary>
public sealed class PublicAwards(IDbContextFactory<GrantsDb> databases)
{
    /// <summary>Records that an award's page shows before it leads on to the catalog.</summary>
    public const int RecordsShown = 24;

    public static IReadOnlyList<CsvColumn<PublicAwardRow>> Columns { get; } =
    [
        new("Number", r => r.Number),
        new("Title", r => r.Title),
        new("Organization", r => r.Organization),
        new("Amount", r => r.Amount),
        new("Currency", r => r.Amount.Currency),
        new("Starts", r => r.StartsOn),
        new("Ends", r => r.EndsOn),
        new("Catalog records", r => r.Records),
    ];

    public async Task<Page<PublicAwardRow>> ListAsync(int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Rows(db).ToPageAsync(page, cancel);
    }

    public async IAsyncEnumerable<PublicAwardRow> ExportAsync(
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await foreach (var row in Rows(db).AsAsyncEnumerable().WithCancellation(cancel))
            yield return row;
    }

    /// <exception cref="NotFoundException">There is none in force with this number.</exception>
    public async Task<PublicAwardDetails> FindAsync(string number, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var funder = await db.Funders.AsNoTracking().OrderBy(f => f.Id).FirstAsync(cancel);
        var awards =
            from a in InForce(db)
            where a.Number == number
            join o in db.Organizations on a.OrganizationId equals o.Id
            select new
            {
                a.Id,
                a.Title,
                o.LegalName,
                o.Country,
                o.Website,
                a.Amount,
                a.StartsOn,
                a.EndsOn,
                a.CountersignedAt,
                a.PublicSummary,
            };
        var award = await awards.FirstOrNotFoundAsync("The award", cancel);
        var published = db
            .CatalogRecords.AsNoTracking()
            .VisibleTo(null)
            .Where(r => r.AwardId == award.Id);
        var records = await published
            .OrderBy(r => r.Identifier)
            .ThenBy(r => r.Id)
            .Take(RecordsShown)
            .AsCards(db)
            .ToListAsync(cancel);
        return new PublicAwardDetails(
            number,
            award.Title,
            award.LegalName,
            award.Country,
            award.Website,
            award.Amount,
            award.StartsOn,
            award.EndsOn,
            award.CountersignedAt!.Value,
            award.PublicSummary,
            funder.Credit(number),
            funder.Name,
            records,
            records.Count < RecordsShown ? records.Count : await published.CountAsync(cancel)
        );
    }

    private static IQueryable<PublicAwardRow> Rows(GrantsDb db) =>
        from a in InForce(db)
        join o in db.Organizations on a.OrganizationId equals o.Id
        orderby a.CountersignedAt descending, a.Id
        select new PublicAwardRow(
            a.Number,
            a.Title,
            o.LegalName,
            a.Amount,
            a.StartsOn,
            a.EndsOn,
            db.CatalogRecords.Count(r => r.AwardId == a.Id && r.Status == CatalogStatus.Published)
        );

    /// <summary><see cref="Award.IsPublic"/> as a query.</summary>
    private static IQueryable<Award> InForce(GrantsDb db) =>
        db.Awards.AsNoTracking().Where(a => a.Status == AwardStatus.Active);
}
