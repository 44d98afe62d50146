using Grants.Data;
using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Audit;
using Grants.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Registration;

/// <summary>The person who got the mail says that the registration was theirs.</summary>
public sealed class ConfirmAddress(
    IDbContextFactory<GrantsDb> databases,
    Credentials credentials,
    TimeProvider clock
)
{
    /// <exception cref="RefusedException">The link is too old, used, or not for this account.</exception>
    public async Task RunAsync(Guid id, string token, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var account = await db.Users.FirstOrDefaultAsync(u => u.Id == id, cancel);
        if (
            account is null or { IsDeactivated: true }
            || !await credentials.IsConfirmationAsync(account, token)
        )
            throw new RefusedException(
                new Refusal(
                    "This link is too old or was replaced by a newer one. Ask for another mail on the sign-in page."
                )
            );
        if (account.EmailConfirmed)
            return;
        account.EmailConfirmed = true;
        Credentials.EndSessions(account);
        var self = new Actor(account.Id, account.Name, account.Email!, new HashSet<Role>(), []);
        db.AuditEntries.Add(
            AuditEntry.Of(
                nameof(Account),
                account.Id,
                new AddressConfirmed(new Stamp(self, clock.GetUtcNow()))
            )
        );
        await db.SaveChangesAsync(cancel);
    }
}
