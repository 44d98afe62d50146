using Grants.Data;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Grants.Web.Features.Catalog.Searching;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Editing;

/// <summary>
/// Makes a record public, at first or again. With the last of a deliverable's records the deliverable is published too.
/// </summary>
public sealed class PublishRecord(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    IndexJob index
)
{
    public async Task RunAsync(Guid recordId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        // One transaction: of two editors who publish the last two records, the later one sees the other's.
        await db.InTransactionAsync(
            async () =>
            {
                var record = await db.RecordForAsync(recordId, stamp.By, cancel);
                record.Publish(stamp);
                await db.SaveChangesAsync(cancel);
                await FinishDeliverableAsync(db, record, stamp, cancel);
            },
            cancel
        );
        index.Wake();
    }

    /// <summary>A record that was withdrawn had been public; only drafts hold the deliverable back.</summary>
    private static async Task FinishDeliverableAsync(
        GrantsDb db,
        CatalogRecord record,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        if (record.DeliverableId is not { } id)
            return;
        var deliverable = await db.Deliverables.FirstAsync(d => d.Id == id, cancel);
        if (
            deliverable.Status != DeliverableStatus.Catalogued
            || await db.CatalogRecords.AnyAsync(
                r => r.DeliverableId == id && r.Status == CatalogStatus.Draft,
                cancel
            )
        )
            return;
        deliverable.Publish(stamp);
        await db.SaveChangesAsync(cancel);
    }
}

/// <param name="Refused">Why not, or null when it went through.</param>
public sealed record PublishResult(Guid RecordId, string Title, string? Refused);

/// <summary>Publishes what was selected, each record by the single verb, with a result for each.</summary>
public sealed class PublishRecords(
    IDbContextFactory<GrantsDb> databases,
    PublishRecord publish,
    Platform.Guarded guarded
)
{
    public async Task<IReadOnlyList<PublishResult>> RunAsync(
        IReadOnlyCollection<Guid> recordIds,
        IProgress<int>? progress,
        CancellationToken cancel
    )
    {
        var titles = await TitlesAsync(recordIds, cancel);
        List<PublishResult> results = [];
        foreach (var id in recordIds)
        {
            var refused = await guarded.RunAsync(() => publish.RunAsync(id, cancel), cancel);
            results.Add(new PublishResult(id, titles.GetValueOrDefault(id, ""), refused));
            progress?.Report(results.Count);
        }
        return results;
    }

    private async Task<Dictionary<Guid, string>> TitlesAsync(
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db
            .CatalogRecords.AsNoTracking()
            .Where(r => ids.Contains(r.Id))
            .ToDictionaryAsync(r => r.Id, r => r.Title, cancel);
    }
}
