using Grants.Domain.Accounts;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;

namespace Grants.Web.Features.Disbursements.Paying;

/// <summary>Why this person can't, verb by verb; null where they can.</summary>
public sealed record PaymentRefusals(
    Refusal? Request,
    Refusal? Approve,
    Refusal? Query,
    Refusal? Export,
    Refusal? MarkPaid
)
{
    internal static PaymentRefusals Of(Tranche tranche, Actor actor) =>
        new(
            tranche.CannotRequest(actor),
            tranche.CannotApprove(actor),
            tranche.CannotQuery(actor),
            tranche.CannotExport(actor),
            tranche.CannotMarkPaid(actor)
        );
}
