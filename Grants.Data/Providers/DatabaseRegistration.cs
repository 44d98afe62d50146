using Grants.Data.Interceptors;
using Grants.Data.Providers.Sqlite;
using Grants.Data.Providers.SqlServer;
using Grants.Data.Seed;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Data.Providers;

/// <param name="Provider">"Sqlite" or "SqlServer".</param>
public sealed record DatabaseOptions(string Provider, string ConnectionString);

public static class DatabaseRegistration
{
    /// <summary>
    /// Registers IDbContextFactory&lt;GrantsDb&gt; for the configured provider. Further options (test interceptors) are added
    /// with ConfigureDbContext on the provider's context.
    /// </summary>
    /// <exception cref="ArgumentException">The provider's name isn't known.</exception>
    public static IServiceCollection AddGrantsDb(
        this IServiceCollection services,
        DatabaseOptions options
    )
    {
        services.AddSingleton<LogWriter>();
        return options.Provider switch
        {
            "Sqlite" => services.Add<SqliteGrantsDb>(o =>
                o.UseSqlite(
                        options.ConnectionString,
                        s => s.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
                    )
                    .AddInterceptors(new SqliteSettings())
            ),
            "SqlServer" => services.Add<SqlServerGrantsDb>(o =>
                o.UseSqlServer(
                    options.ConnectionString,
                    s => s.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
                )
            ),
            _ => throw new ArgumentException(
                $"Database provider \"{options.Provider}\" is unknown; use Sqlite or SqlServer.",
                nameof(options)
            ),
        };
    }

    private static IServiceCollection Add<TDb>(
        this IServiceCollection services,
        Action<DbContextOptionsBuilder> provider
    )
        where TDb : GrantsDb
    {
        services.ConfigureDbContext<TDb>(
            (provider_, o) =>
            {
                provider(o);
                ShippedProfilesSeed.AddTo(o);
                o.AddInterceptors(provider_.GetRequiredService<LogWriter>());
            }
        );
        services.AddDbContextFactory<TDb>();
        services.AddSingleton<IDbContextFactory<GrantsDb>, Factory<TDb>>();
        // Identity's stores ask for the context itself, one per request.
        services.AddScoped<GrantsDb>(s =>
            s.GetRequiredService<IDbContextFactory<GrantsDb>>().CreateDbContext()
        );
        return services;
    }

    private sealed class Factory<TDb>(IDbContextFactory<TDb> inner) : IDbContextFactory<GrantsDb>
        where TDb : GrantsDb
    {
        public GrantsDb CreateDbContext() => inner.CreateDbContext();
    }
}
