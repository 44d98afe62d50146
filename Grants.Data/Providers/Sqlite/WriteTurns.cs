using System.Collections.Concurrent;

namespace Grants.Data.Providers.Sqlite;

/// <summary>
/// One writer at a time per database file, first come first served. SQLite itself lets waiting writers retry at random
/// moments until some run out of time.
/// </summary>
internal static class WriteTurns
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Queues = new(
        StringComparer.Ordinal
    );

    public static async Task<IDisposable> TakeAsync(
        string connectionString,
        CancellationToken cancel
    )
    {
        var queue = Queues.GetOrAdd(connectionString, _ => new SemaphoreSlim(1, 1));
        await queue.WaitAsync(cancel);
        return new Turn(queue);
    }

    private sealed class Turn(SemaphoreSlim queue) : IDisposable
    {
        public void Dispose() => queue.Release();
    }
}
