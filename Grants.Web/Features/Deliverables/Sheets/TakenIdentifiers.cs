using Grants.Data;
using Grants.Domain.Deliverables;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Sheets;

/// <summary>
/// Which identifiers the organization used for items of other deliverables that were accepted, and for its records in the
/// catalog.
/// </summary>
internal static class TakenIdentifiers
{
    /// <summary>SQL Server takes 2,100 parameters.</summary>
    private const int AtOnce = 1_000;

    /// <returns>By identifier, whose capitals don't count: where it is used.</returns>
    public static async Task<Dictionary<string, string>> FindAsync(
        GrantsDb db,
        Guid batchId,
        IReadOnlyList<string> identifiers,
        CancellationToken cancel
    )
    {
        Dictionary<string, string> taken = new(StringComparer.OrdinalIgnoreCase);
        // SQLite tells capitals apart, and only whole spellings are found by the index.
        var spellings = identifiers
            .SelectMany(i => (string[])[i, i.ToLowerInvariant(), i.ToUpperInvariant()])
            .Distinct(StringComparer.Ordinal);
        foreach (var some in spellings.Chunk(AtOnce))
        {
            var records =
                from batch in db.Batches
                where batch.Id == batchId
                from record in db.CatalogRecords
                where
                    record.HoldingInstitutionId == batch.OrganizationId
                    && record.DeliverableId != batch.DeliverableId
                    && some.Contains(record.Identifier)
                select record.Identifier;
            foreach (var identifier in await records.ToListAsync(cancel))
                taken[identifier] = "it has a record in the catalog";
            var items =
                from own in db.Batches
                where own.Id == batchId
                from batch in db.Batches
                where
                    batch.OrganizationId == own.OrganizationId
                    && batch.DeliverableId != own.DeliverableId
                    && (
                        batch.Status == BatchStatus.Accepted
                        || batch.Status == BatchStatus.PartlyAccepted
                    )
                from item in db.BatchItems
                where item.BatchId == batch.Id && !item.IsRejected && some.Contains(item.Identifier)
                select new
                {
                    item.Identifier,
                    batch.Number,
                    db.Deliverables.First(d => d.Id == batch.DeliverableId).Code,
                    Award = db.Awards.First(a => a.Id == batch.AwardId).Number,
                };
            foreach (var item in await items.ToListAsync(cancel))
                taken[item.Identifier] = $"batch {item.Number} of {item.Code} ({item.Award})";
        }
        return taken;
    }
}
