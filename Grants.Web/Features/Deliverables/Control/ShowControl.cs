using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Control;

public sealed record SampledRow(
    Guid Id,
    int Number,
    string Identifier,
    string Title,
    string Material,
    Verdict Verdict,
    int Defects,
    string? JudgedBy
);

/// <param name="Items">Of the batch.</param>
/// <param name="Sampled">Of them, to be looked at.</param>
public sealed record SampledMaterial(
    string Material,
    int Items,
    int Sampled,
    int Good,
    int Defective
);

/// <param name="FirstOpen">Number of the first item that wasn't looked at, or null.</param>
/// <param name="Refusal">Why the person judges nothing here.</param>
public sealed record ControlDetails(
    ControlTally Tally,
    int Seed,
    DateTimeOffset BeganAt,
    string BeganBy,
    IReadOnlyList<SampledMaterial> Materials,
    Page<SampledRow> Rows,
    int? FirstOpen,
    Refusal? Refusal
);

/// <summary>The sample of a batch and how far it is looked through.</summary>
public sealed class ShowControl(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="verdict">Only these items; null shows all.</param>
    /// <returns>Null before a sample is drawn.</returns>
    public async Task<ControlDetails?> RunAsync(
        Guid batchId,
        Verdict? verdict,
        int page,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var (_, deliverable) = await db.VisibleBatchAsync(batchId, actor, cancel);
        var control = await db
            .QualityControls.AsNoTracking()
            .FirstOrDefaultAsync(c => c.BatchId == batchId, cancel);
        if (control is null)
            return null;
        var sampled = db.SampledItems.AsNoTracking().Where(i => i.QualityControlId == control.Id);
        return new ControlDetails(
            await db.TallyAsync(batchId, cancel),
            control.Seed,
            control.BeganAt,
            control.BeganBy,
            await MaterialsAsync(db, batchId, sampled, cancel),
            await Rows(db, verdict is null ? sampled : sampled.Where(i => i.Verdict == verdict))
                .ToPageAsync(page, cancel),
            await sampled
                .Where(i => i.Verdict == Verdict.Open)
                .OrderBy(i => i.Number)
                .Select(i => (int?)i.Number)
                .FirstOrDefaultAsync(cancel),
            deliverable.CannotInspect(actor)
        );
    }

    private static IQueryable<SampledRow> Rows(GrantsDb db, IQueryable<SampledItem> sampled) =>
        from s in sampled
        join i in db.BatchItems on s.BatchItemId equals i.Id
        orderby s.Number
        select new SampledRow(
            s.Id,
            s.Number,
            i.Identifier,
            i.Title,
            s.Material,
            s.Verdict,
            s.Defects.Select(d => d.Id).Count(),
            s.JudgedBy
        );

    private static async Task<IReadOnlyList<SampledMaterial>> MaterialsAsync(
        GrantsDb db,
        Guid batchId,
        IQueryable<SampledItem> sampled,
        CancellationToken cancel
    )
    {
        var items = await db
            .BatchItems.Where(i => i.BatchId == batchId)
            .GroupBy(i => i.Material)
            .Select(g => new { g.Key, Count = g.Count() })
            .OrderBy(g => g.Key)
            .ToListAsync(cancel);
        var seen = await sampled
            .GroupBy(i => i.Material)
            .Select(g => new
            {
                g.Key,
                Count = g.Count(),
                Good = g.Count(i => i.Verdict == Verdict.Good),
                Defective = g.Count(i => i.Verdict == Verdict.Defective),
            })
            .ToDictionaryAsync(g => g.Key, cancel);
        return
        [
            .. items.Select(m =>
                seen.GetValueOrDefault(m.Key) is { } s
                    ? new SampledMaterial(m.Key, m.Count, s.Count, s.Good, s.Defective)
                    : new SampledMaterial(m.Key, m.Count, 0, 0, 0)
            ),
        ];
    }
}
