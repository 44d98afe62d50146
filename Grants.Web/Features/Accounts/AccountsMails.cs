using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Notifications;
using Grants.Web.Platform;

namespace Grants.Web.Features.Accounts;

/// <summary>
/// What accounts are told by mail. The links open an account, so pages that show mail must not show these bodies.
/// </summary>
internal static class AccountsMails
{
    public static OutgoingMail Confirm(
        Account to,
        string token,
        string funder,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        To(
            to,
            $"Confirm your e-mail address for {funder}",
            $"""
            Somebody, most likely you, registered this address with {funder}. To confirm it, open this page within a day:

            {site.Of(Link(AccountsRoutes.Confirm, to, token))}

            If it wasn't you, ignore this mail; nothing happens then.
            """,
            at
        );

    public static OutgoingMail AlreadyRegistered(
        Account to,
        string funder,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        To(
            to,
            $"You already have an account with {funder}",
            $"""
            Somebody, most likely you, tried to register this address with {funder}, but it has an account already. You can sign in here:

            {site.Of(AccountsRoutes.SignIn)}

            If you forgot the password, choose a new one here:

            {site.Of(AccountsRoutes.Forgot)}
            """,
            at
        );

    public static OutgoingMail Reset(
        Account to,
        string token,
        string funder,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        To(
            to,
            $"A new password for {funder}",
            $"""
            Somebody, most likely you, asked for a new password at {funder}. To choose one, open this page within a day:

            {site.Of(Link(AccountsRoutes.Reset, to, token))}

            If it wasn't you, ignore this mail; your password stays as it is.
            """,
            at
        );

    public static OutgoingMail PasswordWasChanged(
        Account to,
        string funder,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        To(
            to,
            $"Your password at {funder} was changed",
            $"""
            The password of your account was changed, and every open session was ended. If it wasn't you, choose a new password at once:

            {site.Of(AccountsRoutes.Forgot)}
            """,
            at
        );

    public static OutgoingMail Invite(
        Invitation invitation,
        string secret,
        string by,
        string joins,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new(
            invitation.Email,
            invitation.Name,
            $"{by} invites you to {joins}",
            $"""
            Dear {invitation.Name},

            {by} invites you to {joins}. To accept, open this page by {invitation.ExpiresAt:d MMMM yyyy}:

            {site.Of($"{AccountsRoutes.Invitation}?secret={secret}")}

            The link works once and is meant for you alone.
            """,
            nameof(Invitation),
            invitation.Id,
            at
        );

    public static OutgoingMail Removed(
        Account to,
        string by,
        string organization,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        To(
            to,
            $"You are no longer in {organization}",
            $"""
            {by} removed you from {organization}. You don't see its applications and deliveries any more; what you wrote in them stays there.

            Your account is yours as before:

            {site.Of(AccountsRoutes.SignIn)}

            If you think that this is a mistake, ask {by}.
            """,
            at
        );

    private static OutgoingMail To(Account to, string subject, string body, DateTimeOffset at) =>
        new(to.Email!, to.Name, subject, body, nameof(Account), to.Id, at);

    private static string Link(string page, Account account, string token) =>
        $"{page}?id={account.Id}&token={Uri.EscapeDataString(token)}";
}
