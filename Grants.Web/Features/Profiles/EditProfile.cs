using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Inspection.Profiles;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Profiles;

/// <summary>Changes a version that nothing promises yet.</summary>
public sealed class EditProfile(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="version">Of the record as the person saw it.</param>
    public async Task RunAsync(
        Guid id,
        int version,
        TechnicalProfile profile,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        await db.InTransactionAsync(
            async () =>
            {
                var stored = await db.ProfileVersions.FirstOrNotFoundAsync(
                    p => p.Id == id,
                    "The technical profile",
                    cancel
                );
                db.Expect(stored, version);
                var isUsed = await db.ProfilesInUse().AnyAsync(p => p.Id == id, cancel);
                stored.Edit(profile, isUsed, stamp);
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
    }
}
