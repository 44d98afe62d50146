using Grants.Domain.Deliverables;
using Grants.Domain.Inspection.Profiles;
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
            select new Line(l, profile, d.Status == DeliverableStatus.Waived)
        )
            .AsNoTracking()
            .ToListAsync(cancel);
        var counted = await CountedAsync(db, deliverables, cancel);
        var standings = lines
            .GroupBy(l => (l.Promise.Collection, l.Promise.Material, l.Promise.Unit))
            .Select(g => Standing([.. g], counted));
        return counted.Find(c => c.LineId is null) is { } others
            ? [.. standings, NotPromised(others)]
            : [.. standings];
    }

    private static async Task<List<Counted>> CountedAsync(
        GrantsDb db,
        IQueryable<Deliverable> deliverables,
        CancellationToken cancel
    )
    {
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
        return await items
            .GroupBy(i => i.MaterialLineId)
            .Select(g => new Counted(
                g.Key,
                g.Sum(i => i.Units),
                g.Sum(i => i.Accepted == 1 ? i.Units : 0),
                g.Sum(i => i.Accepted == 0 && i.Rejected == 1 ? i.Units : 0)
            ))
            .ToListAsync(cancel);
    }

    /// <param name="lines">Of one material, in one unit.</param>
    private static MaterialStanding Standing(IReadOnlyList<Line> lines, List<Counted> counted)
    {
        var first = lines[0].Promise;
        var sums = counted.FindAll(c => lines.Any(l => l.Promise.Id == c.LineId));
        return new MaterialStanding(
            first.Collection,
            first.Material,
            first.Unit,
            first.RightsUri,
            string.Join(
                "; ",
                lines.Select(l => l.Profile?.Profile.Label).OfType<string>().Distinct()
            ),
            lines.Sum(l => l.Promise.Promised),
            sums.Sum(c => c.Delivered),
            sums.Sum(c => c.Accepted),
            sums.Sum(c => c.Rejected),
            lines
                .Where(l => l.IsWaived)
                .Sum(l =>
                    Math.Max(
                        0,
                        l.Promise.Promised
                            - sums.Where(c => c.LineId == l.Promise.Id).Sum(c => c.Accepted)
                    )
                )
        );
    }

    private static MaterialStanding NotPromised(Counted items) =>
        new(
            "",
            "Not among the promised materials",
            "items",
            "",
            "",
            0,
            items.Delivered,
            items.Accepted,
            items.Rejected,
            0
        );

    private sealed record Line(MaterialLine Promise, ProfileVersion? Profile, bool IsWaived);

    /// <param name="LineId">Null for what was delivered and not promised.</param>
    private sealed record Counted(
        Guid? LineId,
        decimal Delivered,
        decimal Accepted,
        decimal Rejected
    );
}
