using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Delivering;

/// <summary>
/// The grantee begins a delivery. After one that failed or was returned, what was good in it is there already, and its sheet
/// with what was changed on the grid, to be mended there or sent anew; files that were refused have to be sent again. After one
/// that was accepted in part, the files of the defective items are there; a new sheet describes only these. After one that was
/// accepted whole, nothing is: more is to come.
/// </summary>
public sealed class StartBatch(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <returns>The batch's id.</returns>
    public async Task<Guid> RunAsync(Guid deliverableId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var deliverable = await db
            .Deliverables.OwnOf(stamp.By, db)
            .FirstOrNotFoundAsync(d => d.Id == deliverableId, "The deliverable", cancel);
        var award = await db.Awards.FirstAsync(a => a.Id == deliverable.AwardId, cancel);
        var last = await db
            .Batches.Where(b => b.DeliverableId == deliverableId)
            .OrderByDescending(b => b.Number)
            .FirstOrDefaultAsync(cancel);

        var batch = deliverable.StartBatch(award, (last?.Number ?? 0) + 1, stamp);

        db.Batches.Add(batch);
        if (last is not null && last.Status != BatchStatus.Accepted)
            await CarryOverAsync(db, last, batch, cancel);
        await db.SaveChangesAsync(cancel);
        return batch.Id;
    }

    private static async Task CarryOverAsync(
        GrantsDb db,
        Batch last,
        Batch next,
        CancellationToken cancel
    )
    {
        var refused = await RefusedFiles.OfAsync(db, last.Id, cancel);
        var wanted =
            last.Status == BatchStatus.PartlyAccepted
                ? await db.FilesOfItemsAsync(last.Id, rejected: true, cancel)
                : null;
        var edits = (
            await db
                .SheetEdits.AsNoTracking()
                .Where(e => db.BatchFiles.Any(f => f.Id == e.BatchFileId && f.BatchId == last.Id))
                .InOrder()
                .ToListAsync(cancel)
        ).ToLookup(e => e.BatchFileId);
        var files = await db
            .BatchFiles.AsNoTracking()
            .Where(f => f.BatchId == last.Id)
            .ToListAsync(cancel);
        foreach (
            var file in files.Where(f => wanted?.Contains(f.Name) ?? !refused.Contains(f.Name))
        )
        {
            var carried = file.In(next);
            db.BatchFiles.Add(carried);
            db.SheetEdits.AddRange(edits[file.Id].Select(e => e.For(carried.Id)));
        }
    }
}

/// <summary>Files of a checked batch that aren't carried over into the next one.</summary>
internal static class RefusedFiles
{
    /// <summary>Those with an error in their content, and a sheet that can't be read at all.</summary>
    public static async Task<IReadOnlySet<string>> OfAsync(
        GrantsDb db,
        Guid batchId,
        CancellationToken cancel
    )
    {
        var errors = await db
            .BatchFindings.AsNoTracking()
            .Where(f => f.BatchId == batchId && f.Severity == FindingSeverity.Error)
            .Select(f => new { f.Code, f.Path })
            .Distinct()
            .ToListAsync(cancel);
        return errors
            .Where(e => FindingCodes.RefusesFile(e.Code) || FindingCodes.RefusesSheet(e.Code))
            .Select(e => FindingCodes.RefusesSheet(e.Code) ? e.Path.Split(", row ")[0] : e.Path)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
