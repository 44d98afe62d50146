using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Disbursements.Paying;

/// <summary>Finance asks for a due payment to be made.</summary>
public sealed class RequestPayment(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid trancheId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var tranche = await db
            .Tranches.Include(t => t.Conditions)
            .VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(t => t.Id == trancheId, "The payment", cancel);
        tranche.Request(stamp);
        await db.SaveChangesAsync(cancel);
    }
}
