using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Grants.Tests.Support;

/// <summary>Queries that were asked of the database, to be counted.</summary>
public sealed class SqlLog : DbCommandInterceptor
{
    private readonly ConcurrentQueue<(string Text, int Parameters)> _queries = [];

    public IReadOnlyCollection<(string Text, int Parameters)> Queries => _queries;

    public int Count => _queries.Count;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        _queries.Enqueue((command.CommandText, command.Parameters.Count));
        return ValueTask.FromResult(result);
    }
}
