using Grants.Web.Platform.Jobs;

namespace Grants.Web.Features.Catalog.Searching;

/// <summary>Keeps this node's index close behind the database; woken here, seen on other nodes within the interval.</summary>
public sealed class IndexJob(JobHost host) : RecurringJob(host)
{
    protected override TimeSpan Interval => TimeSpan.FromSeconds(5);

    protected override Task RunAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<UpdateIndex>().RunAsync(anew: false, cancel);
}
