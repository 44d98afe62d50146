using Grants.Domain.Deliverables;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Results;

/// <param name="Before">Number of the batch that it is compared with.</param>
public sealed record ComparedBatch(int Before, BatchComparison Comparison);

/// <summary>A batch that was delivered again beside the checked one before it.</summary>
public sealed class CompareBatch(ListOfBatch list)
{
    /// <summary>Two reads whatever the size: names and digests of 10,000 files are two megabytes.</summary>
    /// <returns>Null for the first batch.</returns>
    public async Task<ComparedBatch?> RunAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await list.OpenAsync(batchId, cancel);
        var batch = await db.Batches.AsNoTracking().FirstAsync(b => b.Id == batchId, cancel);
        var before = await db
            .Batches.AsNoTracking()
            .Where(b =>
                b.DeliverableId == batch.DeliverableId
                && b.Number < batch.Number
                && b.CheckedAt != null
            )
            .OrderByDescending(b => b.Number)
            .FirstOrDefaultAsync(cancel);
        if (before is null)
            return null;
        var files = await db
            .BatchFiles.AsNoTracking()
            .Where(f => f.BatchId == batchId || f.BatchId == before.Id)
            .Select(f => new { f.BatchId, File = new ComparedFile(f.Name, f.Sha256) })
            .ToListAsync(cancel);
        return new ComparedBatch(
            before.Number,
            BatchComparison.Of(
                [.. files.Where(f => f.BatchId == before.Id).Select(f => f.File)],
                [.. files.Where(f => f.BatchId == batchId).Select(f => f.File)]
            )
        );
    }
}
