using Grants.Domain.Kernel;

namespace Grants.Data.Queries;

public static class Expectation
{
    /// <summary>
    /// The save fails when somebody changed the record after the person read it, and not only after this context did.
    /// </summary>
    /// <param name="version">As the page showed it.</param>
    public static void Expect(this GrantsDb db, Aggregate aggregate, int version) =>
        db.Entry(aggregate).Property(a => a.Version).OriginalValue = version;
}
