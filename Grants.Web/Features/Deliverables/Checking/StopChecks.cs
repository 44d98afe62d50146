using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>The grantee takes back a batch that it handed in by mistake, before the checks are done with it.</summary>
public sealed class TakeBackBatch(
    IDbContextFactory<GrantsDb> databases,
    RunningChecks running,
    Caller caller
)
{
    public async Task RunAsync(Guid deliverableId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var deliverable = await db
            .Deliverables.OwnOf(stamp.By, db)
            .FirstOrNotFoundAsync(d => d.Id == deliverableId, "The deliverable", cancel);
        var award = await db.Awards.FirstAsync(a => a.Id == deliverable.AwardId, cancel);
        var batch = await db.LastBatchAsync(deliverableId, cancel);

        deliverable.TakeBack(award, batch, stamp);

        await db.SaveChangesAsync(cancel);
        running.Stop(batch.Id);
    }
}

/// <summary>Staff stop the checks of a batch, and the grantee is told why.</summary>
public sealed class StopChecks(
    IDbContextFactory<GrantsDb> databases,
    RunningChecks running,
    Caller caller,
    SiteAddress site
)
{
    public async Task RunAsync(Guid deliverableId, string reason, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var (deliverable, batch) = await db.ToDecideAsync(
            deliverableId,
            nameof(Deliverable.StopChecks),
            stamp.By,
            cancel
        );

        deliverable.StopChecks(batch, reason, stamp);

        var mails = await db.MailsAsync(deliverable, site, stamp.At, cancel);
        await db.TellGranteeAsync(deliverable, p => mails.ChecksStopped(p, batch, reason), cancel);
        await db.SaveChangesAsync(cancel);
        running.Stop(batch.Id);
    }
}
