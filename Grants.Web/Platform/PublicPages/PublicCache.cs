using System.Collections.Frozen;
using Grants.Data.Providers.Sqlite;
using Grants.Data.Providers.SqlServer;
using Grants.Domain.Awards;
using Grants.Domain.Catalog;
using Grants.Domain.Programs;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Platform.PublicPages;

/// <summary>
/// Public pages are kept for a minute, for people who aren't signed in. A page says what it shows with tags, and a save of
/// one of those records drops it at once (on this node; others follow within the minute). Mark a page with
/// <c>[OutputCache(Duration = PublicCache.Seconds, Tags = [PublicCache.Calls], VaryByQueryKeys = [...])]</c> and
/// <c>[RequireAntiforgeryToken(false)]</c>: without the latter every answer carries a cookie and none is kept.
/// </summary>
public static class PublicCache
{
    public const int Seconds = 60;

    public const string Funder = nameof(Funder);

    public const string Calls = nameof(Call);

    public const string Catalog = nameof(CatalogRecord);

    public const string Awards = nameof(Award);

    internal static FrozenSet<string> Tags { get; } = [Funder, Calls, Catalog, Awards];

    public static IServiceCollection AddPublicCache(this IServiceCollection services)
    {
        services.AddOutputCache(o => o.MaximumBodySize = 4 * 1024 * 1024);
        CookielessAntiforgery.Replace(services);
        services.AddSingleton<PublicCacheEviction>();
        services.ConfigureDbContext<SqliteGrantsDb>(Evict);
        services.ConfigureDbContext<SqlServerGrantsDb>(Evict);
        return services;
    }

    /// <summary>The page is wrong from this instant on (a call opens or closes), so it is kept no longer than until then.</summary>
    public static void KeepUntil(this HttpContext context, DateTimeOffset? next, DateTimeOffset now)
    {
        if (
            next is { } at
            && at - now < TimeSpan.FromSeconds(Seconds)
            && context.Features.Get<IOutputCacheFeature>() is { } cache
        )
            cache.Context.ResponseExpirationTimeSpan =
                at > now ? at - now : TimeSpan.FromMilliseconds(1);
    }

    private static void Evict(IServiceProvider services, DbContextOptionsBuilder options) =>
        options.AddInterceptors(services.GetRequiredService<PublicCacheEviction>());
}
