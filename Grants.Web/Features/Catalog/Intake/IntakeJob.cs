using Grants.Data;
using Grants.Domain.Deliverables;
using Grants.Web.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Intake;

/// <summary>Looks for accepted deliverables that aren't in the catalog yet, whoever accepted them and wherever.</summary>
public sealed class IntakeJob(JobHost host, IDbContextFactory<GrantsDb> databases)
    : RecurringJob(host)
{
    protected override TimeSpan Interval => TimeSpan.FromSeconds(5);

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var catalogue = services.GetRequiredService<CatalogueBatch>();
        foreach (var id in await AcceptedAsync(cancel))
            await catalogue.RunAsync(id, cancel);
    }

    private async Task<List<Guid>> AcceptedAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db
            .Deliverables.AsNoTracking()
            .Where(d =>
                d.PromisedUnits > 0
                && (
                    d.Status == DeliverableStatus.Accepted
                    || d.Status == DeliverableStatus.AcceptedWithException
                    || db.Batches.Any(b =>
                        b.DeliverableId == d.Id
                        && (
                            b.Status == BatchStatus.Accepted
                            || b.Status == BatchStatus.PartlyAccepted
                        )
                        && !b.IsCatalogued
                    )
                )
            )
            .OrderBy(d => d.Id)
            .Select(d => d.Id)
            .ToListAsync(cancel);
    }
}
