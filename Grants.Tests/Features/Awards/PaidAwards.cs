using Grants.Domain.Accounts;
using Grants.Tests.Support;
using Grants.Web.Features.Disbursements.Export;
using Grants.Web.Features.Disbursements.Paying;

namespace Grants.Tests.Features.Awards;

internal static class PaidAwards
{
    /// <summary>Takes a due payment all the way, by the use cases.</summary>
    public static async Task PaidAsync(this AwardDesk desk, Guid trancheId)
    {
        var finance = desk.Db.As(await desk.Story.StaffAsync(Role.FinanceOfficer));
        var approver = desk.Db.As(await desk.Story.StaffAsync(Role.FinanceApprover));
        await new RequestPayment(desk.Db, finance).RunAsync(trancheId, default);
        await new ApprovePayment(desk.Db, approver).RunAsync(trancheId, default);
        await new ExportPayments(desk.Db, finance).RunAsync([trancheId], default);
        await new MarkPaymentPaid(desk.Db, finance, desk.Funder, desk.Site).RunAsync(
            trancheId,
            new DateOnly(2026, 3, 2),
            "WIRE-1",
            default
        );
    }
}
