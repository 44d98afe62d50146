using Grants.Domain.Inspection.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Grants.Data.Seed;

/// <summary>
/// Puts the shipped technical profiles that aren't there yet into the database whenever it is made or brought up to date. What
/// was changed since is a version of its own and stays.
/// </summary>
internal static class ShippedProfilesSeed
{
    public static void AddTo(DbContextOptionsBuilder options) =>
        options
            .UseSeeding(
                (db, _) =>
                {
                    var there = db.Set<ProfileVersion>().Select(p => p.Key).Distinct().ToHashSet();
                    if (Add(db, there))
                        db.SaveChanges();
                }
            )
            .UseAsyncSeeding(
                async (db, _, cancel) =>
                {
                    var there = await db.Set<ProfileVersion>()
                        .Select(p => p.Key)
                        .Distinct()
                        .ToListAsync(cancel);
                    if (Add(db, [.. there]))
                        await db.SaveChangesAsync(cancel);
                }
            );

    private static bool Add(DbContext db, HashSet<string> there)
    {
        var missing = ShippedProfiles.All.Where(p => !there.Contains(p.Key)).ToList();
        db.Set<ProfileVersion>().AddRange(missing.Select(ProfileVersion.Shipped));
        return missing.Count > 0;
    }
}
