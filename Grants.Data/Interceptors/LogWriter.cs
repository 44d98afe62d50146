using Grants.Domain.Audit;
using Grants.Domain.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Grants.Data.Interceptors;

/// <summary>
/// Before each save: every event of every aggregate becomes a row of the log, every touched aggregate gets its next
/// version, and nobody rewrites the log.
/// </summary>
public sealed class LogWriter : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(
        DbContextEventData eventData,
        InterceptionResult<int> result
    )
    {
        Write((GrantsDb)eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Write((GrantsDb)eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void Write(GrantsDb db)
    {
        db.ChangeTracker.DetectChanges();
        if (
            db
                .ChangeTracker.Entries<AuditEntry>()
                .Any(e => e.State is EntityState.Modified or EntityState.Deleted)
        )
            throw new InvalidOperationException("The log is append-only.");

        foreach (var entry in db.ChangeTracker.Entries<Aggregate>().ToList())
        {
            var aggregate = entry.Entity;
            foreach (var happened in aggregate.Events)
                db.AuditEntries.Add(
                    AuditEntry.Of(aggregate.GetType().Name, aggregate.Id, happened)
                );

            if (
                entry.State is EntityState.Added or EntityState.Modified
                || aggregate.Events.Count > 0
            )
                entry.Property(a => a.Version).CurrentValue =
                    entry.Property(a => a.Version).OriginalValue + 1;
            aggregate.ClearEvents();
        }
    }
}
