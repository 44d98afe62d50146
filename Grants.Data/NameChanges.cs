using Grants.Domain.Catalog;
using Microsoft.EntityFrameworkCore;

namespace Grants.Data;

/// <summary>How often the hub's list of names was changed; what a node keeps of it is as new as its number.</summary>
public static class NameChanges
{
    private const string Sequence = "NameChange";

    public static Task<long> NameChangesAsync(this GrantsDb db, CancellationToken cancel) =>
        db
            .NumberSequences.Where(s => s.Name == Sequence)
            .Select(s => s.Last)
            .FirstOrDefaultAsync(cancel);

    internal static bool TouchesNames(this GrantsDb db) =>
        db.ChangeTracker.Entries<KnownName>().Any(e => e.State != EntityState.Unchanged)
        || db.ChangeTracker.Entries<NameVariant>().Any(e => e.State != EntityState.Unchanged);

    internal static async Task NumberNameChangesAsync(this GrantsDb db, CancellationToken cancel)
    {
        if (db.TouchesNames())
            await db.NextNumberAsync(Sequence, cancel);
    }
}
