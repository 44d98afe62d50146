namespace Grants.Web.Features.Awards;

public static class AwardsFeature
{
    public static IServiceCollection AddAwards(this IServiceCollection services) => services;

    public static void MapAwards(this IEndpointRouteBuilder routes) { }
}
