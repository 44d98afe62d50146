namespace Grants.Web.Features.Dashboard;

public static class DashboardRoutes
{
    public const string Page = "/work/dashboard";
    public const string FigurePattern = "/work/dashboard/{figure}.csv";

    public static string Csv(string figure, Guid? call) =>
        call is { } id ? $"{Page}/{figure}.csv?call={id}" : $"{Page}/{figure}.csv";
}
