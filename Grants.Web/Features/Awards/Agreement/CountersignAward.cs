using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Awards;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Grants.Web.Features.Awards.Letter;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Agreement;

/// <summary>
/// The funder signs as well: the money is bound, the payments become due or blocked, and the grantee gets the copy with both
/// signatures. All in one save.
/// </summary>
public sealed class CountersignAward(
    IDbContextFactory<GrantsDb> databases,
    LetterFiles files,
    Caller caller,
    CurrentFunder funder,
    SiteAddress site
)
{
    public async Task RunAsync(Guid awardId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var award = await db
            .Awards.Include(a => a.Letters)
            .VisibleTo(stamp.By)
            .FirstOrNotFoundAsync(a => a.Id == awardId, "The award", cancel);
        award.CannotCountersign(stamp.By).ThrowIfAny();
        var fund = await db.Funds.FirstAsync(f => f.Id == award.FundId, cancel);
        var tranches = await db
            .Tranches.Include(t => t.Conditions)
            .Where(t => t.AwardId == award.Id)
            .ToListAsync(cancel);
        var copy = await files.KeepAsync(
            SignedCopy(award, stamp),
            award,
            $"{award.Number}-signed",
            stamp,
            cancel
        );

        award.Countersign(fund, stamp);
        db.Files.Add(copy);
        award.KeepSignedCopy(copy.Id, copy.Sha256, stamp);
        foreach (var tranche in tranches)
        {
            tranche.Meet(ConditionKind.AgreementSigned, null, stamp);
            tranche.Activate(stamp);
        }
        var name = (await funder.GetAsync(cancel)).Name;
        foreach (var to in await db.GranteeAsync(award, cancel))
            db.Mail.Add(AwardsMails.Countersigned(award, to, name, site).To(to, award, stamp.At));
        await db.SaveChangesAsync(cancel);
    }

    private static Domain.Documents.PrintDocument SignedCopy(Award award, Stamp stamp) =>
        AwardLetterDocument.Signed(
            AwardLetterData.Parse(award.Letter!.MergedData),
            new LetterSignatures(
                award.Letter.Sha256,
                award.SignerName!,
                award.SignerTitle!,
                award.SignedAt!.Value,
                stamp.By.Name,
                stamp.At
            )
        );
}
