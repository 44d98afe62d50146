using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Domain.Kernel;
using Grants.Web.Features.Awards.Agreement;
using Grants.Web.Features.Awards.Letter;
using Grants.Web.Features.Awards.Plan;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Details;

/// <param name="Version">Changes with every save.</param>
/// <param name="Letters">Newest first; the first one counts.</param>
public sealed record AwardDetails(
    Guid Id,
    int Version,
    string Number,
    AwardStatus Status,
    AwardFacts Facts,
    IReadOnlyList<LetterDetails> Letters,
    AgreementDetails Agreement,
    FundState Fund,
    IReadOnlyList<PlannedPayment> Payments,
    IReadOnlyList<PlannedDeliverable> Deliverables,
    IReadOnlyList<MaterialStanding> Materials,
    AwardRefusals Cannot
)
{
    public LetterDetails? Letter => Letters.Count > 0 ? Letters[0] : null;
}

/// <param name="Conditions">Special conditions of the decision, in plain paragraphs.</param>
public sealed record AwardFacts(
    string Title,
    string Organization,
    Guid ApplicationId,
    string ApplicationReference,
    string Call,
    Money Amount,
    DateOnly StartsOn,
    DateOnly EndsOn,
    string Conditions,
    string PublicSummary,
    bool IsPublic
);

public sealed record FundState(
    Guid Id,
    string Name,
    Money Deposited,
    Money Committed,
    Money Obligated,
    Money Paid
)
{
    public Money Uncommitted => Deposited - Committed;
}

/// <summary>Why this person can't, verb by verb; null where they can.</summary>
public sealed record AwardRefusals(
    Refusal? DraftLetter,
    Refusal? ApproveLetter,
    Refusal? Issue,
    Refusal? Countersign,
    Refusal? Cancel
);

/// <summary>One award as staff see it.</summary>
public sealed class FindAward(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<AwardDetails> RunAsync(Guid awardId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.ReadAwards).ThrowIfAny();
        // The aggregate itself, because it is asked what this person may do with it.
        var award = await db
            .Awards.AsNoTracking()
            .Include(a => a.Letters)
            .VisibleTo(actor)
            .FirstOrNotFoundAsync(a => a.Id == awardId, "The award", cancel);
        var about = await db
            .Applications.AsNoTracking()
            .Where(a => a.Id == award.ApplicationId)
            .Select(a => new
            {
                a.ReferenceNumber,
                Organization = db
                    .Organizations.Where(o => o.Id == a.OrganizationId)
                    .Select(o => o.LegalName)
                    .First(),
                Call = db.Calls.Where(c => c.Id == a.CallId).Select(c => c.Title).First(),
            })
            .FirstAsync(cancel);
        var fund = await db
            .Funds.AsNoTracking()
            .Where(f => f.Id == award.FundId)
            .Select(f => new FundState(
                f.Id,
                f.Name,
                new Money(f.DepositedTotal, f.Currency),
                new Money(f.CommittedTotal, f.Currency),
                new Money(f.ObligatedTotal, f.Currency),
                new Money(f.PaidTotal, f.Currency)
            ))
            .FirstAsync(cancel);
        return new AwardDetails(
            award.Id,
            award.Version,
            award.Number,
            award.Status,
            new AwardFacts(
                award.Title,
                about.Organization,
                award.ApplicationId,
                about.ReferenceNumber ?? "",
                about.Call,
                award.Amount,
                award.StartsOn,
                award.EndsOn,
                award.Conditions,
                award.PublicSummary,
                award.IsPublic
            ),
            [.. award.Letters.OrderByDescending(l => l.Number).Select(LetterDetails.Of)],
            AgreementDetails.Of(award),
            fund,
            await db.PaymentsOfAsync(award.Id, cancel),
            await db.DeliverablesOfAsync(award.Id, cancel),
            await db.MaterialsOfAsync(db.Deliverables.Where(d => d.AwardId == award.Id), cancel),
            new AwardRefusals(
                award.CannotPrepare(actor, nameof(Award.DraftLetter)),
                award.CannotApproveLetter(actor),
                award.CannotPrepare(actor, nameof(Award.Issue)),
                award.CannotCountersign(actor),
                award.CannotPrepare(actor, nameof(Award.Cancel))
            )
        );
    }
}
