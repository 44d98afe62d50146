using Grants.Domain.Accounts;
using Grants.Domain.Audit;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;

namespace Grants.Web.Features.Audit;

public static class AuditFeature
{
    private static readonly IReadOnlyList<CsvColumn<AuditEntry>> Columns =
    [
        new("When", e => e.At),
        new("Who", e => e.ActorName),
        new("What", e => Words.Of(e.Verb)),
        new("Record", e => Words.Of(e.SubjectType)),
        new("Record's id", e => e.SubjectId),
        new("From", e => e.From),
        new("To", e => e.To),
        new("Detail", e => e.Detail),
        new("Reason", e => e.Reason),
        new("Rule set aside", e => e.Overrides),
    ];

    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddScoped<ListLog>();

    public static void MapAudit(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                AuditRoutes.Csv,
                ([AsParameters] LogFilter filter, ListLog list, CancellationToken cancel) =>
                    new CsvDownload<AuditEntry>(
                        "history.csv",
                        Columns,
                        list.AllAsync(filter, cancel)
                    )
            )
            .Requires(Permission.ReadHistory);
}
