using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Disbursements.Paying;

/// <summary>The bank has paid: the fund's ledger gets the payment, and the grantee the remittance.</summary>
public sealed class MarkPaymentPaid(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    CurrentFunder funder,
    SiteAddress site
)
{
    /// <param name="paidOn">Day on the bank statement.</param>
    /// <param name="reference">The bank's or bookkeeper's.</param>
    public async Task RunAsync(
        Guid trancheId,
        DateOnly paidOn,
        string reference,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var tranche = await db
            .Tranches.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(t => t.Id == trancheId, "The payment", cancel);
        var award = await db.Awards.FirstAsync(a => a.Id == tranche.AwardId, cancel);
        var fund = await db.Funds.FirstAsync(f => f.Id == award.FundId, cancel);
        tranche.MarkPaid(paidOn, reference, fund, stamp);

        var lead = await db
            .Applications.Where(a => a.Id == award.ApplicationId)
            .Select(a => a.LeadId)
            .FirstAsync(cancel);
        var officials = await db.OfficialsOf(award.OrganizationId).ToListAsync(cancel);
        var leads = await db.Person(lead).ToListAsync(cancel);
        var name = (await funder.GetAsync(cancel)).Name;
        foreach (var to in officials.Concat(leads).DistinctBy(r => r.Id))
            db.Mail.Add(DisbursementsMails.Paid(tranche, award, to, name, site, stamp.At));
        await db.SaveChangesAsync(cancel);
    }
}
