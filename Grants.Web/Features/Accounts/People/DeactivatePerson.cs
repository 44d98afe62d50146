using Grants.Data;
using Grants.Data.Identity;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Audit;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.People;

/// <summary>Shuts an account: sign-in is refused, every open session ends. What the person did stays as it is.</summary>
public sealed class DeactivatePerson(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid personId, string reason, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        PersonRules.CannotDeactivate(stamp.By, personId).ThrowIfAny();
        await db.InTransactionAsync(
            async () =>
            {
                var account = await db.Users.FirstOrNotFoundAsync(
                    u => u.Id == personId,
                    "The person",
                    cancel
                );
                if (account.IsDeactivated)
                    return;
                if (
                    await db.RoleAssignments.AnyAsync(
                        r => r.PersonId == personId && r.Role == Role.Administrator,
                        cancel
                    )
                )
                    await db.MustRemainWithoutAsync(personId, cancel);

                account.LockoutEnd = Account.Forever;
                Credentials.EndSessions(account);
                db.AuditEntries.Add(
                    AuditEntry.Of(
                        nameof(Account),
                        personId,
                        new PersonDeactivated(stamp) { Reason = reason }
                    )
                );
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
    }
}
