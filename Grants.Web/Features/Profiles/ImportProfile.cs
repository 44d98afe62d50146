using Grants.Data;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Profiles;

/// <summary>What a file would become.</summary>
/// <param name="Profile">Under the number that it would get; null when it can't be taken in.</param>
/// <param name="IsNew">Nothing is there under its key; otherwise it is the next version.</param>
public sealed record ProfileImport(
    TechnicalProfile? Profile,
    bool IsNew,
    IReadOnlyList<string> Faults
);

/// <summary>
/// A profile's file, as another installation gave it, becomes a new profile or the next version of the one with its key. Looked
/// at first, then taken in.
/// </summary>
public sealed class ImportProfile(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <summary>Of the file.</summary>
    public const int MaxBytes = 200 << 10;

    public async Task<ProfileImport> PlanAsync(byte[] json, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        ProfileVersion.CannotEdit(await caller.ActorAsync(cancel), isUsed: false).ThrowIfAny();
        return await PlanAsync(db, json, cancel);
    }

    /// <returns>The version's id.</returns>
    public async Task<Guid> RunAsync(byte[] json, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var made = Guid.Empty;
        await db.InTransactionAsync(
            async () =>
            {
                var plan = await PlanAsync(db, json, cancel);
                if (plan.Profile is not { } profile)
                    throw new RefusedException(
                        new Refusal($"The file can't be taken in. {plan.Faults[0]}")
                    );
                // The unique index of key and number decides between two at once.
                var version = new ProfileVersion(profile, stamp);
                db.ProfileVersions.Add(version);
                await db.SaveChangesAsync(cancel);
                made = version.Id;
            },
            cancel
        );
        return made;
    }

    private static async Task<ProfileImport> PlanAsync(
        GrantsDb db,
        byte[] json,
        CancellationToken cancel
    )
    {
        var (profile, faults) = ProfileJson.Read(json);
        if (profile is null)
            return new ProfileImport(null, false, faults);
        var newest = await db
            .ProfileVersions.AsNoTracking()
            .Where(p => p.Key == profile.Key)
            .OrderByDescending(p => p.Number)
            .FirstOrDefaultAsync(cancel);
        if (newest is null)
            return new ProfileImport(profile, true, []);
        var next = profile with { Number = newest.Number + 1 };
        return SaysTheSame(next with { Number = newest.Number }, newest.Profile)
            ? new ProfileImport(
                null,
                false,
                [$"It says what version {newest.Number} of \"{profile.Key}\" says already."]
            )
            : new ProfileImport(next, false, []);
    }

    private static bool SaysTheSame(TechnicalProfile a, TechnicalProfile b) =>
        ProfileJson.Write(a).AsSpan().SequenceEqual(ProfileJson.Write(b));
}
