using Grants.Data;
using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Audit;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Invitations;

/// <summary>
/// The invited person joins: with a new account, whose address the mailed secret has proved, or with the one they have and
/// are signed in with.
/// </summary>
public sealed class AcceptInvitation(
    IDbContextFactory<GrantsDb> databases,
    Credentials credentials,
    Caller caller,
    TimeProvider clock
)
{
    /// <param name="name">For a new account; ignored for an existing one.</param>
    /// <param name="password">For a new account; ignored for an existing one.</param>
    /// <returns>The account, to be signed in.</returns>
    /// <exception cref="RefusedException">Used, expired, or somebody else is signed in.</exception>
    public async Task<Account> RunAsync(
        string secret,
        string? name,
        string? password,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var hash = Secrets.HashOf(secret);
        var invitation =
            await db.Invitations.FirstOrDefaultAsync(i => i.SecretHash == hash, cancel)
            ?? throw new NotFoundException("The invitation");
        invitation.CannotAccept(clock.GetUtcNow()).ThrowIfAny();

        var account =
            await OwnAsync(db, invitation, cancel)
            ?? await NewAsync(db, invitation, name, password, cancel);
        var stamp = new Stamp(
            new Actor(account.Id, account.Name, account.Email!, new HashSet<Role>(), []),
            clock.GetUtcNow()
        );
        invitation.Accept(stamp);
        await JoinAsync(db, invitation, account, stamp, cancel);
        await db.SaveChangesAsync(cancel);
        return account;
    }

    /// <summary>Their account, when they have one; they must be signed in with it.</summary>
    private async Task<Account?> OwnAsync(
        GrantsDb db,
        Invitation invitation,
        CancellationToken cancel
    )
    {
        var address = credentials.Normal(invitation.Email);
        var account = await db.Users.FirstOrDefaultAsync(
            u => u.NormalizedEmail == address && u.EmailConfirmed,
            cancel
        );
        if (account is null)
            return null;
        return (await caller.FindActorAsync(cancel))?.Id == account.Id
            ? account
            : throw new RefusedException(
                new Refusal(
                    $"{invitation.Email} has an account. Sign in with it, then open this link again."
                )
            );
    }

    private async Task<Account> NewAsync(
        GrantsDb db,
        Invitation invitation,
        string? name,
        string? password,
        CancellationToken cancel
    )
    {
        // Somebody may have begun to register the address without ever confirming it: it becomes the invited person's.
        var address = credentials.Normal(invitation.Email);
        var account = await db.Users.FirstOrDefaultAsync(u => u.NormalizedEmail == address, cancel);
        if (account is null)
            db.Users.Add(account = new Account());
        account.Name = string.IsNullOrWhiteSpace(name) ? invitation.Name : name.Trim();
        account.EmailConfirmed = true;
        credentials.SetAddress(account, invitation.Email);
        await credentials.SetPasswordAsync(account, password ?? "");
        return account;
    }

    private static async Task JoinAsync(
        GrantsDb db,
        Invitation invitation,
        Account account,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        if (invitation.OrganizationId is { } organizationId)
        {
            var organization = await db
                .Organizations.Include(o => o.Members)
                .FirstAsync(o => o.Id == organizationId, cancel);
            organization.Admit(
                account.Id,
                account.Name,
                invitation.OrganizationRole ?? OrganizationRole.Editor,
                stamp
            );
            return;
        }
        if (invitation.ApplicationId is { } applicationId)
        {
            var application = await db
                .Applications.Include(a => a.Collaborators)
                .FirstAsync(a => a.Id == applicationId, cancel);
            application.Admit(account.Id, account.Name, stamp);
            return;
        }
        var had = await db
            .RoleAssignments.Where(r => r.PersonId == account.Id)
            .Select(r => r.Role)
            .ToListAsync(cancel);
        var gained = invitation.Roles.Except(had).ToList();
        db.RoleAssignments.AddRange(gained.Select(r => new RoleAssignment(account.Id, r)));
        db.AuditEntries.Add(
            AuditEntry.Of(
                nameof(Account),
                account.Id,
                new RolesChanged(stamp)
                {
                    From = PersonRules.Say(had),
                    To = PersonRules.Say([.. had, .. gained]),
                }
            )
        );
    }
}
