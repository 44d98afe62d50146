using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Disbursements.Paying;

/// <summary>Another person than who requested it agrees to a payment.</summary>
public sealed class ApprovePayment(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid trancheId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var tranche = await db
            .Tranches.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(t => t.Id == trancheId, "The payment", cancel);
        tranche.Approve(stamp);
        await db.SaveChangesAsync(cancel);
    }
}
