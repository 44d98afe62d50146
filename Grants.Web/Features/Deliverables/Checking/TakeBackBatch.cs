using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>The grantee takes back a batch that it handed in by mistake, before the checks are done with it.</summary>
public sealed class TakeBackBatch(
    IDbContextFactory<GrantsDb> databases,
    RunningChecks running,
    Caller caller
)
{
    public async Task RunAsync(Guid deliverableId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var deliverable = await db
            .Deliverables.OwnOf(stamp.By, db)
            .FirstOrNotFoundAsync(d => d.Id == deliverableId, "The deliverable", cancel);
        var award = await db.Awards.FirstAsync(a => a.Id == deliverable.AwardId, cancel);
        var batch = await db.LastBatchAsync(deliverableId, cancel);

        deliverable.TakeBack(award, batch, stamp);

        await db.SaveChangesAsync(cancel);
        running.Stop(batch.Id);
    }
}
