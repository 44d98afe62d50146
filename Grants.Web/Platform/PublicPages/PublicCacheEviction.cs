using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Grants.Web.Platform.PublicPages;

/// <summary>
/// Drops public pages once what they show was changed and committed: so no use case has to remember it.
/// </summary>
internal sealed class PublicCacheEviction(IOutputCacheStore store)
    : SaveChangesInterceptor,
        IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbContext, HashSet<string>> _changed = [];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var db = eventData.Context!;
        foreach (var entry in db.ChangeTracker.Entries())
            if (
                entry.State is not EntityState.Unchanged
                && PublicCache.Tags.Contains(entry.Metadata.ClrType.Name)
            )
                _changed.GetOrCreateValue(db).Add(entry.Metadata.ClrType.Name);
        return ValueTask.FromResult(result);
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context!.Database.CurrentTransaction is null)
            await EvictAsync(eventData.Context);
        return result;
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    ) => eventData.Context is { } db ? EvictAsync(db) : Task.CompletedTask;

    /// <summary>Not cancelled: what was saved must not be shown as it was.</summary>
    private async Task EvictAsync(DbContext db)
    {
        if (!_changed.TryGetValue(db, out var tags))
            return;
        _changed.Remove(db);
        foreach (var tag in tags)
            await store.EvictByTagAsync(tag, CancellationToken.None);
    }
}
