using Grants.Web.Platform.Jobs;

namespace Grants.Web.Platform.Uploads;

/// <summary>Throws parts of uploads away that nobody goes on with.</summary>
public sealed class ForgetUploadsJob(JobHost host) : RecurringJob(host)
{
    protected override TimeSpan Interval { get; } = TimeSpan.FromHours(1);

    protected override Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        services.GetRequiredService<UploadStore>().RemoveForgotten();
        return Task.CompletedTask;
    }
}
