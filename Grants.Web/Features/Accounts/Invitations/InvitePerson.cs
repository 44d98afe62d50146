using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Invitations;

/// <summary>Invites somebody to the funder's staff or as a reviewer, by mail.</summary>
public sealed class InvitePerson(
    IDbContextFactory<GrantsDb> databases,
    Credentials credentials,
    Caller caller,
    CurrentFunder funder,
    SiteAddress site
)
{
    public async Task RunAsync(
        string email,
        string name,
        IReadOnlyList<Role> roles,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        await RefuseIfKnownAsync(db, email, roles, stamp, cancel);

        var secret = Secrets.New();
        var invitation = Invitation.ToStaff(email, name, roles, Secrets.HashOf(secret), stamp);
        db.Invitations.Add(invitation);
        db.Mail.Add(
            AccountsMails.Invite(
                invitation,
                secret,
                stamp.By.Name,
                (await funder.GetAsync(cancel)).Name,
                site,
                stamp.At
            )
        );
        await db.SaveChangesAsync(cancel);
    }

    private async Task RefuseIfKnownAsync(
        GrantsDb db,
        string email,
        IReadOnlyList<Role> roles,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        stamp.By.Cannot(Permission.ManagePeople).ThrowIfAny();
        var (normal, trimmed) = (credentials.Normal(email), email.Trim());
        if (
            await db.Invitations.AnyAsync(
                i =>
                    i.OrganizationId == null
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
        var account = await db
            .Users.AsNoTracking()
            .FirstOrDefaultAsync(u => u.NormalizedEmail == normal, cancel);
        if (account is { IsDeactivated: true })
            throw new RefusedException(
                new Refusal($"{trimmed} has a deactivated account. Reactivate that one.")
            );
        if (account is null)
            return;
        var had = await db
            .RoleAssignments.Where(r => r.PersonId == account.Id)
            .Select(r => r.Role)
            .ToListAsync(cancel);
        if (roles.Count > 0 && !roles.Except(had).Any())
            throw new RefusedException(new Refusal($"{account.Name} has these roles already."));
    }
}
