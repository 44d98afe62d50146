namespace Grants.Web.Features.Deliverables;

public static class DeliverablesFeature
{
    public static IServiceCollection AddDeliverables(this IServiceCollection services) => services;

    public static void MapDeliverables(this IEndpointRouteBuilder routes) { }
}
