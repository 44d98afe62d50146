using Grants.Data;
using Grants.Data.Identity;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Audit;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.People;

/// <summary>Gives and takes roles. They count from the person's next click.</summary>
public sealed class ChangeRoles(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="had">As the page showed them, so that nobody's change is overwritten unseen.</param>
    public async Task RunAsync(
        Guid personId,
        IReadOnlySet<Role> had,
        IReadOnlySet<Role> wanted,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        await db.InTransactionAsync(
            async () =>
            {
                await db.Users.FirstOrNotFoundAsync(u => u.Id == personId, "The person", cancel);
                var stored = await db
                    .RoleAssignments.Where(r => r.PersonId == personId)
                    .ToListAsync(cancel);
                var has = stored.Select(r => r.Role).ToHashSet();
                PersonRules.CannotChangeRoles(stamp.By, had, has).ThrowIfAny();
                if (wanted.SetEquals(has))
                    return;
                if (has.Contains(Role.Administrator) && !wanted.Contains(Role.Administrator))
                    await db.MustRemainWithoutAsync(personId, cancel);

                db.RemoveRange(stored.Where(r => !wanted.Contains(r.Role)));
                db.AddRange(wanted.Except(has).Select(r => new RoleAssignment(personId, r)));
                db.AuditEntries.Add(
                    AuditEntry.Of(
                        nameof(Account),
                        personId,
                        new RolesChanged(stamp)
                        {
                            From = PersonRules.Say(has),
                            To = PersonRules.Say([.. wanted]),
                        }
                    )
                );
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
    }
}
