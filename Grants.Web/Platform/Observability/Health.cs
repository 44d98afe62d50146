using Grants.Data;
using Grants.Web.Platform.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Grants.Web.Platform.Observability;

/// <summary>
/// What a load balancer asks: is the process alive, and may it get requests. Only the verdict is told; why is in the log.
/// </summary>
public static class Health
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseReady>();
        services
            .AddHealthChecks()
            .AddCheck<DatabaseReady>("database")
            .AddCheck<FilesWritable>("files");
        return services;
    }

    /// <summary>Before everything else, so that neither HTTPS redirection nor sign-in answers in its place.</summary>
    public static IApplicationBuilder UseHealth(this IApplicationBuilder app) =>
        app.UseHealthChecks("/health/live", Telling(_ => false))
            .UseHealthChecks("/health/ready", Telling(_ => true));

    private static HealthCheckOptions Telling(Func<HealthCheckRegistration, bool> checks) =>
        new()
        {
            Predicate = checks,
            ResponseWriter = (context, report) =>
                context.Response.WriteAsJsonAsync(new Verdict(report.Status.ToString())),
        };

    private sealed record Verdict(string Status);
}

/// <summary>The database answers and has the schema that this version needs.</summary>
internal sealed class DatabaseReady(IDbContextFactory<GrantsDb> databases, SiteSettings settings)
    : IHealthCheck
{
    // A schema never goes back under a running server, so it is looked at until it is right.
    private volatile bool _hasSchema = settings.EnsureCreated;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!await db.Database.CanConnectAsync(cancellationToken))
            return HealthCheckResult.Unhealthy("The database doesn't answer.");
        if (!_hasSchema)
            _hasSchema = !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
        return _hasSchema
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database waits for the migrate command.");
    }
}

/// <summary>A file can be written where uploads and mail are kept, and into the file store.</summary>
internal sealed class FilesWritable(SiteSettings settings, IFileStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var probe = Path.Combine(settings.DataFolder, $".ready-{Guid.CreateVersion7():n}");
        try
        {
            await File.WriteAllBytesAsync(probe, [1], cancellationToken);
            File.Delete(probe);
            return await store.IsWritableAsync(cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The file store can't be written.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy("The data folder can't be written.", failure);
        }
    }
}
