using System.Runtime.CompilerServices;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>Calls for staff, the latest deadline first: a page of them, or all for the export.</summary>
public sealed class ListCalls(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="programId">Null for every program.</param>
    /// <param name="status">Null for every status.</param>
    public async Task<Page<CallRow>> RunAsync(
        Guid? programId,
        CallStatus? status,
        int page,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        return await Rows(db, stamp, programId, status).ToPageAsync(page, cancel);
    }

    public async IAsyncEnumerable<CallRow> AllAsync(
        Guid? programId,
        CallStatus? status,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var rows = Rows(db, stamp, programId, status).AsAsyncEnumerable();
        // Tests leave no trace in exports.
        await foreach (var row in rows.Where(c => !c.IsTest).WithCancellation(cancel))
            yield return row;
    }

    private static IQueryable<CallRow> Rows(
        GrantsDb db,
        Stamp stamp,
        Guid? programId,
        CallStatus? status
    )
    {
        stamp.By.Cannot(Permission.ManagePrograms).ThrowIfAny();
        return db
            .Calls.AsNoTracking()
            .Where(c =>
                (programId == null || c.ProgramId == programId)
                && (status == null || c.Status == status)
            )
            .OrderByDescending(c => c.DeadlineAt == null)
            .ThenByDescending(c => c.DeadlineAt)
            .ThenByDescending(c => c.Id)
            .AsRows(db, stamp.At);
    }
}
