using Grants.Data;
using Grants.Domain.Inspection.Sheets;
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
    /// <summary>Names of files that haven't come whole, from this browser or another.</summary>
    public async Task<IReadOnlyList<string>> UnfinishedAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.OpenBatchAsync(batchId, await caller.ActorAsync(cancel), cancel);
        return Unfinished(batchId);
    }

    /// <summary>What came of unfinished files is thrown away first.</summary>
    public async Task WithoutUnfinishedAsync(Guid batchId, CancellationToken cancel)
    {
        await UnfinishedAsync(batchId, cancel);
        uploads.RemoveAll(batchId);
        await RunAsync(batchId, cancel);
    }

    public async Task RunAsync(Guid batchId, CancellationToken cancel)
    {
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            var stamp = await caller.StampAsync(cancel);
            var (deliverable, award, batch) = await db.OpenBatchAsync(batchId, stamp.By, cancel);
            if (Unfinished(batchId) is { Count: > 0 } unfinished)
                throw new RefusedException(
                    new Refusal(
                        $"{Numbers.Say(unfinished.Count, "file hasn't", "files haven't")} come whole: {Shown.Some(unfinished)}. Let them come first."
                    )
                );
            if (!await db.BatchFiles.AnyAsync(f => f.BatchId == batchId, cancel))
                throw new RefusedException(new Refusal("There are no files in the batch yet."));
            deliverable.SubmitBatch(award, batch, stamp);
            await db.SaveChangesAsync(cancel);
        }
        checks.Wake();
    }

    private List<string> Unfinished(Guid batchId) =>
        [.. uploads.UnderWay(batchId).Select(u => u.Name).Order()];
}
