using Grants.Data;
using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Audit;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Setup;

/// <summary>
/// The first administrator and, where there is none yet, the funder. Works once; the operator's create-admin command uses it
/// too.
/// </summary>
public sealed class SetUpInstallation(
    IDbContextFactory<GrantsDb> databases,
    Credentials credentials,
    CurrentFunder funder,
    TimeProvider clock
)
{
    /// <exception cref="NotFoundException">There is an administrator already.</exception>
    public async Task<Account> RunAsync(
        string name,
        string email,
        string password,
        string funderName,
        string funderShortName,
        string currency,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        // Nobody has proved the address, but whoever stands at a new installation may run it.
        var account = new Account { Name = name.Trim(), EmailConfirmed = true };
        credentials.SetAddress(account, email);
        await credentials.SetPasswordAsync(account, password);
        var stamp = new Stamp(
            new Actor(account.Id, account.Name, account.Email!, new HashSet<Role>(), []),
            clock.GetUtcNow()
        );

        await db.InTransactionAsync(
            async () =>
            {
                if (await Installation.HasAdministratorAsync(db, cancel))
                    throw new NotFoundException("Set-up");
                db.Users.Add(account);
                db.RoleAssignments.Add(new RoleAssignment(account.Id, Role.Administrator));
                db.AuditEntries.Add(
                    AuditEntry.Of(
                        nameof(Account),
                        account.Id,
                        new RolesChanged(stamp) { To = PersonRules.Say([Role.Administrator]) }
                    )
                );
                if (!await db.Funders.AnyAsync(cancel))
                    db.Funders.Add(new Funder(funderName, funderShortName, currency, stamp));
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
        funder.Forget();
        return account;
    }
}
