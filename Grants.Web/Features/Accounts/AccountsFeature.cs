using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Web.Features.Accounts.FunderSettings;
using Grants.Web.Features.Accounts.Invitations;
using Grants.Web.Features.Accounts.Organizations;
using Grants.Web.Features.Accounts.Passwords;
using Grants.Web.Features.Accounts.People;
using Grants.Web.Features.Accounts.Profile;
using Grants.Web.Features.Accounts.Registration;
using Grants.Web.Features.Accounts.Setup;
using Grants.Web.Features.Accounts.SignIn;
using Grants.Web.Platform.Security;
using Grants.Web.Shared.Layout;
using Microsoft.AspNetCore.Identity;

namespace Grants.Web.Features.Accounts;

public static class AccountsFeature
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) =>
        services
            .AddSingleton<Installation>()
            .AddScoped<Credentials>()
            .AddScoped<SignInPerson>()
            .AddScoped<DemoAccounts>()
            .AddScoped<SetUpInstallation>()
            .AddScoped<RegisterPerson>()
            .AddScoped<ResendConfirmation>()
            .AddScoped<ConfirmAddress>()
            .AddScoped<AskForReset>()
            .AddScoped<ResetPassword>()
            .AddScoped<FindInvitation>()
            .AddScoped<AcceptInvitation>()
            .AddScoped<InvitePerson>()
            .AddScoped<InviteColleague>()
            .AddScoped<RenewInvitation>()
            .AddScoped<CancelInvitation>()
            .AddScoped<ListOpenInvitations>()
            .AddScoped<ListPeople>()
            .AddScoped<GetPerson>()
            .AddScoped<ChangeRoles>()
            .AddScoped<DeactivatePerson>()
            .AddScoped<ReactivatePerson>()
            .AddScoped<GetFunder>()
            .AddScoped<DescribeFunder>()
            .AddScoped<ChangeLogo>()
            .AddScoped<GetMyOrganization>()
            .AddScoped<RegisterOrganization>()
            .AddScoped<DescribeOrganization>()
            .AddScoped<RemoveColleague>()
            .AddScoped<ListOrganizations>()
            .AddScoped<GetOrganization>()
            .AddScoped<RenameMyself>()
            .AddScoped<ChangeMyPassword>();

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                AccountsRoutes.SignOut,
                async (SignInManager<Account> signIn) =>
                {
                    await signIn.SignOutAsync();
                    return Results.LocalRedirect("/");
                }
            )
            .RequireFormToken()
            .AllowAnonymous();
        // "My workspace" on public pages: where that is depends on the person.
        routes
            .MapGet(
                "/account",
                async (Caller caller, CancellationToken cancel) =>
                    Results.LocalRedirect(Navigation.HomeOf(await caller.ActorAsync(cancel)))
            )
            .RequireAuthorization();
        routes
            .MapPost(
                AccountsRoutes.FunderLogo,
                async (IFormFile logo, ChangeLogo change, CancellationToken cancel) =>
                {
                    await using var content = logo.OpenReadStream();
                    await change.RunAsync(content, cancel);
                    return Results.LocalRedirect(AccountsRoutes.Funder);
                }
            )
            .Requires(Permission.ManageFunder);
        AccountsExports.Map(routes);
    }
}
