using Grants.Data;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Registration;

/// <summary>Mails the confirmation link again; says nothing about whether there was anybody to mail it to.</summary>
public sealed class ResendConfirmation(
    IDbContextFactory<GrantsDb> databases,
    Credentials credentials,
    CurrentFunder funder,
    SiteAddress site,
    TimeProvider clock
)
{
    public async Task RunAsync(string email, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var address = credentials.Normal(email);
        var account = await db
            .Users.AsNoTracking()
            .FirstOrDefaultAsync(u => u.NormalizedEmail == address, cancel);
        if (account is null or { EmailConfirmed: true } or { IsDeactivated: true })
            return;
        db.Mail.Add(
            AccountsMails.Confirm(
                account,
                await credentials.ConfirmationTokenAsync(account),
                (await funder.GetAsync(cancel)).Name,
                site,
                clock.GetUtcNow()
            )
        );
        await db.SaveChangesAsync(cancel);
    }
}
