using Grants.Domain.Accounts;
using Grants.Web.Features.Disbursements.Details;
using Grants.Web.Features.Disbursements.Export;
using Grants.Web.Features.Disbursements.Paying;
using Grants.Web.Features.Disbursements.Queue;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Grants.Web.Shared.NextSteps;

namespace Grants.Web.Features.Disbursements;

public static class DisbursementsFeature
{
    public static IServiceCollection AddDisbursements(this IServiceCollection services) =>
        services
            .AddScoped<INextSteps, PaymentSteps>()
            .AddScoped<ListPayments>()
            .AddScoped<FindPayment>()
            .AddScoped<RequestPayment>()
            .AddScoped<ApprovePayment>()
            .AddScoped<QueryPayment>()
            .AddScoped<ExportPayments>()
            .AddScoped<PaymentFile>()
            .AddScoped<MarkPaymentPaid>();

    public static void MapDisbursements(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                DisbursementsRoutes.Export,
                (string? status, string? text, ListPayments payments) =>
                    new CsvDownload<PaymentRow>(
                        "payments.csv",
                        ListPayments.Columns,
                        payments.ExportAsync(PaymentFilter.Of(status, text))
                    )
            )
            .Requires(Permission.ReadAwards);
        routes
            .MapGet(
                DisbursementsRoutes.PaymentFilePattern,
                async (string batch, PaymentFile file, CancellationToken cancel) =>
                {
                    var lines = await file.RunAsync(batch, cancel);
                    return new CsvDownload<PaymentFileLine>(
                        $"{lines[0].Batch}.csv",
                        PaymentFile.Columns,
                        lines.ToAsyncEnumerable()
                    );
                }
            )
            .Requires(Permission.ReadAwards);
    }
}
