using Grants.Web.Platform.Jobs;

namespace Grants.Web.Platform.Storage;

/// <summary>Four times a day: all of the store is gone through.</summary>
public sealed class CleanFilesJob(JobHost host) : RecurringJob(host)
{
    protected override TimeSpan Interval => TimeSpan.FromHours(6);

    protected override Task RunAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<CleanFiles>().RunAsync(apply: true, cancel);
}
