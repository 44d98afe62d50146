using Grants.Data;
using Grants.Domain.Catalog;

namespace Grants.Web.Shared.Records;

public static class RecordCards
{
    /// <summary>In the order of the records, which the caller has narrowed to what its reader may see.</summary>
    public static IQueryable<RecordCard> AsCards(
        this IQueryable<CatalogRecord> records,
        GrantsDb db
    ) =>
        records.Select(r => new RecordCard(
            r.Id,
            r.Slug,
            r.Title,
            r.Date,
            r.Language,
            r.Type,
            db.Organizations.Where(o => o.Id == r.HoldingInstitutionId)
                .Select(o => o.LegalName)
                .First(),
            r.Images.OrderBy(i => i.Number).Select(i => (Guid?)i.ThumbnailFileId).FirstOrDefault()
        ));
}
