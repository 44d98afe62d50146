using Grants.Data;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Platform.Jobs;

/// <summary>Whether the database answers and has this version's schema. Once it has, it isn't asked again.</summary>
public sealed class DatabaseReadiness(
    IDbContextFactory<GrantsDb> databases,
    SiteSettings settings,
    TimeProvider clock,
    ILogger<DatabaseReadiness> logger
)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    private volatile bool _isReady;

    public async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        if (_isReady)
            return true;
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (!await db.Database.CanConnectAsync(cancel))
            return false;
        return _isReady =
            settings.EnsureCreated || !(await db.Database.GetPendingMigrationsAsync(cancel)).Any();
    }

    /// <summary>Looks every five seconds until the database is there and migrated.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        for (var told = false; !await LookAsync(cancel); told = true)
        {
            if (!told)
                logger.LogInformation("Background work waits for the database");
            await Task.Delay(BetweenLooks, clock, cancel);
        }
    }

    private async Task<bool> LookAsync(CancellationToken cancel)
    {
        try
        {
            return await IsReadyAsync(cancel);
        }
        catch (System.Data.Common.DbException failure)
        {
            logger.LogWarning(failure, "The database doesn't answer");
            return false;
        }
    }
}
