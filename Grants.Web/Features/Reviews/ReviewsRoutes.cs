namespace Grants.Web.Features.Reviews;

public static class ReviewsRoutes
{
    public const string Mine = "/work/reviews";
    public const string MineCsv = "/work/reviews.csv";
    public const string Ranking = "/work/ranking";
    public const string RankingCsv = "/work/ranking.csv";
    public const string ScoresCsv = "/work/ranking/scores.csv";

    public static string RankingOf(Guid callId) => $"{Ranking}?call={callId}";

    public static string Review(Guid reviewId) => $"{Mine}/{reviewId}";

    /// <summary>Who reviews an application, for staff.</summary>
    public static string Of(Guid applicationId) => $"/work/applications/{applicationId}/reviews";

    /// <summary>The committee's advice on an application and the authority's act.</summary>
    public static string Decision(Guid applicationId) =>
        $"/work/applications/{applicationId}/decision";
}
