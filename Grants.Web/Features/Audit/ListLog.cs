using System.Runtime.CompilerServices;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Audit;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Audit;

/// <summary>The log of everything, newest first.</summary>
public sealed class ListLog(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<Page<AuditEntry>> RunAsync(
        LogFilter filter,
        int page,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await (await LinesAsync(db, filter, cancel)).ToPageAsync(page, cancel);
    }

    /// <summary>All lines, for the export.</summary>
    public async IAsyncEnumerable<AuditEntry> AllAsync(
        LogFilter filter,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var lines = (await LinesAsync(db, filter, cancel)).AsAsyncEnumerable();
        await foreach (var line in lines.WithCancellation(cancel))
            yield return line;
    }

    private async Task<IQueryable<AuditEntry>> LinesAsync(
        GrantsDb db,
        LogFilter filter,
        CancellationToken cancel
    ) =>
        filter
            .Of(db.AuditEntries.AsNoTracking().VisibleTo(await caller.ActorAsync(cancel), db))
            .OrderByDescending(e => e.At)
            .ThenByDescending(e => e.Id);
}
