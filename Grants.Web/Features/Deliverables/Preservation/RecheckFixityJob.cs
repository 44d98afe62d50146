using Grants.Web.Platform.Jobs;

namespace Grants.Web.Features.Deliverables.Preservation;

/// <summary>Goes on until no kept file is due, and looks again every hour.</summary>
public sealed class RecheckFixityJob(JobHost host) : RecurringJob(host)
{
    protected override TimeSpan Interval => TimeSpan.FromHours(1);

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var recheck = services.GetRequiredService<RecheckFixity>();
        while (await recheck.RunPartAsync(cancel) == RecheckFixity.PartSize) { }
    }
}
