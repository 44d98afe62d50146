using Grants.Domain.Accounts;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Features.Applications.Mine;
using Grants.Web.Features.Applications.Notifying;
using Grants.Web.Features.Applications.Packet;
using Grants.Web.Features.Applications.Screening;
using Grants.Web.Features.Applications.Start;
using Grants.Web.Platform.Security;
using Grants.Web.Shared.NextSteps;

namespace Grants.Web.Features.Applications;

public static class ApplicationsFeature
{
    public static IServiceCollection AddApplications(this IServiceCollection services) =>
        services
            .AddScoped<FindStartChoice>()
            .AddScoped<StartApplication>()
            .AddScoped<OpenForm>()
            .AddScoped<SaveAnswer>()
            .AddScoped<SubmitApplication>()
            .AddScoped<INextSteps, ApplicationSteps>()
            .AddScoped<ListMyApplications>()
            .AddScoped<FindMyApplication>()
            .AddScoped<RecallApplication>()
            .AddScoped<WithdrawApplication>()
            .AddScoped<ListApplications>()
            .AddScoped<FindApplication>()
            .AddScoped<ScreenApplication>()
            .AddScoped<ReadChecklist>()
            .AddScoped<AnswerChecklist>()
            .AddScoped<KeepRecord>()
            .AddScoped<AssignScreener>()
            .AddScoped<ReadChanges>()
            .AddScoped<ReadRecord>()
            .AddScoped<ResubmitApplication>()
            .AddScoped<PreviewDecision>()
            .AddScoped<NotifyApplicant>()
            .AddScoped<ListUntold>()
            .AddScoped<PrintApplication>();

    public static void MapApplications(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                ApplicationsRoutes.MineCsv,
                (ListMyApplications list, CancellationToken cancel) => list.CsvAsync(cancel)
            )
            .RequireAuthorization();
        routes
            .MapGet(
                ApplicationsRoutes.AllCsv,
                (
                    [AsParameters] ApplicationFilter filter,
                    ListApplications list,
                    CancellationToken cancel
                ) => list.CsvAsync(filter, cancel)
            )
            .Requires(Permission.ReadApplications);
        // Who may is the application's own rule: its applicant, staff, reviewers after the attestation.
        routes
            .MapGet(
                "/applications/{id:guid}.pdf",
                async (
                    Guid id,
                    HttpContext context,
                    PrintApplication print,
                    CancellationToken cancel
                ) =>
                {
                    context.Response.Headers.CacheControl = "private, no-store";
                    return await print.RunAsync(id, cancel);
                }
            )
            .RequireAuthorization();
    }
}
