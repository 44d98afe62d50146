using Grants.Domain.Disbursements;

namespace Grants.Web.Features.Disbursements;

public static class DisbursementsRoutes
{
    public const string List = "/work/payments";
    public const string Export = "/work/payments.csv";
    public const string PaymentFilePattern = "/work/payments/files/{batch}";

    public static string With(TrancheStatus status) => $"{List}?status={status}";

    public static string Payment(Guid id) => $"{List}/{id}";

    /// <param name="batch">Name of the payment file, such as PAY-2026-0001.</param>
    public static string PaymentFile(string batch) =>
        $"/work/payments/files/{Uri.EscapeDataString(batch)}";
}
