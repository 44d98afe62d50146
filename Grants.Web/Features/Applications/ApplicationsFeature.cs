namespace Grants.Web.Features.Applications;

public static class ApplicationsFeature
{
    public static IServiceCollection AddApplications(this IServiceCollection services) => services;

    public static void MapApplications(this IEndpointRouteBuilder routes) { }
}
