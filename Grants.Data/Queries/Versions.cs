using Grants.Domain.Kernel;

namespace Grants.Data.Queries;

public static class Versions
{
    /// <summary>
    /// Makes the save hold only for the version that the person saw on their page: if somebody saved since, it fails as a
    /// lost race and nothing is overwritten.
    /// </summary>
    public static void Expect(this GrantsDb db, Aggregate aggregate, int version) =>
        db.Entry(aggregate).Property(a => a.Version).OriginalValue = version;
}
