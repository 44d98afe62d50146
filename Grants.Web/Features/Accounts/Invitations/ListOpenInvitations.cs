using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Invitations;

/// <param name="Offers">Roles at the funder, or the place in the organization, in words.</param>
public sealed record OpenInvitation(
    Guid Id,
    string Name,
    string Email,
    string Offers,
    DateTimeOffset ExpiresAt,
    bool HasExpired
);

/// <summary>Invitations that were neither accepted nor withdrawn, newest first; expired ones too, to be sent again.</summary>
public sealed class ListOpenInvitations(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    TimeProvider clock
)
{
    /// <param name="organizationId">Null for invitations to the funder.</param>
    public async Task<Page<OpenInvitation>> RunAsync(
        Guid? organizationId,
        int page,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var found = await db
            .Invitations.AsNoTracking()
            .VisibleTo(await caller.ActorAsync(cancel), db)
            .Where(i =>
                i.OrganizationId == organizationId
                && i.ApplicationId == null
                && i.AcceptedAt == null
                && i.CancelledAt == null
            )
            .OrderByDescending(i => i.ExpiresAt)
            .ThenByDescending(i => i.Id)
            .ToPageAsync(page, cancel);
        var now = clock.GetUtcNow();
        return new Page<OpenInvitation>(
            [
                .. found.Rows.Select(i => new OpenInvitation(
                    i.Id,
                    i.Name,
                    i.Email,
                    Offer(i),
                    i.ExpiresAt,
                    now > i.ExpiresAt
                )),
            ],
            found.Number,
            found.Size,
            found.Total
        );
    }

    private static string Offer(Invitation invitation) =>
        invitation.OrganizationRole is { } role
            ? Domain.Kernel.Words.Of(role.ToString())
            : PersonRules.Say([.. invitation.Roles]);
}
