using Grants.Domain.Accounts;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Grants.Web.Shared.NextSteps;

namespace Grants.Web.Features.Mail;

public static class MailFeature
{
    private static readonly IReadOnlyList<CsvColumn<MailRow>> Columns =
    [
        new("Written", m => m.CreatedAt),
        new("To", m => m.ToName),
        new("Address", m => m.ToAddress),
        new("Subject", m => m.Subject),
        new("State", m => m.Status),
        new("Attempts", m => m.Attempts),
        new("Sent", m => m.SentAt),
        new("Last error", m => m.LastError),
    ];

    public static IServiceCollection AddMail(this IServiceCollection services) =>
        services
            .AddScoped<INextSteps, MailSteps>()
            .AddScoped<ListMail>()
            .AddScoped<GetMail>()
            .AddScoped<ResendMail>();

    public static void MapMail(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                MailRoutes.Csv,
                ([AsParameters] MailFilter filter, ListMail list, CancellationToken cancel) =>
                    new CsvDownload<MailRow>("mail.csv", Columns, list.AllAsync(filter, cancel))
            )
            .Requires(Permission.ReadMail);
}
