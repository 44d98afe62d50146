namespace Grants.Web.Platform.Search;

public static class SearchRegistration
{
    public static IServiceCollection AddSearch(
        this IServiceCollection services,
        SiteSettings settings
    ) =>
        services.AddSingleton<ISearchIndex>(s => new LuceneIndex(
            Path.Combine(settings.DataFolder, "index"),
            s.GetRequiredService<ILogger<LuceneIndex>>()
        ));
}
