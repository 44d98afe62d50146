namespace Grants.Web.Platform.Jobs;

public static class JobRegistration
{
    public static IServiceCollection AddJobs(this IServiceCollection services) =>
        services.AddSingleton<DatabaseReadiness>().AddSingleton<JobHost>();

    /// <summary>A singleton, so that use cases can ask for it and wake it.</summary>
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services)
        where TJob : RecurringJob =>
        services.AddSingleton<TJob>().AddHostedService(s => s.GetRequiredService<TJob>());
}
