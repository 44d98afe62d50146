namespace Grants.Web.Features.Disbursements;

public static class DisbursementsFeature
{
    public static IServiceCollection AddDisbursements(this IServiceCollection services) => services;

    public static void MapDisbursements(this IEndpointRouteBuilder routes) { }
}
