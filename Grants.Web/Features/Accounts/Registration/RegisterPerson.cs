using Grants.Data;
using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Audit;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Registration;

/// <summary>
/// Somebody registers to apply for a grant. Whether the address has an account already shows only in the mail that goes to it.
/// </summary>
public sealed class RegisterPerson(
    IDbContextFactory<GrantsDb> databases,
    Credentials credentials,
    CurrentFunder funder,
    SiteAddress site,
    TimeProvider clock
)
{
    public async Task RunAsync(string name, string email, string password, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (address, now) = (credentials.Normal(email), clock.GetUtcNow());
        var face = await funder.GetAsync(cancel);
        var account = await db.Users.FirstOrDefaultAsync(u => u.NormalizedEmail == address, cancel);
        // The rules are asked and the password is hashed in every case: the answer and its time tell nothing.
        var fresh = new Account { Name = name.Trim() };
        credentials.SetAddress(fresh, email);
        await credentials.SetPasswordAsync(fresh, password);

        if (account is { EmailConfirmed: true } or { IsDeactivated: true })
            db.Mail.Add(AccountsMails.AlreadyRegistered(account, face.Name, site, now));
        else
        {
            if (account is null)
                db.Users.Add(account = fresh);
            else
                // Not confirmed yet, so nobody's: the latest registration counts, and links mailed before end.
                (account.Name, account.PasswordHash, account.SecurityStamp) = (
                    fresh.Name,
                    fresh.PasswordHash,
                    fresh.SecurityStamp
                );
            var self = new Actor(account.Id, account.Name, email.Trim(), new HashSet<Role>(), []);
            db.AuditEntries.Add(
                AuditEntry.Of(
                    nameof(Account),
                    account.Id,
                    new PersonRegistered(new Stamp(self, now))
                )
            );
            var token = await credentials.ConfirmationTokenAsync(account);
            db.Mail.Add(AccountsMails.Confirm(account, token, face.Name, site, now));
        }
        await db.SaveChangesAsync(cancel);
    }
}
