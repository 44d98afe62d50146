using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Domain.Files;
using Grants.Domain.Inspection.Formats;
using Grants.Web.Platform.Security;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Delivering;

/// <summary>A whole file arrives in an open batch. One of the same name takes the place of the one before.</summary>
public sealed class ReceiveFile(
    IDbContextFactory<GrantsDb> databases,
    IFileStore store,
    Caller caller
)
{
    /// <summary>Most bytes of one file.</summary>
    public const long Limit = 4L << 30;

    /// <summary>Whether this person may send to the batch now.</summary>
    public async Task AllowAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.OpenBatchAsync(batchId, await caller.ActorAsync(cancel), cancel);
    }

    public async Task RunAsync(Guid batchId, string name, Stream content, CancellationToken cancel)
    {
        var called = FileNames.Clean(name);
        await AllowAsync(batchId, cancel);
        var bytes = await store.StoreAsync(content, Limit, cancel);
        var type = await TypeAsync(bytes.Sha256);

        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        await db.OpenBatchAsync(batchId, stamp.By, cancel);
        // Other capitals are the same name.
        var same = LikePattern.Literal(called);
        var before = await db.BatchFiles.FirstOrDefaultAsync(
            f => f.BatchId == batchId && EF.Functions.Like(f.Name, same, LikePattern.Escape),
            cancel
        );
        if (before is not null)
            db.BatchFiles.Remove(before);
        var file = new StoredFile(
            FileOwner.Batch,
            batchId,
            called,
            type,
            bytes.Size,
            bytes.Sha256,
            stamp
        );
        db.Files.Add(file);
        db.BatchFiles.Add(new BatchFile(batchId, file.Id, called, bytes.Size, bytes.Sha256));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>By content; what isn't known is bytes, so that no browser opens it.</summary>
    private async Task<string> TypeAsync(string sha256)
    {
        await using var content = store.Open(sha256);
        return FormatReader.Read(content).Facts?.MediaType ?? "application/octet-stream";
    }
}
