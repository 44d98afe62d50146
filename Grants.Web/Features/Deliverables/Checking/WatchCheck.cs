using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>Whether a batch is checked, and how far its checks are.</summary>
public sealed class WatchCheck(
    IDbContextFactory<GrantsDb> databases,
    RunningChecks running,
    Caller caller
)
{
    public async Task<(bool Checked, RunningChecks.Step? Step)> RunAsync(
        Guid batchId,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var status = await db
            .Batches.VisibleTo(await caller.ActorAsync(cancel), db)
            .Where(b => b.Id == batchId)
            .Select(b => new { b.Status })
            .FirstOrNotFoundAsync("The batch", cancel);
        return (status.Status != BatchStatus.Submitted, running.Of(batchId));
    }
}
