using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Preservation;

/// <summary>Staff have the kept files of an award read again now, such as after a backup was brought back.</summary>
public sealed class AskFixityCheck(
    IDbContextFactory<GrantsDb> databases,
    RecheckFixityJob job,
    Caller caller
)
{
    public async Task RunAsync(Guid awardId, CancellationToken cancel)
    {
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            var stamp = await caller.StampAsync(cancel);
            var award = await db
                .Awards.VisibleTo(stamp.By)
                .FirstOrNotFoundAsync(a => a.Id == awardId, "The award", cancel);
            award.AskFixityCheck(stamp);
            await db.SaveChangesAsync(cancel);
        }
        job.Wake();
    }
}
