using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Invitations;

/// <summary>Mails an open invitation again with a new link, good for two weeks; the old link no longer works.</summary>
public sealed class RenewInvitation(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    CurrentFunder funder,
    SiteAddress site
)
{
    public async Task RunAsync(Guid invitationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var invitation = await db
            .Invitations.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(i => i.Id == invitationId, "The invitation", cancel);
        var organization = await db.Organizations.FirstOrDefaultAsync(
            o => o.Id == invitation.OrganizationId,
            cancel
        );
        var secret = Secrets.New();
        invitation.Renew(Secrets.HashOf(secret), organization, stamp);
        db.Mail.Add(
            AccountsMails.Invite(
                invitation,
                secret,
                stamp.By.Name,
                organization?.LegalName ?? (await funder.GetAsync(cancel)).Name,
                site,
                stamp.At
            )
        );
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>Withdraws an invitation; its link says so.</summary>
public sealed class CancelInvitation(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid invitationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var invitation = await db
            .Invitations.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(i => i.Id == invitationId, "The invitation", cancel);
        var organization = await db.Organizations.FirstOrDefaultAsync(
            o => o.Id == invitation.OrganizationId,
            cancel
        );
        invitation.Cancel(organization, stamp);
        await db.SaveChangesAsync(cancel);
    }
}
