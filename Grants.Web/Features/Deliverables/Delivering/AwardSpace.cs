using Grants.Data;
using Grants.Domain.Awards;
using Grants.Domain.Files;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Storage;
using Grants.Web.Platform.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Delivering;

/// <param name="Quota">Bytes that the award's files may take.</param>
/// <param name="Used">Bytes that they take; equal content is kept and counted once.</param>
public readonly record struct SpaceUse(long Quota, long Used);

/// <summary>How much room an award's deliveries have.</summary>
public sealed class AwardSpace(UploadStore uploads, StorageSpace disk, StorageSettings settings)
{
    public async Task<SpaceUse> OfAsync(GrantsDb db, Award award, CancellationToken cancel) =>
        new(
            award.StorageQuota ?? settings.Quota,
            // Also a package that was unpacked, until the clean-up lets it go.
            await db
                .Files.Where(f =>
                    f.Owner == FileOwner.Batch
                    && db.Batches.Any(b => b.Id == f.OwnerId && b.AwardId == award.Id)
                    && !db.BatchFiles.Any(b => b.StoredFileId == f.Id && b.KeptAt != null)
                )
                .Select(f => new { f.Sha256, f.Size })
                .Distinct()
                .SumAsync(f => f.Size, cancel)
        );

    /// <param name="bytes">That would come on top of what is there and what was announced for the batch.</param>
    public async Task<Refusal?> CannotTakeAsync(
        GrantsDb db,
        Award award,
        Guid batchId,
        string name,
        long bytes,
        CancellationToken cancel
    )
    {
        var (quota, used) = await OfAsync(db, award, cancel);
        return used + uploads.Outstanding(batchId) + bytes > quota
            ? new Refusal(
                $"{name} ({ByteSize.Say(bytes)}) doesn't fit: the files of {award.Number} may take {ByteSize.Say(quota)}, and {ByteSize.Say(used)} are there. Ask the funder for more room, or take files out that aren't needed."
            )
            : disk.CannotKeep(name, bytes);
    }
}
