using Grants.Data;
using Grants.Domain.Deliverables;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Checking;

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
