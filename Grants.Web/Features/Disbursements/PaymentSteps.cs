using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Disbursements;
using Grants.Web.Shared.NextSteps;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Disbursements;

/// <summary>Payments that wait for this person's part.</summary>
internal sealed class PaymentSteps(IDbContextFactory<GrantsDb> databases) : INextSteps
{
    public async Task<IReadOnlyList<NextStep>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.May(Permission.ReadAwards))
            return [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        var payments = db.Tranches.AsNoTracking().VisibleTo(actor, db);
        (Permission Needs, string Verb, TrancheStatus Status)[] parts =
        [
            (Permission.RequestPayments, "Request", TrancheStatus.Due),
            (Permission.ApprovePayments, "Approve", TrancheStatus.Requested),
            (Permission.MarkPaid, "Export", TrancheStatus.Approved),
            (Permission.MarkPaid, "Mark as paid:", TrancheStatus.Exported),
        ];
        var steps = new List<NextStep>();
        foreach (var (_, verb, status) in parts.Where(p => actor.May(p.Needs)))
            steps.AddRange(
                NextStep.Of(
                    await payments.CountAsync(
                        t =>
                            t.Status == status
                            && (status != TrancheStatus.Requested || t.RequestedById != actor.Id),
                        cancel
                    ),
                    verb,
                    "payment",
                    "payments",
                    DisbursementsRoutes.With(status)
                )
            );
        return steps;
    }
}
