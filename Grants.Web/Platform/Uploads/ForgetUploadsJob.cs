using Grants.Web.Platform.Jobs;
using Grants.Web.Platform.Storage;

namespace Grants.Web.Platform.Uploads;

/// <summary>Throws parts of uploads away that nobody goes on with, and what a crash left half written.</summary>
public sealed class ForgetUploadsJob(JobHost host, TimeProvider clock) : RecurringJob(host)
{
    protected override TimeSpan Interval { get; } = TimeSpan.FromHours(1);

    protected override Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var before = clock.GetUtcNow() - UploadStore.Patience;
        services.GetRequiredService<UploadStore>().RemoveForgotten();
        services.GetRequiredService<Spool>().RemoveForgotten(before);
        return Task.CompletedTask;
    }
}
