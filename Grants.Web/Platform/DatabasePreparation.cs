using Grants.Data;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Platform;

public static class DatabasePreparation
{
    /// <summary>
    /// Brings the embedded database up to date before serving. SQL Server waits for the operator's migrate command, since
    /// several nodes may start at once.
    /// </summary>
    public static async Task PrepareDatabaseAsync(this IHost host, CancellationToken cancel)
    {
        var settings = host.Services.GetRequiredService<SiteSettings>();
        if (settings is { EnsureCreated: false, Database.Provider: not "Sqlite" })
            return;
        Directory.CreateDirectory(settings.DataFolder);
        await using var db = await host
            .Services.GetRequiredService<IDbContextFactory<GrantsDb>>()
            .CreateDbContextAsync(cancel);
        if (settings.EnsureCreated)
            await db.Database.EnsureCreatedAsync(cancel);
        else
            await db.Database.MigrateAsync(cancel);
    }
}
