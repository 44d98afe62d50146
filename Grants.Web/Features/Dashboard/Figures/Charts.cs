using Grants.Domain.Kernel;
using Grants.Web.Shared.Charts;

namespace Grants.Web.Features.Dashboard.Figures;

/// <summary>The figures as their charts draw them.</summary>
internal static class Charts
{
    public static ChartData Applications(DashboardFigures figures)
    {
        var shown = figures.Applications.Where(f => f.Applications > 0).ToList();
        return new ChartData(
            "Status",
            [.. shown.Select(f => Words.Of(f.Status.ToString()))],
            [new ChartSeries("Applications", [.. shown.Select(f => (decimal)f.Applications)])]
        );
    }

    /// <summary>Amounts of different currencies don't share a scale.</summary>
    public static IEnumerable<string> Currencies(DashboardFigures figures) =>
        figures.Money.Select(f => f.Currency).Distinct().Order(StringComparer.Ordinal);

    public static ChartData Money(DashboardFigures figures, string currency)
    {
        var funds = figures.Money.Where(f => f.Currency == currency).ToList();
        return new ChartData(
            "Fund",
            [.. funds.Select(f => f.Fund)],
            [
                new ChartSeries("Awarded", [.. funds.Select(f => f.Awarded)]),
                new ChartSeries("Obligated", [.. funds.Select(f => f.Obligated)]),
                new ChartSeries("Paid", [.. funds.Select(f => f.Paid)]),
            ],
            amount => new Money(amount, currency).ToString()
        );
    }

    public static ChartData Items(DashboardFigures figures) =>
        new(
            "Month",
            [.. figures.Items.Select(f => f.Month)],
            [
                new ChartSeries("Delivered", [.. figures.Items.Select(f => (decimal)f.Delivered)]),
                new ChartSeries("Accepted", [.. figures.Items.Select(f => (decimal)f.Accepted)]),
                new ChartSeries("Published", [.. figures.Items.Select(f => (decimal)f.Published)]),
            ]
        );

    /// <summary>The pieces of a bar make up what was promised; an institution may deliver more than that.</summary>
    public static ChartData Institutions(DashboardFigures figures) =>
        new(
            "Institution",
            [.. figures.Institutions.Select(f => f.Institution)],
            [
                new ChartSeries(
                    "Published",
                    [.. figures.Institutions.Select(f => (decimal)f.Published)]
                ),
                new ChartSeries(
                    "Accepted, not published",
                    [.. figures.Institutions.Select(f => Math.Max(0, f.Accepted - f.Published))]
                ),
                new ChartSeries(
                    "Still to come",
                    [
                        .. figures.Institutions.Select(f =>
                            Math.Max(0, f.Promised - Math.Max(f.Accepted, f.Published))
                        ),
                    ]
                ),
            ]
        );
}
