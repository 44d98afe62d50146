using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Audit;
using Grants.Domain.Files;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Jobs;
using Grants.Web.Platform.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Deleted;

/// <summary>Drafts that nobody restored in 30 days go with everything in them; the log keeps that they were there.</summary>
public sealed class PurgeDeletedDrafts(
    IDbContextFactory<GrantsDb> databases,
    UploadStore uploads,
    TimeProvider clock
)
{
    /// <returns>How many are gone.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = new Stamp(Actor.System, clock.GetUtcNow());
        var before = stamp.At - Application.KeptDeleted;
        var gone = await db
            .Applications.Where(a => a.Status == ApplicationStatus.Deleted && a.DeletedAt < before)
            .ToListAsync(cancel);
        foreach (var application in gone)
        {
            db.Files.RemoveRange(
                await db
                    .Files.Where(f =>
                        f.Owner == FileOwner.Application && f.OwnerId == application.Id
                    )
                    .ToListAsync(cancel)
            );
            db.AuditEntries.Add(
                AuditEntry.Of(nameof(Application), application.Id, new DraftPurged(stamp))
            );
            db.Applications.Remove(application);
            await db.SaveChangesAsync(cancel);
            uploads.RemoveAll(application.Id);
        }
        return gone.Count;
    }
}

public sealed class PurgeDeletedDraftsJob(JobHost host) : RecurringJob(host)
{
    protected override TimeSpan Interval { get; } = TimeSpan.FromHours(1);

    protected override Task RunAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<PurgeDeletedDrafts>().RunAsync(cancel);
}
