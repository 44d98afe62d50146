using Grants.Web.Features.Dashboard.Figures;
using Grants.Web.Features.Dashboard.Waiting;

namespace Grants.Web.Features.Dashboard;

public static class DashboardFeature
{
    public static IServiceCollection AddDashboard(this IServiceCollection services) =>
        services.AddScoped<WhatWaits>().AddScoped<ReadDashboard>();

    public static void MapDashboard(this IEndpointRouteBuilder routes) => routes.MapDashboardCsv();
}
