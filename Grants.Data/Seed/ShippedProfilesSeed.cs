using Grants.Domain.Inspection.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Grants.Data.Seed;

/// <summary>
/// Puts the shipped technical profiles that aren't there yet into the database whenever it is made or brought up to date. One
/// that is shipped anew under a higher number becomes the next version; what an installation changed itself under that number
/// or a later one stays.
/// </summary>
internal static class ShippedProfilesSeed
{
    public static void AddTo(DbContextOptionsBuilder options) =>
        options
            .UseSeeding(
                (db, _) =>
                {
                    if (Add(db, Newest(db).ToDictionary(n => n.Key, n => n.Number)))
                        db.SaveChanges();
                }
            )
            .UseAsyncSeeding(
                async (db, _, cancel) =>
                {
                    var newest = await Newest(db)
                        .ToDictionaryAsync(n => n.Key, n => n.Number, cancel);
                    if (Add(db, newest))
                        await db.SaveChangesAsync(cancel);
                }
            );

    private static IQueryable<KeyNumber> Newest(DbContext db) =>
        db.Set<ProfileVersion>()
            .GroupBy(p => p.Key)
            .Select(g => new KeyNumber(g.Key, g.Max(p => p.Number)));

    private static bool Add(DbContext db, Dictionary<string, int> newest)
    {
        var missing = ShippedProfiles
            .All.Where(p => p.Number > newest.GetValueOrDefault(p.Key))
            .ToList();
        db.Set<ProfileVersion>().AddRange(missing.Select(ProfileVersion.Shipped));
        return missing.Count > 0;
    }

    private sealed record KeyNumber(string Key, int Number);
}
