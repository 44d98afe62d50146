using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Awards;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Public;

/// <param name="Width">Pixels of the view.</param>
/// <param name="Height">Pixels of the view.</param>
public sealed record RecordImage(
    int Number,
    Guid ViewId,
    Guid ThumbnailId,
    int Width,
    int Height,
    string Alt
);

public sealed record HoldingInstitution(Guid Id, string Name, string? Website);

/// <param name="Credit">The funder's credit line for it.</param>
public sealed record RecordGrant(string Number, string Credit, string Funder);

/// <param name="Grant">The award in force that paid for its digitization.</param>
public sealed record RecordDetails(
    string Slug,
    CatalogDescription Says,
    HoldingInstitution Institution,
    RecordGrant? Grant,
    IReadOnlyList<RecordImage> Images
)
{
    public IReadOnlyList<string> Languages => ManyValues.Of(Says.Language);
}

/// <param name="Message">What the public is told.</param>
public sealed record Tombstone(string? Message, DateTimeOffset WithdrawnAt);

/// <summary>A record's public page: either its details or what stays in its place.</summary>
public sealed record PublicRecord(RecordDetails? Details, Tombstone? Tombstone);

/// <summary>One record by its public address.</summary>
public sealed class FindRecord(IDbContextFactory<GrantsDb> databases)
{
    /// <exception cref="NotFoundException">There is none, or it was never public.</exception>
    public async Task<PublicRecord> RunAsync(string slug, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (
            await ReadAsync(
                db,
                db.CatalogRecords.VisibleTo(null).Where(r => r.Slug == slug),
                cancel
            ) is
            { } found
        )
            return new PublicRecord(found, null);
        var tombstone = await db
            .CatalogRecords.AsNoTracking()
            .Where(r => r.Slug == slug && r.Status == CatalogStatus.Withdrawn)
            .Select(r => new Tombstone(r.PublicMessage, r.WithdrawnAt!.Value))
            .FirstOrNotFoundAsync("The record", cancel);
        return new PublicRecord(null, tombstone);
    }

    internal static async Task<RecordDetails?> ReadAsync(
        GrantsDb db,
        IQueryable<CatalogRecord> which,
        CancellationToken cancel
    )
    {
        var found = await which
            .AsNoTracking()
            .Select(r => new
            {
                Record = r,
                Institution = db
                    .Organizations.Where(o => o.Id == r.HoldingInstitutionId)
                    .Select(o => new HoldingInstitution(o.Id, o.LegalName, o.Website))
                    .First(),
                AwardNumber = db
                    .Awards.Where(a => a.Id == r.AwardId && a.Status == AwardStatus.Active)
                    .Select(a => a.Number)
                    .FirstOrDefault(),
                Images = r
                    .Images.OrderBy(i => i.Number)
                    .Select(i => new RecordImage(
                        i.Number,
                        i.ViewFileId,
                        i.ThumbnailFileId,
                        i.Width,
                        i.Height,
                        i.Alt
                    ))
                    .ToList(),
            })
            .FirstOrDefaultAsync(cancel);
        if (found is null)
            return null;
        var funder = found.AwardNumber is null
            ? null
            : await db.Funders.AsNoTracking().OrderBy(f => f.Id).FirstOrDefaultAsync(cancel);
        return new RecordDetails(
            found.Record.Slug,
            found.Record.ToDescription(),
            found.Institution,
            Grant(funder, found.AwardNumber),
            found.Images
        );
    }

    private static RecordGrant? Grant(Funder? funder, string? number) =>
        funder is null || number is null
            ? null
            : new RecordGrant(number, funder.Credit(number), funder.Name);
}
