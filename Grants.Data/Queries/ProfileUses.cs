using Grants.Domain.Deliverables;
using Grants.Domain.Inspection.Profiles;

namespace Grants.Data.Queries;

/// <summary>What uses a version of a technical profile, and so keeps it as it is.</summary>
public static class ProfileUses
{
    public static IQueryable<ProfileVersion> ProfilesInUse(this GrantsDb db) =>
        db.ProfileVersions.Where(p =>
            db.Set<DeliverableProfile>().Any(d => d.ProfileVersionId == p.Id)
            || db.MaterialLines.Any(l => l.ProfileVersionId == p.Id)
        );

    /// <summary>The newest version of each profile.</summary>
    public static IQueryable<ProfileVersion> NewestProfiles(this GrantsDb db) =>
        db.ProfileVersions.Where(p =>
            !db.ProfileVersions.Any(o => o.Key == p.Key && o.Number > p.Number)
        );
}
