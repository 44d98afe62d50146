using System.Security.Cryptography;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Domain.Files;
using Grants.Domain.Inspection.Bags;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Grants.Web.Platform.Storage;
using Grants.Web.Platform.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Delivering;

/// <param name="Name">As the sender calls it, without a folder.</param>
public sealed record ArrivingFile(string Name)
{
    /// <summary>What the sender's file system says of its last change.</summary>
    public string? SenderStamp { get; init; }

    /// <summary>Where the checksum stands that it was compared with before it came here.</summary>
    public string? ProvedBy { get; init; }

    /// <summary>Place below the masters folder where it stays; null: it is taken into the store.</summary>
    public string? StaysAt { get; init; }

    public static implicit operator ArrivingFile(string name) => new(name);
}

/// <summary>A whole file arrives in an open batch. One of the same name takes the place of the one before.</summary>
public sealed class ReceiveFile(
    IDbContextFactory<GrantsDb> databases,
    IFileStore store,
    AwardSpace space,
    StorageSpace disk,
    Spool spool,
    Caller caller
)
{
    /// <summary>Most bytes of one file; a bag of an hour of video or a box of letters fits.</summary>
    public const long Limit = 64L << 30;

    /// <summary>Whether this person may send to the batch now.</summary>
    public async Task AllowAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.OpenBatchAsync(batchId, await caller.ActorAsync(cancel), cancel);
    }

    /// <summary>Why the announced file won't be taken, before a byte of it is sent.</summary>
    public async Task<Refusal?> CannotBeginAsync(AnnouncedFile file, CancellationToken cancel)
    {
        FileNames.Clean(file.Name);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (_, award, batch) = await db.OpenBatchAsync(
            file.OwnerId,
            await caller.ActorAsync(cancel),
            cancel
        );
        return await space.CannotTakeAsync(db, award, batch.Id, file.Name, file.Length, cancel);
    }

    /// <summary>Whether this very file, by name, length and the sender's own time of it, is in the batch.</summary>
    public async Task<bool> HasAsync(AnnouncedFile file, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return file.Stamp.Length > 0
            && await db.BatchFiles.AnyAsync(
                f =>
                    f.BatchId == file.OwnerId
                    && f.Name == file.Name
                    && f.Size == file.Length
                    && f.SenderStamp == file.Stamp,
                cancel
            );
    }

    /// <param name="content">Seekable.</param>
    public async Task RunAsync(
        Guid batchId,
        ArrivingFile arriving,
        Stream content,
        CancellationToken cancel
    )
    {
        var called = FileNames.Clean(arriving.Name);
        await AllowAsync(batchId, cancel);
        if (Package.IsPackage(called))
            await RefuseAsync(batchId, called, content, cancel);
        var bytes = arriving.StaysAt is null
            ? await store.StoreAsync(content, Limit, cancel)
            : new StoredBytes(
                Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)),
                content.Length
            );
        content.Position = 0;
        var type = MediaTypes.Of(content);

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
            await db.RemoveWithDescriptionAsync(before, cancel);
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
        var arrived = new BatchFile(batchId, file.Id, called, bytes.Size, bytes.Sha256)
        {
            SenderStamp = arriving.SenderStamp is { Length: > 0 and <= BatchFile.MaxStampLength }
                ? arriving.SenderStamp
                : null,
            ProvedBy = arriving.ProvedBy,
        };
        db.BatchFiles.Add(arriving.StaysAt is { } place ? arrived.StayingAt(place) : arrived);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>A package that will never be unpacked isn't kept: bombs, links, paths that lead outside, or no room for what is in it.</summary>
    private async Task RefuseAsync(
        Guid batchId,
        string name,
        Stream content,
        CancellationToken cancel
    )
    {
        using var package = Package.Look(
            content,
            name,
            PackageLimits.Default with
            {
                Room = disk.Free,
            },
            spool.NewStream
        );
        if (package.Findings is [var first, ..])
            throw new RefusedException(new Refusal(first.Message));
        await using var db = await databases.CreateDbContextAsync(cancel);
        var award = await db.AwardOfBatchAsync(batchId, cancel);
        (await space.CannotTakeAsync(db, award, batchId, name, package.Size, cancel)).ThrowIfAny();
    }
}
