using System.Text;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Domain.Files;
using Grants.Domain.Inspection.Formats;
using Grants.Domain.Kernel;
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
        var called = Called(name);
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

    /// <summary>In Unicode's composed form. Paths and names that no system can keep are refused.</summary>
    private static string Called(string name)
    {
        if (!name.IsNormalized(NormalizationForm.FormC))
            name = name.Normalize(NormalizationForm.FormC);
        if (string.IsNullOrWhiteSpace(name) || name.Length > StoredFile.MaxNameLength)
            throw new RefusedException(
                new Refusal(
                    $"A file's name has 1 to {StoredFile.MaxNameLength} characters; rename it and send it again."
                )
            );
        if (name is "." or ".." || name.Any(c => c is '/' or '\\' || char.IsControl(c)))
            throw new RefusedException(
                new Refusal(
                    $"\"{name}\" isn't a file name: it holds a folder or a sign that can't be shown."
                )
            );
        return name;
    }

    /// <summary>By content; what isn't known is bytes, so that no browser opens it.</summary>
    private async Task<string> TypeAsync(string sha256)
    {
        await using var content = store.Open(sha256);
        return FormatReader.Read(content).Facts?.MediaType ?? "application/octet-stream";
    }
}
