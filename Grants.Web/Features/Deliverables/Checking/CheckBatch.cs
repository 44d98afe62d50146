using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
using Grants.Web.Features.Deliverables.Criteria;
using Grants.Web.Features.Deliverables.Sheets;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>
/// The product checks a batch that was handed in. Broken off by a restart, it examines only what it hadn't; what two nodes check
/// at once only the first one saves, and nobody what was taken back meanwhile.
/// </summary>
public sealed class CheckBatch(
    IDbContextFactory<GrantsDb> databases,
    BatchContent content,
    KeptSheets sheets,
    GatherFiles gather,
    FileExaminers examiners,
    RunningChecks running,
    CheckJournals journals,
    SaveReport save,
    TimeProvider clock,
    ILogger<CheckBatch> logger
)
{
    public async Task RunAsync(Guid batchId, CancellationToken cancel)
    {
        using var run = running.Begin(batchId, cancel);
        try
        {
            if (await CheckAsync(batchId, run))
                journals.Forget(batchId);
        }
        catch (OperationCanceledException) when (run.IsStopped)
        {
            logger.LogInformation("The checks of batch {Batch} were stopped", batchId);
        }
    }

    /// <returns>False when the batch isn't handed in any more.</returns>
    private async Task<bool> CheckAsync(Guid batchId, RunningChecks.Run run)
    {
        var cancel = run.Token;
        if (await BeginAsync(batchId, cancel) is not { } version)
            return false;
        using var journal = journals.Open(
            batchId,
            string.Join("; ", examiners.All.Select(e => e.Agent).Prepend(ProductEvent.Agent))
        );
        var gathered = await gather.RunAsync(
            batchId,
            await FilesAsync(batchId, cancel),
            journal,
            run.Tell,
            cancel
        );
        var files = gathered.Files;
        var before = await DeliveredBeforeAsync(batchId, files, cancel);
        run.Tell(0, files.Count);
        var report = BatchCheck.Run(
            [.. files.Select(f => Checked(f, before))],
            await RulesAsync(batchId, files, cancel),
            new FileChecks(await ChoiceAsync(batchId, cancel), examiners.All) { Journal = journal },
            done => run.Tell(done, files.Count),
            cancel
        );
        report = report with
        {
            Findings = [.. gathered.Findings, .. report.Findings],
            Events = [.. gathered.Events, .. report.Events],
        };
        return await save.RunAsync(batchId, version, gathered, report, cancel);
    }

    private async Task<ProfileChoice> ChoiceAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.ChoiceOfBatchAsync(batchId, cancel);
    }

    /// <returns>The version of the batch as it was handed in; null when it isn't any more.</returns>
    private async Task<int?> BeginAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var batch = await db
            .Batches.AsNoTracking()
            .FirstOrNotFoundAsync(b => b.Id == batchId, "The batch", cancel);
        if (batch.Status != BatchStatus.Submitted)
            return null;
        var deliverable = await db.DeliverableOfBatchAsync(batchId, cancel);
        if (deliverable.Status != DeliverableStatus.Validating)
        {
            deliverable.BeginValidation(Now());
            await db.SaveChangesAsync(cancel);
        }
        return batch.Version;
    }

    private async Task<List<BatchFile>> FilesAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db
            .BatchFiles.AsNoTracking()
            .Where(f => f.BatchId == batchId)
            .OrderBy(f => f.Name)
            .ToListAsync(cancel);
    }

    private async Task<SheetRules> RulesAsync(
        Guid batchId,
        IReadOnlyList<BatchFile> files,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await WorkingSheet.RulesAsync(db, batchId, files, sheets, cancel);
    }

    /// <summary>By content: where the organization delivered it before for another deliverable, of this award or others.</summary>
    private async Task<Dictionary<string, string>> DeliveredBeforeAsync(
        Guid batchId,
        IReadOnlyList<BatchFile> files,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        Dictionary<string, string> places = [];
        var contents = files.Where(f => f.Size > 0).Select(f => f.Sha256).Distinct();
        foreach (var some in contents.Chunk(1_000)) // SQL Server takes 2,100 parameters
        {
            var earlier = await (
                from batch in db.Batches
                where batch.Id == batchId
                from other in db.Batches
                where
                    other.OrganizationId == batch.OrganizationId
                    && other.DeliverableId != batch.DeliverableId
                    && other.SubmittedAt != null
                from file in db.BatchFiles
                where file.BatchId == other.Id && some.Contains(file.Sha256)
                orderby other.SubmittedAt descending
                select new
                {
                    file.Sha256,
                    file.Name,
                    other.Number,
                    db.Deliverables.First(d => d.Id == other.DeliverableId).Code,
                    Award = db.Awards.First(a => a.Id == other.AwardId).Number,
                }
            ).ToListAsync(cancel);
            foreach (var e in earlier)
                places[e.Sha256] = $"{e.Name} in batch {e.Number} of {e.Code} ({e.Award})";
        }
        return places;
    }

    private CheckedFile Checked(BatchFile file, Dictionary<string, string> before) =>
        new(
            file.Name,
            file.Size,
            file.Sha256,
            () => content.Open(file),
            before.GetValueOrDefault(file.Sha256)
        )
        {
            IsProved = file.ProvedBy is not null,
            KeptAt = file.KeptAt,
        };

    private Stamp Now() => new(Actor.System, clock.GetUtcNow());
}
