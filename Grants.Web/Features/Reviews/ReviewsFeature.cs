using Grants.Domain.Accounts;
using Grants.Web.Features.Reviews.Assignment;
using Grants.Web.Features.Reviews.Decisions;
using Grants.Web.Features.Reviews.Ranking;
using Grants.Web.Features.Reviews.Work;
using Grants.Web.Platform.Security;
using Grants.Web.Shared.NextSteps;

namespace Grants.Web.Features.Reviews;

public static class ReviewsFeature
{
    public static IServiceCollection AddReviews(this IServiceCollection services) =>
        services
            .AddScoped<INextSteps, ReviewSteps>()
            .AddScoped<ListAssignments>()
            .AddScoped<FindReviewers>()
            .AddScoped<AssignReviewer>()
            .AddScoped<ReopenSubmittedReview>()
            .AddScoped<CloseReview>()
            .AddScoped<ReopenReview>()
            .AddScoped<ListMyReviews>()
            .AddScoped<ReadReview>()
            .AddScoped<AnswerInvitation>()
            .AddScoped<DeclareConflict>()
            .AddScoped<ScoreReview>()
            .AddScoped<SubmitReview>()
            .AddScoped<RankApplications>()
            .AddScoped<ExportScores>()
            .AddScoped<ReadDecision>()
            .AddScoped<RecordRecommendation>()
            .AddScoped<DecideApplication>();

    public static void MapReviews(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                ReviewsRoutes.MineCsv,
                (ListMyReviews list, CancellationToken cancel) => MyReviewsExport.Of(list, cancel)
            )
            .Requires(Permission.Review);
        routes
            .MapGet(
                ReviewsRoutes.RankingCsv,
                (Guid call, RankApplications rank, CancellationToken cancel) =>
                    RankingExport.Of(rank, call, cancel)
            )
            .Requires(Permission.ReadRanking);
        routes
            .MapGet(
                ReviewsRoutes.ScoresCsv,
                (Guid call, ExportScores scores, CancellationToken cancel) =>
                    scores.RunAsync(call, cancel)
            )
            .Requires(Permission.ReadRanking);
    }
}
