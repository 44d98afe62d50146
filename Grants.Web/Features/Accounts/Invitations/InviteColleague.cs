using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Invitations;

/// <summary>Invites somebody into an applicant organization by mail: to write with us, or to sign for it.</summary>
public sealed class InviteColleague(
    IDbContextFactory<GrantsDb> databases,
    Credentials credentials,
    Caller caller,
    SiteAddress site
)
{
    public async Task RunAsync(
        Guid organizationId,
        string email,
        string name,
        OrganizationRole role,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var organization = await db
            .Organizations.VisibleTo(stamp.By)
            .FirstOrNotFoundAsync(o => o.Id == organizationId, "The organization", cancel);
        await RefuseIfKnownAsync(db, organizationId, email, role, stamp, cancel);

        var secret = Secrets.New();
        var invitation = Invitation.ToOrganization(
            email,
            name,
            organization,
            role,
            Secrets.HashOf(secret),
            stamp
        );
        db.Invitations.Add(invitation);
        db.Mail.Add(
            AccountsMails.Invite(
                invitation,
                secret,
                stamp.By.Name,
                organization.LegalName,
                site,
                stamp.At
            )
        );
        await db.SaveChangesAsync(cancel);
    }

    private async Task RefuseIfKnownAsync(
        GrantsDb db,
        Guid organizationId,
        string email,
        OrganizationRole role,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var (normal, trimmed) = (credentials.Normal(email), email.Trim());
        if (
            await db.Invitations.AnyAsync(
                i =>
                    i.OrganizationId == organizationId
                    && i.Email == trimmed
                    && i.AcceptedAt == null
                    && i.CancelledAt == null
                    && i.ExpiresAt > stamp.At,
                cancel
            )
        )
            throw new RefusedException(
                new Refusal($"{trimmed} has an open invitation already. Send that one again.")
            );
        var isThere = await db
            .Organizations.Where(o => o.Id == organizationId)
            .AnyAsync(
                o =>
                    o.Members.Any(m =>
                        m.Role == role
                        && db.Users.Any(u => u.Id == m.PersonId && u.NormalizedEmail == normal)
                    ),
                cancel
            );
        if (isThere)
            throw new RefusedException(
                new Refusal($"{trimmed} belongs to the organization in this role already.")
            );
    }
}
