using Grants.Data;
using Grants.Data.Identity;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Audit;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Profile;

/// <summary>The person's own name.</summary>
public sealed class RenameMyself(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(string name, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var account = await db
            .Users.Where(u => u.Id == stamp.By.Id)
            .FirstOrNotFoundAsync("Your account", cancel);
        db.AuditEntries.Add(
            AuditEntry.Of(
                nameof(Account),
                account.Id,
                new PersonRenamed(stamp) { From = account.Name, To = name.Trim() }
            )
        );
        account.Name = name.Trim();
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>The person's own password; every other open session ends, and a mail tells them.</summary>
public sealed class ChangeMyPassword(
    IDbContextFactory<GrantsDb> databases,
    Credentials credentials,
    Caller caller,
    CurrentFunder funder,
    SiteAddress site
)
{
    /// <returns>The account, to sign this browser in again.</returns>
    /// <exception cref="RefusedException">The old password is wrong, or the new one won't do.</exception>
    public async Task<Account> RunAsync(string old, string chosen, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var account = await db
            .Users.Where(u => u.Id == stamp.By.Id)
            .FirstOrNotFoundAsync("Your account", cancel);
        if (!credentials.Matches(account, old))
            throw new RefusedException(new Refusal("The present password isn't right."));
        await credentials.SetPasswordAsync(account, chosen);
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
        return account;
    }
}
