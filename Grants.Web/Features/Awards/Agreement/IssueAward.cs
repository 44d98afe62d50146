using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Awards;
using Grants.Domain.Kernel;
using Grants.Web.Features.Awards.Letter;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Agreement;

/// <param name="To">Names and addresses.</param>
/// <param name="Subject">As the first of them gets it; the others' differ in the name only.</param>
public sealed record IssuePreview(IReadOnlyList<Recipient> To, string Subject, string Body);

/// <summary>
/// Sends the approved letter to the grantee. It is also the notice of the decision, where the applicant wasn't told yet.
/// </summary>
public sealed class IssueAward(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    CurrentFunder funder,
    SiteAddress site
)
{
    /// <summary>The mail as it would leave now.</summary>
    public async Task<IssuePreview> PreviewAsync(Guid awardId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var award = await FindAsync(db, (await caller.ActorAsync(cancel)), awardId, cancel);
        var to = await RecipientsAsync(db, award, cancel);
        var text = AwardsMails.Issued(award, to[0], (await funder.GetAsync(cancel)).Name, site);
        return new IssuePreview(to, text.Subject, text.Body);
    }

    /// <param name="letterId">The letter that was on the screen.</param>
    public async Task RunAsync(Guid awardId, Guid letterId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var award = await FindAsync(db, stamp.By, awardId, cancel);
        award.IsOther(letterId).ThrowIfAny();
        award.Issue(stamp);

        var name = (await funder.GetAsync(cancel)).Name;
        foreach (var to in await RecipientsAsync(db, award, cancel))
            db.Mail.Add(AwardsMails.Issued(award, to, name, site).To(to, award, stamp.At));
        var application = await db.Applications.FirstAsync(
            a => a.Id == award.ApplicationId,
            cancel
        );
        if (application.NotifiedAt is null)
            application.Notify(stamp);
        await db.SaveChangesAsync(cancel);
    }

    private static async Task<Award> FindAsync(
        GrantsDb db,
        Domain.Accounts.Actor actor,
        Guid awardId,
        CancellationToken cancel
    )
    {
        var award = await db
            .Awards.Include(a => a.Letters)
            .VisibleTo(actor)
            .FirstOrNotFoundAsync(a => a.Id == awardId, "The award", cancel);
        award.CannotPrepare(actor, nameof(Award.Issue)).ThrowIfAny();
        return award;
    }

    /// <summary>Without an official nobody could sign.</summary>
    private static async Task<IReadOnlyList<Recipient>> RecipientsAsync(
        GrantsDb db,
        Award award,
        CancellationToken cancel
    )
    {
        if (!await db.OfficialsOf(award.OrganizationId).AnyAsync(cancel))
            throw new RefusedException(
                new Refusal(
                    "The organization has no authorized official who could sign. Ask it to name one on its page \"Organization\", then draft the letter again."
                )
            );
        return await db.GranteeAsync(award, cancel);
    }
}
