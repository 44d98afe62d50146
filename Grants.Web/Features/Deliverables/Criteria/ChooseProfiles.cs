using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Criteria;

/// <summary>Says which technical profiles the files of a deliverable are held to, in place of those before.</summary>
public sealed class ChooseProfiles(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="profiles">Ids of profile versions, for all that has none of its own.</param>
    /// <param name="materials">Ids of profile versions by the id of a material's line.</param>
    public async Task RunAsync(
        Guid deliverableId,
        int version,
        IReadOnlyList<Guid> profiles,
        IReadOnlyDictionary<Guid, Guid> materials,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var deliverable = await db
            .Deliverables.VisibleTo(stamp.By, db)
            .Include(d => d.Profiles)
            .Include(d => d.Materials)
            .FirstOrNotFoundAsync(d => d.Id == deliverableId, "The deliverable", cancel);
        db.Expect(deliverable, version);
        var wanted = profiles.Concat(materials.Values).ToHashSet();
        var versions = await db
            .ProfileVersions.Where(p => wanted.Contains(p.Id))
            .OrderBy(p => p.Material)
            .ToDictionaryAsync(p => p.Id, cancel);
        deliverable.ChooseProfiles(
            [.. versions.Values.Where(p => profiles.Contains(p.Id))],
            materials
                .Where(m => versions.ContainsKey(m.Value))
                .ToDictionary(m => m.Key, m => versions[m.Value]),
            stamp
        );
        await db.SaveChangesAsync(cancel);
    }
}
