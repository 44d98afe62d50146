using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Features.Dashboard.Waiting;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;

namespace Grants.Web.Features.Dashboard.Figures;

/// <summary>Each figure as a file.</summary>
internal static class DashboardCsv
{
    public const string Applications = "applications";
    public const string Money = "money";
    public const string Items = "items";
    public const string Institutions = "institutions";
    public const string Waiting = "waiting";

    public static void MapDashboardCsv(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(DashboardRoutes.FigurePattern, SendAsync)
            .WithMetadata(new RequiresAttribute(Permission.ReadDashboard));

    /// <exception cref="NotFoundException">No figure has this name.</exception>
    private static async Task<IResult> SendAsync(
        string figure,
        Guid? call,
        ReadDashboard read,
        WhatWaits waits,
        CancellationToken cancel
    )
    {
        if (figure == Waiting)
            return File(
                Waiting,
                await waits.ForAllAsync(cancel),
                new("What", w => w.What),
                new("For", w => string.Join("; ", w.For.Select(r => Words.Of(r.ToString())))),
                new("Waiting", w => w.Count)
            );
        var figures = await read.RunAsync(call, cancel);
        return figure switch
        {
            Applications => File<StatusFigure>(
                Applications,
                figures.Applications,
                new("Status", f => f.Status),
                new("Applications", f => f.Applications)
            ),
            Money => File<FundFigure>(
                Money,
                figures.Money,
                new("Fund", f => f.Fund),
                new("Currency", f => f.Currency),
                new("Awarded", f => f.Awarded),
                new("Obligated", f => f.Obligated),
                new("Paid", f => f.Paid)
            ),
            Items => File<MonthFigure>(
                Items,
                figures.Items,
                new("Month", f => f.Month),
                new("Delivered", f => f.Delivered),
                new("Accepted", f => f.Accepted),
                new("Published", f => f.Published)
            ),
            Institutions => File<InstitutionFigure>(
                Institutions,
                figures.Institutions,
                new("Institution", f => f.Institution),
                new("Promised", f => f.Promised),
                new("Accepted", f => f.Accepted),
                new("Published", f => f.Published)
            ),
            _ => throw new NotFoundException("The figure"),
        };
    }

    private static CsvDownload<T> File<T>(
        string name,
        IEnumerable<T> rows,
        params CsvColumn<T>[] columns
    ) => new($"{name}.csv", columns, rows.ToAsyncEnumerable());
}
