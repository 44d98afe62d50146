using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Forms.Building;

/// <summary>A copy of a version under the next number, to be changed.</summary>
public sealed class MakeNextVersion(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <returns>The new version's id.</returns>
    public async Task<Guid> RunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        stamp.By.Cannot(Permission.ManagePrograms).ThrowIfAny();
        var made = Guid.Empty;
        await db.InTransactionAsync(
            async () =>
            {
                var form = await db
                    .FormVersions.AsNoTracking()
                    .FirstOrNotFoundAsync(f => f.Id == id, "The form", cancel);
                var next = form.Next(await db.NextFormNumberAsync(form.Name, cancel), stamp);
                db.FormVersions.Add(next);
                await db.SaveChangesAsync(cancel);
                made = next.Id;
            },
            cancel
        );
        return made;
    }
}
