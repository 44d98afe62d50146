using Microsoft.EntityFrameworkCore;

namespace Grants.Data;

/// <summary>The last number given out under a name.</summary>
public sealed class NumberSequence
{
    public required string Name { get; init; }

    public long Last { get; set; }
}

public static class NumberSequences
{
    /// <summary>
    /// The next number, without gaps for committed work: the row stays locked until the surrounding
    /// <see cref="GrantsDb.InTransactionAsync"/> ends.
    /// </summary>
    /// <exception cref="InvalidOperationException">Called outside a transaction.</exception>
    public static async Task<long> NextNumberAsync(
        this GrantsDb db,
        string name,
        CancellationToken cancel
    )
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Numbers are taken inside InTransactionAsync.");
        var updated = await db
            .NumberSequences.Where(s => s.Name == name)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Last, s => s.Last + 1), cancel);
        if (updated == 0)
        {
            db.NumberSequences.Add(new NumberSequence { Name = name, Last = 1 });
            await db.SaveChangesAsync(cancel);
            return 1;
        }
        return await db
            .NumberSequences.Where(s => s.Name == name)
            .Select(s => s.Last)
            .SingleAsync(cancel);
    }
}
