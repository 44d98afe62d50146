using Grants.Web.Shared;

namespace Grants.Web.Features.Catalog;

/// <summary>Where pages of the catalog lie.</summary>
internal static class CatalogTrails
{
    public static IReadOnlyList<Crumb> Public { get; } = [new("Catalog", CatalogRoutes.Search)];

    public static IReadOnlyList<Crumb> Institutions { get; } =
    [.. Public, new("Institutions", CatalogRoutes.Institutions)];

    public static IReadOnlyList<Crumb> Work { get; } = [new("Catalog", CatalogRoutes.Work)];

    public static IReadOnlyList<Crumb> Names { get; } =
    [.. Work, new("Names and places", CatalogRoutes.Names)];
}
