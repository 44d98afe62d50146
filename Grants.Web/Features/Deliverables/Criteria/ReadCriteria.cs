using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Criteria;

/// <param name="Chosen">What the files are held to; the default floor where it is empty.</param>
/// <param name="Offered">The newest version of each profile, for whoever may choose; else empty.</param>
public sealed record CriteriaDetails(
    int Version,
    IReadOnlyList<ChosenProfile> Chosen,
    IReadOnlyList<OfferedProfile> Offered,
    Refusal? CannotChoose
);

public sealed record ChosenProfile(Guid Id, TechnicalProfile Profile);

public sealed record OfferedProfile(Guid Id, string Edition, string Label);

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
        var cannot = deliverable.CannotChooseProfiles(actor);
        return new CriteriaDetails(
            deliverable.Version,
            [.. chosen.Select(p => new ChosenProfile(p.Id, p.Profile))],
            cannot is null
                ? await db.NewestProfiles()
                    .Where(p => p.Edition != ShippedProfiles.Floor)
                    .OrderBy(p => p.Edition)
                    .ThenBy(p => p.Material)
                    .ThenBy(p => p.Key)
                    .Select(p => new OfferedProfile(
                        p.Id,
                        p.Edition,
                        p.Material + (p.Level == "" ? "" : ", " + p.Level)
                    ))
                    .ToListAsync(cancel)
                : [],
            cannot
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

    /// <summary>The profiles of the batch's deliverable; the default floor where none was chosen.</summary>
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
        return chosen.Count == 0
            ? ProfileChoice.Default
            : new ProfileChoice([.. chosen.Select(p => p.Profile)], true);
    }
}
