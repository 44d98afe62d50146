using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Control;

/// <summary>Staff go on to look at every item of a batch.</summary>
public sealed class WidenSample(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        await db.InspectableAsync(batchId, stamp.By, cancel);
        var control = await db.QualityControls.FirstOrNotFoundAsync(
            c => c.BatchId == batchId,
            "The sample",
            cancel
        );
        var rest = await db
            .BatchItems.AsNoTracking()
            .Where(i =>
                i.BatchId == batchId
                && !db.SampledItems.Any(s =>
                    s.QualityControlId == control.Id && s.BatchItemId == i.Id
                )
            )
            .ToDraw()
            .ToListAsync(cancel);
        db.SampledItems.AddRange(control.Widen(rest, stamp));
        await db.SaveChangesAsync(cancel);
    }
}
