using Grants.Data;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Preservation;

/// <summary>
/// Where the installation doesn't keep masters, the store lets those of an accepted and catalogued batch go after a while: each whose access copy is
/// in the store. Checksum and events stay. The bytes themselves go with the clean-up of the store, once nothing else names them.
/// </summary>
public sealed class LetGoMasters(
    IDbContextFactory<GrantsDb> databases,
    IFileStore store,
    StorageSettings settings,
    TimeProvider clock
)
{
    /// <summary>One batch, in one save.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RunOneAsync(CancellationToken cancel)
    {
        if (settings.KeepMasters)
            return false;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var before = clock.GetUtcNow() - TimeSpan.FromDays(settings.LetGoDays);
        var batch = await db
            .Batches.Where(b =>
                b.AcceptedAt <= before && b.IsCatalogued && b.MastersLetGoAt == null
            )
            .OrderBy(b => b.AcceptedAt)
            .FirstOrDefaultAsync(cancel);
        if (batch is null)
            return false;
        foreach (var (master, copy) in await MastersAsync(db, batch.Id, cancel))
            await LetGoAsync(db, master, copy, cancel);
        batch.MarkMastersLetGo(clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Those of accepted items, each with the access copy that stays.</summary>
    private async Task<IReadOnlyList<(BatchFile Master, BatchFile Copy)>> MastersAsync(
        GrantsDb db,
        Guid batchId,
        CancellationToken cancel
    )
    {
        var accepted = await db.FilesOfItemsAsync(batchId, rejected: false, cancel);
        var files = await db
            .BatchFiles.Where(f =>
                f.BatchId == batchId && f.KeptAt == null && f.FixityProblem == null
            )
            .ToListAsync(cancel);
        var copies = files
            .Where(f => FileRoles.IsAccessCopy(f.Name))
            .ToLookup(f => FileRoles.StemOf(f.Name));
        List<(BatchFile, BatchFile)> found = [];
        foreach (
            var master in files.Where(f => FileRoles.IsMaster(f.Name) && accepted.Contains(f.Name))
        )
        foreach (var copy in copies[FileRoles.StemOf(master.Name)].Take(1))
            if (copy.Sha256 != master.Sha256 && await IsThereAsync(copy, cancel))
                found.Add((master, copy));
        return found;
    }

    private async Task<bool> IsThereAsync(BatchFile copy, CancellationToken cancel)
    {
        try
        {
            await using var content = await store.OpenAsync(copy.Sha256, cancel);
            return content.Length == copy.Size;
        }
        catch (NotFoundException)
        {
            return false; // then its master stays
        }
    }

    /// <summary>In each batch that it was carried through.</summary>
    private async Task LetGoAsync(
        GrantsDb db,
        BatchFile master,
        BatchFile copy,
        CancellationToken cancel
    )
    {
        var same = await db
            .BatchFiles.Where(f => f.StoredFileId == master.StoredFileId)
            .ToListAsync(cancel);
        foreach (var file in same)
        {
            file.LetGo();
            db.PreservationEvents.Add(
                ProductEvent.Of(
                    file.BatchId,
                    "deletion",
                    "success",
                    $"The store lets the master go {settings.LetGoDays} days after acceptance, as this installation is set; {BatchFile.HoldingInstitution} has it. SHA-256 {file.Sha256}; access copy {copy.Name}",
                    file.Name,
                    clock.GetUtcNow()
                )
            );
        }
    }
}
