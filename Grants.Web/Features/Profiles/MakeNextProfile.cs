using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Inspection.Profiles;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Profiles;

/// <summary>A copy of a version under the next number, to be changed.</summary>
public sealed class MakeNextProfile(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <returns>The new version's id.</returns>
    public async Task<Guid> RunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var made = Guid.Empty;
        await db.InTransactionAsync(
            async () =>
            {
                var from = await db
                    .ProfileVersions.AsNoTracking()
                    .FirstOrNotFoundAsync(p => p.Id == id, "The technical profile", cancel);
                // The unique index of key and number decides between two at once.
                var last = await db
                    .ProfileVersions.Where(p => p.Key == from.Key)
                    .MaxAsync(p => p.Number, cancel);
                var next = new ProfileVersion(from.Profile with { Number = last + 1 }, stamp);
                db.ProfileVersions.Add(next);
                await db.SaveChangesAsync(cancel);
                made = next.Id;
            },
            cancel
        );
        return made;
    }
}
