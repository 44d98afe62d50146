using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Awards;
using Grants.Domain.Kernel;
using Grants.Web.Features.Awards.Agreement;
using Grants.Web.Features.Awards.Letter;
using Grants.Web.Features.Awards.Plan;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Mine;

/// <param name="Me">The reader's name, as it has to be typed to sign.</param>
/// <param name="CannotSign">Why the reader can't sign; null where they can.</param>
public sealed record MyAwardDetails(
    Guid Id,
    string Number,
    string Title,
    string Organization,
    AwardStatus Status,
    Money Amount,
    DateOnly StartsOn,
    DateOnly EndsOn,
    LetterDetails Letter,
    AgreementDetails Agreement,
    IReadOnlyList<PlannedPayment> Payments,
    IReadOnlyList<PlannedDeliverable> Deliverables,
    IReadOnlyList<MaterialStanding> Materials,
    string Me,
    Refusal? CannotSign
);

/// <summary>One award as the grantee sees it.</summary>
public sealed class FindMyAward(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<MyAwardDetails> RunAsync(Guid awardId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var own = actor.OrganizationIds;
        // The aggregate itself, because it is asked whether this person may sign it.
        var award = await db
            .Awards.AsNoTracking()
            .Include(a => a.Letters)
            .VisibleTo(actor)
            .FirstOrNotFoundAsync(
                a => a.Id == awardId && own.Contains(a.OrganizationId),
                "The award",
                cancel
            );
        var organization = await db
            .Organizations.Where(o => o.Id == award.OrganizationId)
            .Select(o => o.LegalName)
            .FirstAsync(cancel);
        return new MyAwardDetails(
            award.Id,
            award.Number,
            award.Title,
            organization,
            award.Status,
            award.Amount,
            award.StartsOn,
            award.EndsOn,
            LetterDetails.Of(award.Letter!),
            AgreementDetails.Of(award),
            await db.PaymentsOfAsync(award.Id, cancel),
            await db.DeliverablesOfAsync(award.Id, cancel),
            await db.MaterialsOfAsync(db.Deliverables.Where(d => d.AwardId == award.Id), cancel),
            actor.Name,
            award.CannotSign(actor)
        );
    }
}
