using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Catalog;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Profiles;

/// <summary>A profile of the funder's own, beginning with the rules of another.</summary>
public sealed class CreateProfile(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="from">The version whose kind, words and rules it begins with.</param>
    /// <returns>The version's id.</returns>
    public async Task<Guid> RunAsync(
        string edition,
        string level,
        string material,
        Guid from,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var other = await db
            .ProfileVersions.AsNoTracking()
            .FirstOrNotFoundAsync(p => p.Id == from, "The technical profile", cancel);
        var key = Slug.Of(edition, $"{material} {level}");
        var made = new ProfileVersion(
            other.Profile with
            {
                Key =
                    key.Length <= TechnicalProfile.MaxKeyLength
                        ? key
                        : key[..TechnicalProfile.MaxKeyLength].Trim('-'),
                Number = 1,
                Edition = edition,
                Level = level,
                Material = material,
            },
            stamp
        );
        await db.InTransactionAsync(
            async () =>
            {
                if (await db.ProfileVersions.AnyAsync(p => p.Key == made.Key, cancel))
                    throw new RefusedException(
                        new Refusal(
                            $"There is a profile \"{made.Key}\" already. Open it to make its next version, or use other words."
                        )
                    );
                db.ProfileVersions.Add(made);
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
        return made.Id;
    }
}
