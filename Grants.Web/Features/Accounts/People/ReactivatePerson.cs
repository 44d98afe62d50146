using Grants.Data;
using Grants.Data.Identity;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Audit;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.People;

/// <summary>Opens a deactivated account again, with the roles it had.</summary>
public sealed class ReactivatePerson(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid personId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        stamp.By.Cannot(Permission.ManagePeople).ThrowIfAny();
        var account = await db.Users.FirstOrNotFoundAsync(
            u => u.Id == personId,
            "The person",
            cancel
        );
        if (!account.IsDeactivated)
            return;
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        db.AuditEntries.Add(AuditEntry.Of(nameof(Account), personId, new PersonReactivated(stamp)));
        await db.SaveChangesAsync(cancel);
    }
}
