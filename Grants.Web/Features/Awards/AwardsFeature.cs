using Grants.Domain.Accounts;
using Grants.Web.Features.Awards.Agreement;
using Grants.Web.Features.Awards.Details;
using Grants.Web.Features.Awards.Letter;
using Grants.Web.Features.Awards.List;
using Grants.Web.Features.Awards.Making;
using Grants.Web.Features.Awards.Mine;
using Grants.Web.Features.Awards.Public;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Grants.Web.Shared.NextSteps;

namespace Grants.Web.Features.Awards;

public static class AwardsFeature
{
    public static IServiceCollection AddAwards(this IServiceCollection services) =>
        services
            .AddScoped<INextSteps, AwardSteps>()
            .AddScoped<ListAwards>()
            .AddScoped<ListWaiting>()
            .AddScoped<FindNewAward>()
            .AddScoped<MakeAward>()
            .AddScoped<FindAward>()
            .AddScoped<LetterFiles>()
            .AddScoped<DraftAwardLetter>()
            .AddScoped<ApproveAwardLetter>()
            .AddScoped<ShowAwardLetter>()
            .AddScoped<VerifyAwardLetter>()
            .AddScoped<IssueAward>()
            .AddScoped<SignAward>()
            .AddScoped<CountersignAward>()
            .AddScoped<CancelAward>()
            .AddScoped<ListMyAwards>()
            .AddScoped<FindMyAward>()
            .AddScoped<PublicAwards>();

    public static void MapAwards(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                AwardsRoutes.Export,
                (string? status, string? call, string? text, string? sort, ListAwards awards) =>
                    new CsvDownload<AwardRow>(
                        "awards.csv",
                        ListAwards.Columns,
                        awards.ExportAsync(AwardFilter.Of(status, call, text, sort))
                    )
            )
            .Requires(Permission.ReadAwards);
        routes
            .MapGet(
                AwardsRoutes.WaitingExport,
                (ListWaiting waiting) =>
                    new CsvDownload<WaitingApplication>(
                        "waiting-for-an-award.csv",
                        ListWaiting.Columns,
                        waiting.ExportAsync()
                    )
            )
            .Requires(Permission.ReadAwards);
        routes
            .MapGet(
                AwardsRoutes.MineExport,
                (ListMyAwards awards) =>
                    new CsvDownload<MyAwardRow>(
                        "my-awards.csv",
                        ListMyAwards.Columns,
                        awards.ExportAsync()
                    )
            )
            .RequireAuthorization();
        routes
            .MapGet(
                AwardsRoutes.PublicExport,
                (PublicAwards awards) =>
                    new CsvDownload<PublicAwardRow>(
                        "awards.csv",
                        PublicAwards.Columns,
                        awards.ExportAsync()
                    )
            )
            .AllowAnonymous();
    }
}
