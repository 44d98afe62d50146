using Grants.Data;
using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.People;

internal static class Administrators
{
    /// <summary>Asked inside the transaction that takes the role or the account away from this person.</summary>
    /// <exception cref="RefusedException">Nobody else could administer the installation.</exception>
    public static async Task MustRemainWithoutAsync(
        this GrantsDb db,
        Guid personId,
        CancellationToken cancel
    ) =>
        PersonRules
            .CannotLoseAdministrator(
                await db.Users.CountAsync(
                    u =>
                        u.Id != personId
                        && u.EmailConfirmed
                        && (u.LockoutEnd == null || u.LockoutEnd != Account.Forever)
                        && db.RoleAssignments.Any(r =>
                            r.PersonId == u.Id && r.Role == Role.Administrator
                        ),
                    cancel
                )
            )
            .ThrowIfAny();
}
