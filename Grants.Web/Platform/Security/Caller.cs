using System.Security.Claims;
using Grants.Data;
using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Grants.Web.Platform.Security;

/// <summary>
/// Who asks, with the roles they hold at this moment, and what time it is. In a live workspace it reads afresh each time,
/// because a circuit outlives a change of roles; in a request it reads once.
/// </summary>
public sealed class Caller(
    IDbContextFactory<GrantsDb> databases,
    AuthenticationStateProvider circuit,
    IOptions<IdentityOptions> identity,
    TimeProvider clock
)
{
    private ClaimsPrincipal? _requester;
    private Task<Actor?>? _ofRequest;

    /// <summary>In a request the principal comes from the pipeline; in a circuit nobody calls this.</summary>
    internal void Use(ClaimsPrincipal requester)
    {
        if (ReferenceEquals(_requester, requester))
            return;
        _requester = requester;
        _ofRequest = null;
    }

    /// <summary>The person who asks, to check what they may read.</summary>
    /// <exception cref="RefusedException">Nobody is signed in, or no longer.</exception>
    public async Task<Actor> ActorAsync(CancellationToken cancel) =>
        await FindActorAsync(cancel)
        ?? throw new RefusedException(new Refusal("You are signed out. Sign in and try again."));

    /// <summary>Who changes something, and when.</summary>
    /// <exception cref="RefusedException">Nobody is signed in, or no longer.</exception>
    public async Task<Stamp> StampAsync(CancellationToken cancel) =>
        new(await ActorAsync(cancel), clock.GetUtcNow());

    /// <summary>Null for the public, and for somebody whose account was deactivated or whose sign-in was ended.</summary>
    public async Task<Actor?> FindActorAsync(CancellationToken cancel)
    {
        if (_requester is { } requester)
            return await (_ofRequest ??= LoadAsync(requester, cancel));
        return await LoadAsync((await circuit.GetAuthenticationStateAsync()).User, cancel);
    }

    private async Task<Actor?> LoadAsync(ClaimsPrincipal principal, CancellationToken cancel)
    {
        if (
            principal.Identity?.IsAuthenticated != true
            || !Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        )
            return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db
            .Users.AsNoTracking()
            .AsSingleQuery()
            .Where(a => a.Id == id)
            .Select(a => new
            {
                a.Name,
                a.Email,
                a.SecurityStamp,
                a.LockoutEnd,
                Roles = db
                    .RoleAssignments.Where(r => r.PersonId == a.Id)
                    .Select(r => r.Role)
                    .ToList(),
                Organizations = db.Set<OrganizationMember>()
                    .Where(m => m.PersonId == a.Id)
                    .Select(m => new
                    {
                        OrganizationId = EF.Property<Guid>(m, "OrganizationId"),
                        m.Role,
                    })
                    .ToList(),
                Applications = db.Set<Collaborator>()
                    .Where(c => c.PersonId == a.Id)
                    .Select(c => EF.Property<Guid>(c, "ApplicationId"))
                    .ToList(),
            })
            .FirstOrDefaultAsync(cancel);
        if (
            found is null
            || found.LockoutEnd == Account.Forever
            || found.SecurityStamp
                != principal.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType)
        )
            return null;
        return new Actor(
            id,
            found.Name,
            found.Email ?? "",
            found.Roles.ToHashSet(),
            [.. found.Organizations.Select(o => new Membership(o.OrganizationId, o.Role))]
        )
        {
            Applications = found.Applications,
        };
    }
}
