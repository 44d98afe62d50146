namespace Grants.Web.Features.Programs;

public static class ProgramsFeature
{
    public static IServiceCollection AddPrograms(this IServiceCollection services) => services;

    public static void MapPrograms(this IEndpointRouteBuilder routes) { }
}
