using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Grants.Web.Features.Disbursements.Paying;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Disbursements.Details;

/// <param name="Version">Changes with every save.</param>
public sealed record PaymentDetails(
    Guid Id,
    int Version,
    int Number,
    Guid AwardId,
    string Award,
    string Title,
    string Organization,
    string Fund,
    Money Amount,
    DateOnly? DueOn,
    TrancheStatus Status,
    IReadOnlyList<ConditionState> Conditions,
    IReadOnlyList<PaymentStep> Steps,
    string? Batch,
    DateOnly? PaidOn,
    string? Reference,
    PaymentRefusals Cannot
);

public sealed record ConditionState(string Text, DateTimeOffset? MetAt);

/// <param name="What">Such as "Requested".</param>
public sealed record PaymentStep(string What, string Who, DateTimeOffset At);

/// <summary>One payment as staff see it.</summary>
public sealed class FindPayment(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<PaymentDetails> RunAsync(Guid trancheId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.ReadAwards).ThrowIfAny();
        // The aggregate itself, because it is asked what this person may do with it.
        var tranche = await db
            .Tranches.AsNoTracking()
            .Include(t => t.Conditions)
            .VisibleTo(actor, db)
            .FirstOrNotFoundAsync(t => t.Id == trancheId, "The payment", cancel);
        var award = await db
            .Awards.AsNoTracking()
            .Where(a => a.Id == tranche.AwardId)
            .Select(a => new
            {
                a.Number,
                a.Title,
                Organization = db
                    .Organizations.Where(o => o.Id == a.OrganizationId)
                    .Select(o => o.LegalName)
                    .First(),
                Fund = db.Funds.Where(f => f.Id == a.FundId).Select(f => f.Name).First(),
            })
            .FirstAsync(cancel);
        return new PaymentDetails(
            tranche.Id,
            tranche.Version,
            tranche.Number,
            tranche.AwardId,
            award.Number,
            award.Title,
            award.Organization,
            award.Fund,
            tranche.Amount,
            tranche.DueOn,
            tranche.Status,
            [
                .. tranche
                    .Conditions.OrderBy(c => c.Text)
                    .Select(c => new ConditionState(c.Text, c.MetAt)),
            ],
            [.. Steps(tranche)],
            tranche.ExportBatch,
            tranche.PaidOn,
            tranche.PaymentReference,
            PaymentRefusals.Of(tranche, actor)
        );
    }

    private static IEnumerable<PaymentStep> Steps(Tranche tranche)
    {
        if (tranche is { RequestedByName: { } requester, RequestedAt: { } requestedAt })
            yield return new PaymentStep("Requested", requester, requestedAt);
        if (tranche is { ApprovedByName: { } approver, ApprovedAt: { } approvedAt })
            yield return new PaymentStep("Approved", approver, approvedAt);
    }
}
