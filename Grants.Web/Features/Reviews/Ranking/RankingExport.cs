using Grants.Web.Platform.Csv;

namespace Grants.Web.Features.Reviews.Ranking;

internal static class RankingExport
{
    public static CsvDownload<RankedRow> Of(
        RankApplications rank,
        Guid callId,
        CancellationToken cancel
    ) =>
        new(
            "ranking.csv",
            [
                new("Place", r => r.Place),
                new("Reference", r => r.Reference),
                new("Title", r => r.Title),
                new("Organization", r => r.Organization),
                new("Status", r => r.Status),
                new("Reviews", r => r.Figures.N),
                new("Raw score", r => r.Figures.Raw),
                new("Spread", r => r.Figures.Spread),
                new("Lowest", r => r.Figures.Min),
                new("Highest", r => r.Figures.Max),
                new("Requested", r => r.Requested),
                new("Amount", r => r.Amount),
                new("Running sum", r => r.Running),
                new("Currency", r => r.Amount.Currency),
            ],
            rank.AllAsync(callId, cancel)
        );
}
