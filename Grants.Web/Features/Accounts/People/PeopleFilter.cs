using Grants.Data;
using Grants.Data.Identity;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.People;

public enum PersonState
{
    Active,

    /// <summary>Registered, and hasn't opened the link in the mail yet.</summary>
    NotConfirmed,
    Deactivated,
}

/// <summary>Which people a list or an export shows, as its address says it. What it can't read means "all".</summary>
/// <param name="Q">Part of a name or an address.</param>
/// <param name="Role">A role by name, or "None" for people without any.</param>
/// <param name="State">A PersonState by name.</param>
public sealed record PeopleFilter(string? Q, string? Role, string? State)
{
    public const string NoRole = "None";

    internal IQueryable<Account> Of(GrantsDb db)
    {
        var people = db.Users.AsNoTracking();
        if (Role == NoRole)
            people = people.Where(u => !db.RoleAssignments.Any(r => r.PersonId == u.Id));
        else if (Enum.TryParse<Role>(Role, out var role) && Enum.IsDefined(role))
            people = people.Where(u =>
                db.RoleAssignments.Any(r => r.PersonId == u.Id && r.Role == role)
            );
        if (Enum.TryParse<PersonState>(State, out var state))
            people = state switch
            {
                PersonState.Deactivated => people.Where(u => u.LockoutEnd == Account.Forever),
                PersonState.NotConfirmed => people.Where(u =>
                    !u.EmailConfirmed && (u.LockoutEnd == null || u.LockoutEnd != Account.Forever)
                ),
                _ => people.Where(u =>
                    u.EmailConfirmed && (u.LockoutEnd == null || u.LockoutEnd != Account.Forever)
                ),
            };
        return LikePattern.Containing(Q) is { } words
            ? people.Where(u =>
                EF.Functions.Like(u.Name, words, LikePattern.Escape)
                || EF.Functions.Like(u.Email!, words, LikePattern.Escape)
            )
            : people;
    }
}
