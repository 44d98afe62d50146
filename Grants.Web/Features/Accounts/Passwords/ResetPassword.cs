using Grants.Data;
using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Audit;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Passwords;

/// <summary>Sets a new password by the mailed link, which also proves the address, and ends every open session.</summary>
public sealed class ResetPassword(
    IDbContextFactory<GrantsDb> databases,
    Credentials credentials,
    CurrentFunder funder,
    SiteAddress site,
    TimeProvider clock
)
{
    /// <exception cref="RefusedException">The link doesn't hold, or the password won't do.</exception>
    public async Task RunAsync(Guid id, string token, string password, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var account = await db.Users.FirstOrDefaultAsync(u => u.Id == id, cancel);
        if (
            account is null or { IsDeactivated: true }
            || !await credentials.IsResetAsync(account, token)
        )
            throw new RefusedException(
                new Refusal("This link is too old or was used already. Ask for another one.")
            );
        await credentials.SetPasswordAsync(account, password);
        account.EmailConfirmed = true;
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        var self = new Actor(account.Id, account.Name, account.Email!, new HashSet<Role>(), []);
        var stamp = new Stamp(self, clock.GetUtcNow());
        db.AuditEntries.Add(AuditEntry.Of(nameof(Account), account.Id, new PasswordChanged(stamp)));
        db.Mail.Add(
            AccountsMails.PasswordWasChanged(
                account,
                (await funder.GetAsync(cancel)).Name,
                site,
                stamp.At
            )
        );
        await db.SaveChangesAsync(cancel);
    }
}
