using Grants.Web.Platform.Jobs;

namespace Grants.Web.Features.Deliverables.Preservation;

/// <summary>Goes through accepted batches whose time has come, and looks again every hour.</summary>
public sealed class LetGoMastersJob(JobHost host) : RecurringJob(host)
{
    protected override TimeSpan Interval => TimeSpan.FromHours(1);

    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var letGo = services.GetRequiredService<LetGoMasters>();
        while (await letGo.RunOneAsync(cancel)) { }
    }
}
