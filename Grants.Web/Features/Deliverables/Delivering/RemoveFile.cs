using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
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
        await db.RemoveWithDescriptionAsync(file, cancel);
        await db.SaveChangesAsync(cancel);
    }
}

internal static class RemovedFiles
{
    /// <summary>Takes a file out of its batch, and its description away unless another batch has it too, so that its room is free at once.</summary>
    public static async Task RemoveWithDescriptionAsync(
        this GrantsDb db,
        BatchFile file,
        CancellationToken cancel
    )
    {
        db.BatchFiles.Remove(file);
        if (
            !await db.BatchFiles.AnyAsync(
                f => f.StoredFileId == file.StoredFileId && f.Id != file.Id,
                cancel
            )
        )
            db.Files.Remove(await db.Files.FirstAsync(f => f.Id == file.StoredFileId, cancel));
    }
}
