namespace Grants.Web.Platform.Jobs;

/// <summary>What every job needs of the node that it runs on.</summary>
public sealed class JobHost(
    IServiceScopeFactory scopes,
    DatabaseReadiness database,
    SiteSettings settings,
    TimeProvider clock,
    ILoggerFactory loggers
)
{
    internal IServiceScopeFactory Scopes => scopes;

    internal DatabaseReadiness Database => database;

    internal bool RunsJobs => settings.RunsJobs;

    internal TimeProvider Clock => clock;

    internal ILogger LogOf(RecurringJob job) => loggers.CreateLogger(job.GetType());
}
