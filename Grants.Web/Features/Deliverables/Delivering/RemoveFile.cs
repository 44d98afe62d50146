using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Delivering;

/// <summary>The grantee takes a file out of an open batch.</summary>
public sealed class RemoveFile(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid batchId, Guid fileId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.OpenBatchAsync(batchId, await caller.ActorAsync(cancel), cancel);
        var file = await db.BatchFiles.FirstOrNotFoundAsync(
            f => f.Id == fileId && f.BatchId == batchId,
            "The file",
            cancel
        );
        db.BatchFiles.Remove(file);
        await db.SaveChangesAsync(cancel);
    }
}
