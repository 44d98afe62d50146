using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Delivering;

/// <summary>Staff give the files of one award more or less room than is usual.</summary>
public sealed class AllowSpace(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="gibibytes">Null for what is usual here.</param>
    public async Task RunAsync(Guid awardId, int? gibibytes, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var award = await db
            .Awards.VisibleTo(stamp.By)
            .FirstOrNotFoundAsync(a => a.Id == awardId, "The award", cancel);
        award.AllowSpace(gibibytes is { } size ? (long)size << 30 : null, stamp);
        await db.SaveChangesAsync(cancel);
    }
}
