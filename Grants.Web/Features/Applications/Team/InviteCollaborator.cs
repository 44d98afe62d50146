using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Team;

/// <summary>
/// Invites somebody from outside the organization, a consultant say, to write on one application. Inviting the same address
/// again mails a new link and ends the old one.
/// </summary>
public sealed class InviteCollaborator(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    public async Task RunAsync(
        Guid applicationId,
        string email,
        string name,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.OfMine(stamp.By)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var address = email.Trim();
        await RefuseIfThereAsync(db, application.Id, application.OrganizationId, address, cancel);

        var secret = Secrets.New();
        var invitation = await db.Invitations.FirstOrDefaultAsync(
            i =>
                i.ApplicationId == applicationId
                && i.Email == address
                && i.AcceptedAt == null
                && i.CancelledAt == null,
            cancel
        );
        if (invitation is not null)
            invitation.Renew(Secrets.HashOf(secret), application, stamp);
        else
            db.Invitations.Add(
                invitation = Invitation.ToApplication(
                    address,
                    name,
                    application,
                    Secrets.HashOf(secret),
                    stamp
                )
            );
        db.Mail.Add(
            TeamMails.Invite(invitation, secret, stamp.By.Name, application, site, stamp.At)
        );
        await db.SaveChangesAsync(cancel);
    }

    private static async Task RefuseIfThereAsync(
        GrantsDb db,
        Guid applicationId,
        Guid organizationId,
        string address,
        CancellationToken cancel
    )
    {
        var normal = address.ToUpperInvariant();
        var isThere = await db.Users.AnyAsync(
            u =>
                u.NormalizedEmail == normal
                && (
                    db.Organizations.Any(o =>
                        o.Id == organizationId && o.Members.Any(m => m.PersonId == u.Id)
                    )
                    || db.Applications.Any(a =>
                        a.Id == applicationId && a.Collaborators.Any(c => c.PersonId == u.Id)
                    )
                ),
            cancel
        );
        if (isThere)
            throw new RefusedException(
                new Refusal($"{address} can write on this application already.")
            );
    }
}

/// <summary>Withdraws an invitation to an application; its link says so.</summary>
public sealed class WithdrawInvitation(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid applicationId, Guid invitationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.OfMine(stamp.By)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var invitation = await db
            .Invitations.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(
                i => i.Id == invitationId && i.ApplicationId == applicationId,
                "The invitation",
                cancel
            );
        invitation.Cancel(application, stamp);
        await db.SaveChangesAsync(cancel);
    }
}
