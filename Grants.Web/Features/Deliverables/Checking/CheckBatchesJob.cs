using Grants.Data;
using Grants.Domain.Deliverables;
using Grants.Web.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>
/// Checks every batch that waits for it, the longest waiting first. Batches that a restart broke off are still Validating and
/// so are found again.
/// </summary>
public sealed class CheckBatchesJob(JobHost host, ILogger<CheckBatchesJob> logger)
    : RecurringJob(host)
{
    protected override TimeSpan Interval => TimeSpan.FromSeconds(30);

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        await ForgetJournalsAsync(services, cancel);
        foreach (var batchId in await WaitingAsync(services, cancel))
            await CheckAsync(services.GetRequiredService<CheckBatch>(), batchId, cancel);
    }

    private static async Task<List<Guid>> WaitingAsync(
        IServiceProvider services,
        CancellationToken cancel
    )
    {
        await using var db = await services
            .GetRequiredService<IDbContextFactory<GrantsDb>>()
            .CreateDbContextAsync(cancel);
        return await db
            .Batches.Where(b => b.Status == BatchStatus.Submitted)
            .OrderBy(b => b.SubmittedAt)
            .Select(b => b.Id)
            .ToListAsync(cancel);
    }

    /// <summary>Of batches that were checked elsewhere or won't be: a crash or another node left them.</summary>
    private static async Task ForgetJournalsAsync(
        IServiceProvider services,
        CancellationToken cancel
    )
    {
        var journals = services.GetRequiredService<CheckJournals>();
        var kept = journals.Kept();
        if (kept.Count == 0)
            return;
        await using var db = await services
            .GetRequiredService<IDbContextFactory<GrantsDb>>()
            .CreateDbContextAsync(cancel);
        var wanted = await db
            .Batches.Where(b =>
                kept.Contains(b.Id)
                && (b.Status == BatchStatus.Open || b.Status == BatchStatus.Submitted)
                && db.Deliverables.Any(d =>
                    d.Id == b.DeliverableId && d.Status != DeliverableStatus.Waived
                )
            )
            .Select(b => b.Id)
            .ToListAsync(cancel);
        foreach (var batchId in kept.Except(wanted))
            journals.Forget(batchId);
    }

    /// <summary>One batch that can't be checked doesn't keep the others waiting.</summary>
    private async Task CheckAsync(CheckBatch check, Guid batchId, CancellationToken cancel)
    {
        try
        {
            await check.RunAsync(batchId, cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            logger.LogInformation("Batch {Batch} was checked elsewhere", batchId);
        }
#pragma warning disable CA1031 // Whatever one batch throws, the next one has its turn.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            logger.LogError(failure, "Batch {Batch} couldn't be checked", batchId);
        }
    }
}
