using Grants.Domain.Deliverables;
using Microsoft.EntityFrameworkCore;

namespace Grants.Data.Queries;

/// <summary>One material, from what is promised to what became of it, in its own unit.</summary>
/// <param name="Profile">The technical profile that was agreed for it; empty where none was.</param>
/// <param name="Promised">0 for what was delivered and not promised.</param>
/// <param name="Delivered">Passed the checks.</param>
/// <param name="Rejected">Found defective, and not accepted since.</param>
/// <param name="Waived">Not accepted when the deliverable was waived.</param>
public sealed record MaterialStanding(
    string Collection,
    string Material,
    string Unit,
    string RightsUri,
    string Profile,
    int Promised,
    decimal Delivered,
    decimal Accepted,
    decimal Rejected,
    decimal Waived
)
{
    /// <summary>Delivered and not decided on.</summary>
    public decimal Waiting => Math.Max(0, Delivered - Accepted - Rejected);

    /// <summary>Promised and still to come.</summary>
    public decimal Open => Math.Max(0, Promised - Accepted - Waiting - Waived);
}

public static class MaterialStandings
{
    /// <summary>
    /// Of these deliverables together, in two reads whatever their size. An item that is delivered again counts once, by its
    /// identifier.
    /// </summary>
    public static async Task<IReadOnlyList<MaterialStanding>> MaterialsOfAsync(
        this GrantsDb db,
        IQueryable<Deliverable> deliverables,
        CancellationToken cancel
    )
    {
        var lines = await (
            from l in db.MaterialLines
            join d in deliverables on l.DeliverableId equals d.Id
            join v in db.ProfileVersions on l.ProfileVersionId equals v.Id into versions
            from profile in versions.DefaultIfEmpty()
            orderby d.Code, l.Number
            select new
            {
                l.Id,
                l.Collection,
                l.Material,
                l.Unit,
                l.RightsUri,
                l.Promised,
                Profile = profile,
                IsWaived = d.Status == DeliverableStatus.Waived,
            }
        )
            .AsNoTracking()
            .ToListAsync(cancel);
        var items =
            from i in db.BatchItems
            join b in db.Batches on i.BatchId equals b.Id
            where
                deliverables.Any(d => d.Id == b.DeliverableId)
                // What was returned is delivered again, perhaps under other identifiers.
                && (b.Status != BatchStatus.Returned || i.IsRejected)
            group new
            {
                i.Units,
                Accepted = !i.IsRejected
                && (b.Status == BatchStatus.Accepted || b.Status == BatchStatus.PartlyAccepted)
                    ? 1
                    : 0,
                Rejected = i.IsRejected ? 1 : 0,
            } by new
            {
                b.DeliverableId,
                i.MaterialLineId,
                i.Identifier,
            } into g
            select new
            {
                g.Key.MaterialLineId,
                Units = g.Max(i => i.Units),
                Accepted = g.Max(i => i.Accepted),
                Rejected = g.Max(i => i.Rejected),
            };
        var counted = await items
            .GroupBy(i => i.MaterialLineId)
            .Select(g => new
            {
                g.Key,
                Delivered = g.Sum(i => i.Units),
                Accepted = g.Sum(i => i.Accepted == 1 ? i.Units : 0),
                Rejected = g.Sum(i => i.Accepted == 0 && i.Rejected == 1 ? i.Units : 0),
            })
            .ToListAsync(cancel);
        var others = counted.FirstOrDefault(c => c.Key is null);
        return
        [
            .. lines
                .GroupBy(l => (l.Collection, l.Material, l.Unit))
                .Select(g =>
                {
                    var sums = counted.Where(c => g.Any(l => l.Id == c.Key)).ToList();
                    var accepted = sums.Sum(c => c.Accepted);
                    return new MaterialStanding(
                        g.Key.Collection,
                        g.Key.Material,
                        g.Key.Unit,
                        g.First().RightsUri,
                        string.Join(
                            "; ",
                            g.Select(l => l.Profile?.Profile.Label).OfType<string>().Distinct()
                        ),
                        g.Sum(l => l.Promised),
                        sums.Sum(c => c.Delivered),
                        accepted,
                        sums.Sum(c => c.Rejected),
                        g.Where(l => l.IsWaived)
                            .Sum(l =>
                                Math.Max(
                                    0,
                                    l.Promised - sums.Where(c => c.Key == l.Id).Sum(c => c.Accepted)
                                )
                            )
                    );
                }),
            .. others is null
                ? Array.Empty<MaterialStanding>()
                :
                [
                    new MaterialStanding(
                        "",
                        "Not among the promised materials",
                        "items",
                        "",
                        "",
                        0,
                        others.Delivered,
                        others.Accepted,
                        others.Rejected,
                        0
                    ),
                ],
        ];
    }
}
