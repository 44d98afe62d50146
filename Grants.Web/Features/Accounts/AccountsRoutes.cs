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
    public const string PeopleCsv = "/work/people.csv";
    public const string InvitePerson = "/work/people/invite";
    public const string Funder = "/work/funder";
    public const string FunderLogo = "/work/funder/logo";
    public const string MyOrganization = "/my/organization";
    public const string Organizations = "/work/organizations";
    public const string OrganizationsCsv = "/work/organizations.csv";

    public static string Person(Guid personId) => $"{People}/{personId}";

    public static string Organization(Guid organizationId) => $"{Organizations}/{organizationId}";

    /// <summary>For people of several organizations.</summary>
    public static string OneOfMyOrganizations(Guid organizationId) =>
        $"{MyOrganization}?id={organizationId}";
}
