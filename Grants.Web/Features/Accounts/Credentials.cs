using Grants.Data.Identity;
using Grants.Domain.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Grants.Web.Features.Accounts;

/// <summary>
/// Addresses and passwords of accounts that a use case saves itself, together with its log line and mail. (UserManager saves
/// on its own, so what it does and what we tell of it could part.)
/// </summary>
public sealed class Credentials(UserManager<Account> users)
{
    /// <summary>Whoever has this address; to be used on the use case's own context.</summary>
    public string Normal(string email) => users.NormalizeEmail(email.Trim())!;

    public void SetAddress(Account account, string email)
    {
        account.Email = account.UserName = email.Trim();
        account.NormalizedEmail = account.NormalizedUserName = Normal(email);
        account.LockoutEnabled = true;
    }

    /// <summary>A new password and a new stamp: every open session and every mailed link of the account ends.</summary>
    /// <exception cref="RefusedException">The password is too short, or one of those that are tried first.</exception>
    public async Task SetPasswordAsync(Account account, string password)
    {
        foreach (var rule in users.PasswordValidators)
        {
            var says = await rule.ValidateAsync(users, account, password);
            if (!says.Succeeded)
                throw new RefusedException(new Refusal(says.Errors.First().Description));
        }
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        EndSessions(account);
    }

    public bool Matches(Account account, string password) =>
        account.PasswordHash is not null
        && users.PasswordHasher.VerifyHashedPassword(account, account.PasswordHash, password)
            != PasswordVerificationResult.Failed;

    public static void EndSessions(Account account)
    {
        account.SecurityStamp = Guid.CreateVersion7().ToString("n");
        account.ConcurrencyStamp = Guid.CreateVersion7().ToString("n");
    }

    public Task<string> ConfirmationTokenAsync(Account account) =>
        users.GenerateEmailConfirmationTokenAsync(account);

    public Task<string> ResetTokenAsync(Account account) =>
        users.GeneratePasswordResetTokenAsync(account);

    public Task<bool> IsConfirmationAsync(Account account, string token) =>
        users.VerifyUserTokenAsync(
            account,
            users.Options.Tokens.EmailConfirmationTokenProvider,
            UserManager<Account>.ConfirmEmailTokenPurpose,
            token
        );

    public Task<bool> IsResetAsync(Account account, string token) =>
        users.VerifyUserTokenAsync(
            account,
            users.Options.Tokens.PasswordResetTokenProvider,
            UserManager<Account>.ResetPasswordTokenPurpose,
            token
        );
}
