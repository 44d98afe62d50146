using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Grants.Data.Providers.Sqlite;

/// <summary>Settings that SQLite keeps per connection: enforce foreign keys, wait for locks, survive a power cut.</summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    private const string Pragmas =
        "PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
