using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection.Profiles;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Criteria;

/// <param name="Chosen">What files are held to whose material has no profile of its own; the default floor where it is empty.</param>
/// <param name="Materials">All that are promised.</param>
/// <param name="Offered">The newest version of each profile, for whoever may choose; else empty.</param>
public sealed record CriteriaDetails(
    int Version,
    IReadOnlyList<ChosenProfile> Chosen,
    IReadOnlyList<HeldMaterial> Materials,
    IReadOnlyList<OfferedProfile> Offered
)
{
    /// <summary>Each once.</summary>
    public IEnumerable<ChosenProfile> All =>
        Materials
            .Select(m => m.Profile)
            .OfType<ChosenProfile>()
            .Concat(Chosen)
            .DistinctBy(c => c.Id);
}

/// <param name="Profile">Its own; null where it has none.</param>
public sealed record HeldMaterial(
    Guid Id,
    string Material,
    string Collection,
    ChosenProfile? Profile
);

public sealed record ChosenProfile(Guid Id, TechnicalProfile Profile);

public sealed record OfferedProfile(
    Guid Id,
    string Edition,
    string Label,
    IReadOnlyList<string> Words
)
{
    public bool Fits(string material) => TechnicalProfile.AreNamedIn(material, Words);
}

/// <summary>What a deliverable's files are held to, for both sides.</summary>
public sealed class ReadCriteria(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<CriteriaDetails> RunAsync(Guid deliverableId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var deliverable = await db
            .Deliverables.AsNoTracking()
            .VisibleTo(actor, db)
            .FirstOrNotFoundAsync(d => d.Id == deliverableId, "The deliverable", cancel);
        var chosen = await db.ProfilesOf(deliverableId)
            .OrderBy(p => p.Material)
            .ToListAsync(cancel);
        return new CriteriaDetails(
            deliverable.Version,
            [.. chosen.Select(p => new ChosenProfile(p.Id, p.Profile))],
            [
                .. (await db.LinesOfAsync(deliverableId, cancel)).Select(l => new HeldMaterial(
                    l.Line.Id,
                    l.Line.Material,
                    l.Line.Collection,
                    l.Profile is null ? null : new ChosenProfile(l.Profile.Id, l.Profile.Profile)
                )),
            ],
            deliverable.CannotChooseProfiles(actor) is null
                ? await db.NewestProfiles()
                    .Where(p => p.Edition != ShippedProfiles.Floor)
                    .OrderBy(p => p.Edition)
                    .ThenBy(p => p.Material)
                    .ThenBy(p => p.Key)
                    .Select(p => new OfferedProfile(
                        p.Id,
                        p.Edition,
                        p.Material + (p.Level == "" ? "" : ", " + p.Level),
                        p.Words
                    ))
                    .ToListAsync(cancel)
                : []
        );
    }
}

internal static class ChosenCriteria
{
    public static IQueryable<ProfileVersion> ProfilesOf(this GrantsDb db, Guid deliverableId) =>
        db
            .ProfileVersions.AsNoTracking()
            .Where(p =>
                db.Deliverables.Any(d =>
                    d.Id == deliverableId && d.Profiles.Any(c => c.ProfileVersionId == p.Id)
                )
            );

    /// <summary>Promised materials, each with its own profile where it has one.</summary>
    public static async Task<List<(MaterialLine Line, ProfileVersion? Profile)>> LinesOfAsync(
        this GrantsDb db,
        Guid deliverableId,
        CancellationToken cancel
    )
    {
        var lines = await (
            from line in db.MaterialLines.AsNoTracking()
            where line.DeliverableId == deliverableId
            join version in db.ProfileVersions.AsNoTracking()
                on line.ProfileVersionId equals version.Id
                into versions
            from profile in versions.DefaultIfEmpty()
            orderby line.Number
            select new { line, profile }
        ).ToListAsync(cancel);
        return [.. lines.Select(l => (l.line, (ProfileVersion?)l.profile))];
    }

    /// <summary>
    /// The profiles of the batch's deliverable, and those of its materials; the default floor where none was chosen.
    /// </summary>
    public static async Task<ProfileChoice> ChoiceOfBatchAsync(
        this GrantsDb db,
        Guid batchId,
        CancellationToken cancel
    )
    {
        var deliverable = await db
            .Batches.Where(b => b.Id == batchId)
            .Select(b => b.DeliverableId)
            .FirstAsync(cancel);
        var chosen = await db.ProfilesOf(deliverable).OrderBy(p => p.Material).ToListAsync(cancel);
        var choice =
            chosen.Count == 0
                ? ProfileChoice.Default
                : new ProfileChoice([.. chosen.Select(p => p.Profile)], true);
        var promised = await db.LinesOfAsync(deliverable, cancel);
        IReadOnlyList<MaterialLine> lines = [.. promised.Select(l => l.Line)];
        var own = promised
            .Where(l => l.Profile is not null)
            .ToDictionary(l => l.Line.Id, l => l.Profile!.Profile);
        return choice with
        {
            OfMaterial = row =>
                MaterialLine.Of(lines, row) is { } line ? own.GetValueOrDefault(line.Id) : null,
        };
    }
}
