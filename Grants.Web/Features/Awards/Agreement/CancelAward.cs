using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Agreement;

/// <summary>
/// Declined or lapsed before it came into force: the commitment goes back to the fund, payments and deliverables fall away,
/// and a grantee who had the letter is told.
/// </summary>
public sealed class CancelAward(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    CurrentFunder funder
)
{
    public async Task RunAsync(Guid awardId, string reason, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var award = await db
            .Awards.Include(a => a.Letters)
            .VisibleTo(stamp.By)
            .FirstOrNotFoundAsync(a => a.Id == awardId, "The award", cancel);
        var fund = await db.Funds.FirstAsync(f => f.Id == award.FundId, cancel);
        award.Cancel(fund, reason, stamp);
        foreach (
            var tranche in await db.Tranches.Where(t => t.AwardId == award.Id).ToListAsync(cancel)
        )
            tranche.Cancel(stamp);
        foreach (
            var deliverable in await db
                .Deliverables.Where(d =>
                    d.AwardId == award.Id && d.Status == DeliverableStatus.Planned
                )
                .ToListAsync(cancel)
        )
            deliverable.Waive($"{award.Number} was cancelled: {reason}", stamp);
        if (award.Letter?.IssuedAt is not null)
        {
            var name = (await funder.GetAsync(cancel)).Name;
            foreach (var to in await db.GranteeAsync(award, cancel))
                db.Mail.Add(AwardsMails.Cancelled(award, to, name, reason).To(to, award, stamp.At));
        }
        await db.SaveChangesAsync(cancel);
    }
}
