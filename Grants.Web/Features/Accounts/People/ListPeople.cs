using System.Runtime.CompilerServices;
using Grants.Data;
using Grants.Data.Identity;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.People;

public sealed record PersonRow(
    Guid Id,
    string Name,
    string Email,
    PersonState State,
    IReadOnlyList<Role> Roles
);

/// <summary>Everybody with an account, by name.</summary>
public sealed class ListPeople(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<Page<PersonRow>> RunAsync(
        PeopleFilter filter,
        int page,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await (await RowsAsync(db, filter, cancel)).ToPageAsync(page, cancel);
    }

    /// <summary>All rows, for the export.</summary>
    public async IAsyncEnumerable<PersonRow> AllAsync(
        PeopleFilter filter,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = (await RowsAsync(db, filter, cancel)).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancel))
            yield return row;
    }

    private async Task<IQueryable<PersonRow>> RowsAsync(
        GrantsDb db,
        PeopleFilter filter,
        CancellationToken cancel
    )
    {
        (await caller.ActorAsync(cancel)).Cannot(Permission.ManagePeople).ThrowIfAny();
        return filter
            .Of(db)
            .OrderBy(u => u.Name)
            .ThenBy(u => u.Id)
            .AsSingleQuery()
            .Select(u => new PersonRow(
                u.Id,
                u.Name,
                u.Email!,
                u.LockoutEnd == Account.Forever ? PersonState.Deactivated
                    : u.EmailConfirmed ? PersonState.Active
                    : PersonState.NotConfirmed,
                db.RoleAssignments.Where(r => r.PersonId == u.Id).Select(r => r.Role).ToList()
            ));
    }
}
