using Grants.Data;
using Grants.Domain.Kernel;
using Grants.Web.Features.Deliverables.Checking;
using Grants.Web.Platform.Security;
using Grants.Web.Platform.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Delivering;

/// <summary>The grantee hands the batch in; the checks begin at once, in the background.</summary>
public sealed class SubmitBatch(
    IDbContextFactory<GrantsDb> databases,
    UploadStore uploads,
    CheckBatchesJob checks,
    Caller caller
)
{
    public async Task RunAsync(Guid batchId, CancellationToken cancel)
    {
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            var stamp = await caller.StampAsync(cancel);
            var (deliverable, award, batch) = await db.OpenBatchAsync(batchId, stamp.By, cancel);
            if (!await db.BatchFiles.AnyAsync(f => f.BatchId == batchId, cancel))
                throw new RefusedException(new Refusal("There are no files in the batch yet."));
            deliverable.SubmitBatch(award, batch, stamp);
            await db.SaveChangesAsync(cancel);
        }
        uploads.RemoveAll(batchId);
        checks.Wake();
    }
}
