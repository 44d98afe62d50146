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
    public static Task<long> NextNumberAsync(
        this GrantsDb db,
        string name,
        CancellationToken cancel
    ) => db.NextNumbersAsync(name, 1, cancel);

    /// <summary>The first of so many numbers in a row, on the same terms.</summary>
    /// <exception cref="InvalidOperationException">Called outside a transaction.</exception>
    public static async Task<long> NextNumbersAsync(
        this GrantsDb db,
        string name,
        int count,
        CancellationToken cancel
    )
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Numbers are taken inside InTransactionAsync.");
        var updated = await db
            .NumberSequences.Where(s => s.Name == name)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Last, s => s.Last + count), cancel);
        if (updated == 0)
        {
            // Not by the context's own save, which would store whatever else it tracks.
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO NumberSequences (Name, Last) VALUES ({name}, {count})",
                cancel
            );
            return 1;
        }
        var last = await db
            .NumberSequences.Where(s => s.Name == name)
            .Select(s => s.Last)
            .SingleAsync(cancel);
        return last - count + 1;
    }
}
