namespace Grants.Web.Features.Dashboard;

public static class DashboardFeature
{
    public static IServiceCollection AddDashboard(this IServiceCollection services) => services;

    public static void MapDashboard(this IEndpointRouteBuilder routes) { }
}
