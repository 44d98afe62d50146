using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Criteria;

/// <summary>Says which technical profiles the files of a deliverable are held to, in place of those before.</summary>
public sealed class ChooseProfiles(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="profiles">Ids of profile versions, one for each material.</param>
    public async Task RunAsync(
        Guid deliverableId,
        int version,
        IReadOnlyList<Guid> profiles,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var deliverable = await db
            .Deliverables.VisibleTo(stamp.By, db)
            .Include(d => d.Profiles)
            .FirstOrNotFoundAsync(d => d.Id == deliverableId, "The deliverable", cancel);
        db.Expect(deliverable, version);
        var chosen = await db
            .ProfileVersions.Where(p => profiles.Contains(p.Id))
            .OrderBy(p => p.Material)
            .ToListAsync(cancel);
        deliverable.ChooseProfiles(chosen, stamp);
        await db.SaveChangesAsync(cancel);
    }
}
