namespace Grants.Web.Features.Catalog;

public static class CatalogFeature
{
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services;

    public static void MapCatalog(this IEndpointRouteBuilder routes) { }
}
