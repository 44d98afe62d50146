namespace Grants.Web.Features.Home;

public static class HomeFeature
{
    public static IServiceCollection AddHome(this IServiceCollection services) => services;

    public static void MapHome(this IEndpointRouteBuilder routes) { }
}
