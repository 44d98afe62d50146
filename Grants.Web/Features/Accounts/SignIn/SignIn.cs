using Grants.Data.Identity;
using Grants.Domain.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Grants.Web.Features.Accounts.SignIn;

/// <summary>
/// Checks address and password and gives the browser its cookie. Unknown address, wrong password, resting and deactivated
/// account get one answer after the same work, so that nobody learns who has an account.
/// </summary>
public sealed class SignInPerson(UserManager<Account> users, SignInManager<Account> signIn)
{
    private static readonly Account Nobody = new();
    private static readonly Lazy<string> NobodysHash = new(() =>
        new PasswordHasher<Account>().HashPassword(Nobody, Guid.CreateVersion7().ToString())
    );

    private static Refusal NoMatch { get; } =
        new(
            "The e-mail address and the password don't match, or there were too many attempts. Check both, or wait ten minutes, or choose a new password."
        );

    /// <exception cref="RefusedException">No match, or the address isn't confirmed yet.</exception>
    public async Task RunAsync(string email, string password)
    {
        var account = await users.FindByEmailAsync(email.Trim());
        if (account?.PasswordHash is null)
        {
            users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash.Value, password);
            throw new RefusedException(NoMatch);
        }
        var matches = await users.CheckPasswordAsync(account, password);
        if (await users.IsLockedOutAsync(account))
            throw new RefusedException(NoMatch);
        if (!matches)
        {
            await users.AccessFailedAsync(account);
            throw new RefusedException(NoMatch);
        }
        if (!account.EmailConfirmed)
            throw new RefusedException(
                new Refusal(
                    "Your e-mail address isn't confirmed yet. Open the link in the mail that we sent, or ask for another one below."
                )
            );
        if (account.AccessFailedCount > 0)
            await users.ResetAccessFailedCountAsync(account);
        await signIn.SignInAsync(account, isPersistent: false);
    }
}
