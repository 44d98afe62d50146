using System.Security.Claims;
using Grants.Data.Identity;
using Grants.Web.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Grants.Tests.Support;

public static class TestScope
{
    /// <summary>
    /// Runs a use case of the server as this person, wired as for a page:
    /// <c>app.AsAsync&lt;ChangeRoles&gt;(administrator, roles => roles.RunAsync(...))</c>.
    /// </summary>
    public static async Task AsAsync<TUseCase>(
        this TestApp app,
        Account account,
        Func<TUseCase, Task> run
    )
        where TUseCase : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        var names = scope
            .ServiceProvider.GetRequiredService<IOptions<IdentityOptions>>()
            .Value.ClaimsIdentity;
        scope
            .ServiceProvider.GetRequiredService<Caller>()
            .Use(
                new ClaimsPrincipal(
                    new ClaimsIdentity(
                        [
                            new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()),
                            new Claim(names.SecurityStampClaimType, account.SecurityStamp!),
                        ],
                        "Test"
                    )
                )
            );
        await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }

    /// <summary>A stored account with roles at the funder.</summary>
    public static async Task<Account> PersonAsync(
        this TestApp app,
        params Grants.Domain.Accounts.Role[] roles
    )
    {
        var account = Given.Account();
        await app.AddAsync([
            account,
            .. roles.Select(r => new Grants.Domain.Accounts.RoleAssignment(account.Id, r)),
        ]);
        return account;
    }
}
