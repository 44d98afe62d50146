using Grants.Data.Identity;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Grants.Web.Platform.Security;

/// <summary>Ends an open workspace soon after its person's password, roles or account changed.</summary>
internal sealed class LiveSignIn(
    ILoggerFactory loggers,
    IServiceScopeFactory scopes,
    IOptions<IdentityOptions> identity,
    SiteSettings settings,
    IHostApplicationLifetime lifetime
) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval { get; } =
        TimeSpan.FromSeconds(Math.Min(30, settings.SignIn.RevalidateSeconds));

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return true; // the workspace ends with the server, and there is nothing left to ask
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = await users.GetUserAsync(authenticationState.User);
        return account is not null
            && !account.IsDeactivated
            && account.SecurityStamp
                == authenticationState
                    .User.FindFirst(identity.Value.ClaimsIdentity.SecurityStampClaimType)
                    ?.Value;
    }
}
