namespace Grants.Web.Features.Accounts;

public static class AccountsRoutes
{
    public const string SignIn = "/account/sign-in";
    public const string SignOut = "/account/sign-out";
    public const string Register = "/account/register";
    public const string Confirm = "/account/confirm";
    public const string Resend = "/account/resend";
    public const string Forgot = "/account/forgot";
    public const string Reset = "/account/reset";
    public const string Invitation = "/account/invitation";
    public const string Denied = "/account/denied";
    public const string Profile = "/account/profile";
    public const string Setup = "/setup";
    public const string People = "/work/people";
    public const string Funder = "/work/funder";
    public const string MyOrganization = "/my/organization";
}
