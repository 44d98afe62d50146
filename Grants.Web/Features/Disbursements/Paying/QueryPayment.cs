using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Disbursements.Paying;

/// <summary>The approver sends a request back with a question; whoever requested it gets the question by mail.</summary>
public sealed class QueryPayment(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    public async Task RunAsync(Guid trancheId, string reason, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var tranche = await db
            .Tranches.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(t => t.Id == trancheId, "The payment", cancel);
        tranche.Query(reason, stamp);
        var number = await db
            .Awards.Where(a => a.Id == tranche.AwardId)
            .Select(a => a.Number)
            .FirstAsync(cancel);
        foreach (var to in await db.Person(tranche.RequestedById!.Value).ToListAsync(cancel))
            db.Mail.Add(
                DisbursementsMails.Queried(
                    tranche,
                    number,
                    stamp.By.Name,
                    reason,
                    to,
                    site,
                    stamp.At
                )
            );
        await db.SaveChangesAsync(cancel);
    }
}
