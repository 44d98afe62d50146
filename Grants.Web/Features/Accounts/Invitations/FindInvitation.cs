using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Invitations;

/// <param name="Joins">The funder or an organization by name, or whose application.</param>
/// <param name="As">What the person will be there.</param>
/// <param name="HasAccount">They sign in to accept instead of choosing a password.</param>
public sealed record InvitationDetails(
    string Email,
    string Name,
    string Joins,
    string As,
    bool HasAccount,
    Refusal? CannotAccept
);

/// <summary>What an invitation offers, to whoever holds its secret.</summary>
public sealed class FindInvitation(
    IDbContextFactory<GrantsDb> databases,
    Credentials credentials,
    CurrentFunder funder,
    TimeProvider clock
)
{
    /// <exception cref="NotFoundException">No invitation has this secret.</exception>
    public async Task<InvitationDetails> RunAsync(string secret, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var hash = Secrets.HashOf(secret);
        var invitation =
            await db
                .Invitations.AsNoTracking()
                .FirstOrDefaultAsync(i => i.SecretHash == hash, cancel)
            ?? throw new NotFoundException("The invitation");
        var address = credentials.Normal(invitation.Email);
        var hasAccount = await db.Users.AnyAsync(
            u => u.NormalizedEmail == address && u.EmailConfirmed,
            cancel
        );
        var organization = await db
            .Organizations.Where(o => o.Id == invitation.OrganizationId)
            .Select(o => o.LegalName)
            .FirstOrDefaultAsync(cancel);
        var application = await db
            .Applications.Where(a => a.Id == invitation.ApplicationId)
            .Select(a => db.Organizations.First(o => o.Id == a.OrganizationId).LegalName)
            .FirstOrDefaultAsync(cancel);
        return new InvitationDetails(
            invitation.Email,
            invitation.Name,
            application is not null
                ? $"an application of {application}"
                : organization ?? (await funder.GetAsync(cancel)).Name,
            application is not null ? "Editor"
                : invitation.OrganizationRole is { } role ? Words.Of(role.ToString())
                : PersonRules.Say([.. invitation.Roles]),
            hasAccount,
            invitation.CannotAccept(clock.GetUtcNow())
        );
    }
}
