using System.Security.Claims;
using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Web.Platform.Security;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Grants.Tests.Support;

/// <summary>The real Caller on the test's database, signed in as somebody.</summary>
public static class TestCaller
{
    /// <summary>For use cases: <c>new SubmitApplication(db, db.As(person)).RunAsync(...)</c>.</summary>
    public static Caller As(this TestDb db, Account account) =>
        db.With(
            new ClaimsPrincipal(
                new ClaimsIdentity(
                    [
                        new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()),
                        new Claim(Identity.SecurityStampClaimType, account.SecurityStamp!),
                    ],
                    "Test"
                )
            )
        );

    /// <summary>Nobody is signed in.</summary>
    public static Caller AsPublic(this TestDb db) => db.With(new ClaimsPrincipal());

    /// <summary>The actor that rules see, with the roles and memberships that are stored now.</summary>
    public static async Task<Actor> ActorAsync(this TestDb db, Account account) =>
        await db.As(account).ActorAsync(TestContext.Current.CancellationToken);

    private static ClaimsIdentityOptions Identity => new IdentityOptions().ClaimsIdentity;

    private static Caller With(this TestDb db, ClaimsPrincipal principal) =>
        new(db, new Circuit(principal), Options.Create(new IdentityOptions()), db.Clock);

    private sealed class Circuit(ClaimsPrincipal principal) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(new AuthenticationState(principal));
    }
}
