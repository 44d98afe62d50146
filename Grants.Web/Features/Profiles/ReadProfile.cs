using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Profiles;

/// <param name="CannotEdit">Why it stays as it is, or null.</param>
/// <param name="CannotMakeNext">Why the person makes no next version, or null.</param>
/// <param name="Deliverables">That promise this version.</param>
public sealed record ProfileDetails(
    Guid Id,
    int Version,
    TechnicalProfile Profile,
    Refusal? CannotEdit,
    Refusal? CannotMakeNext,
    IReadOnlyList<ProfileUse> Deliverables,
    IReadOnlyList<ProfileVersionLink> Versions
)
{
    public int Newest => Versions[0].Number;
}

public sealed record ProfileUse(Guid DeliverableId, string Code, string AwardNumber);

public sealed record ProfileVersionLink(Guid Id, int Number);

/// <summary>One version of a technical profile: for its page, or as a file.</summary>
public sealed class ReadProfile(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <summary>Deliverables that are named on the page.</summary>
    private const int MaxUses = 100;

    public async Task<ProfileDetails> RunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var version = await FindAsync(db, actor, id, cancel);
        var isUsed = await db.ProfilesInUse().AnyAsync(p => p.Id == id, cancel);
        return new ProfileDetails(
            id,
            version.Version,
            version.Profile,
            ProfileVersion.CannotEdit(actor, isUsed),
            ProfileVersion.CannotEdit(actor, isUsed: false),
            await db
                .Deliverables.VisibleTo(actor, db)
                .Where(d =>
                    d.Profiles.Any(p => p.ProfileVersionId == id)
                    || d.Materials.Any(l => l.ProfileVersionId == id)
                )
                .OrderBy(d => d.DueOn)
                .ThenBy(d => d.Id)
                .Select(d => new ProfileUse(
                    d.Id,
                    d.Code + " " + d.Title,
                    db.Awards.Where(a => a.Id == d.AwardId).Select(a => a.Number).First()
                ))
                .Take(MaxUses)
                .ToListAsync(cancel),
            await db
                .ProfileVersions.Where(p => p.Key == version.Key)
                .OrderByDescending(p => p.Number)
                .Select(p => new ProfileVersionLink(p.Id, p.Number))
                .ToListAsync(cancel)
        );
    }

    /// <summary>What the check command takes as its --profile.</summary>
    public async Task<IResult> FileAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var version = await FindAsync(db, await caller.ActorAsync(cancel), id, cancel);
        return Results.File(
            ProfileJson.Write(version.Profile),
            "application/json",
            $"{version.Key}-{version.Number}.json"
        );
    }

    private static Task<ProfileVersion> FindAsync(
        GrantsDb db,
        Actor actor,
        Guid id,
        CancellationToken cancel
    )
    {
        actor.Cannot(Permission.ReadAwards).ThrowIfAny();
        return db
            .ProfileVersions.AsNoTracking()
            .FirstOrNotFoundAsync(p => p.Id == id, "The technical profile", cancel);
    }
}
