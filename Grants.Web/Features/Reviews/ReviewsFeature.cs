namespace Grants.Web.Features.Reviews;

public static class ReviewsFeature
{
    public static IServiceCollection AddReviews(this IServiceCollection services) => services;

    public static void MapReviews(this IEndpointRouteBuilder routes) { }
}
