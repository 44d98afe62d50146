using Grants.Domain.Accounts;
using Grants.Web.Features.Programs.Calls;
using Grants.Web.Features.Programs.Extensions;
using Grants.Web.Features.Programs.Funds;
using Grants.Web.Features.Programs.Overview;
using Grants.Web.Features.Programs.Public;
using Grants.Web.Features.Programs.Stages;
using Grants.Web.Platform;
using Grants.Web.Platform.PublicPages;
using Grants.Web.Platform.Security;

namespace Grants.Web.Features.Programs;

public static class ProgramsFeature
{
    public static IServiceCollection AddPrograms(this IServiceCollection services) =>
        services
            .AddScoped<ListPrograms>()
            .AddScoped<ReadProgram>()
            .AddScoped<CreateProgram>()
            .AddScoped<DescribeProgram>()
            .AddScoped<ListFunds>()
            .AddScoped<ReadFund>()
            .AddScoped<ReadLedger>()
            .AddScoped<CreateFund>()
            .AddScoped<DepositIntoFund>()
            .AddScoped<ListCalls>()
            .AddScoped<ReadCall>()
            .AddScoped<ReadNewCall>()
            .AddScoped<DraftCall>()
            .AddScoped<EditCall>()
            .AddScoped<PublishCall>()
            .AddScoped<ExtendDeadline>()
            .AddScoped<StepCall>()
            .AddScoped<CloneCall>()
            .AddScoped<ReadCloneSource>()
            .AddScoped<CloseCall>()
            .AddScoped<DateCall>()
            .AddScoped<EmptyTest>()
            .AddScoped<ExtendForOne>()
            .AddScoped<ReadExtensions>()
            .AddScoped<InviteToSecondStage>()
            .AddScoped<ListLetters>()
            .AddScoped<ReadPublicCall>();

    public static void MapPrograms(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                ProgramsRoutes.CallsCsv,
                (
                    Guid? program,
                    string? status,
                    ListCalls list,
                    SiteAddress site,
                    CancellationToken cancel
                ) => CallsExport.Of(list, program, ProgramsRoutes.StatusOf(status), site, cancel)
            )
            .Requires(Permission.ManagePrograms);
        routes
            .MapGet(
                ProgramsRoutes.FundsCsv,
                (ListFunds list, CancellationToken cancel) => list.Export(cancel)
            )
            .Requires(Permission.ManageFunds);
        routes
            .MapGet(
                $"{ProgramsRoutes.Funds}/{{id:guid}}/ledger.csv",
                (Guid id, ReadLedger ledger, CancellationToken cancel) =>
                    ledger.ExportAsync(id, cancel)
            )
            .Requires(Permission.ManageFunds);
        routes
            .MapGet(ProgramsRoutes.Feed, CallFeeds.FeedAsync)
            .AllowAnonymous()
            .CacheOutput(p =>
                p.Expire(TimeSpan.FromSeconds(PublicCache.Seconds))
                    .Tag(PublicCache.Calls, PublicCache.Funder)
                    .SetVaryByQuery([])
            );
        routes.MapGet(ProgramsRoutes.Calendar("{slug}"), CallFeeds.CalendarAsync).AllowAnonymous();
    }
}
