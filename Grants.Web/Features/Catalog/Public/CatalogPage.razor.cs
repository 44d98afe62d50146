using System.Globalization;
using Grants.Web.Features.Catalog.Searching;
using Grants.Web.Platform.Search;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Catalog.Public;

public sealed partial class CatalogPage(SearchCatalog search)
{
    private const int MaxWords = 200;

    private static readonly (SearchOrder Order, string Text)[] Orders =
    [
        (SearchOrder.Relevance, "Best match"),
        (SearchOrder.Title, "Title"),
        (SearchOrder.Date, "Date, oldest first"),
        (SearchOrder.Newest, "Newest in the catalog"),
    ];

    private CatalogSearch _search = new("", new Dictionary<string, string>(), default, 1);
    private CatalogFindings _findings = new([], 1, SearchCatalog.PageSize, 0, [], IsReady: true);

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    private bool IsNarrowed => _search.Words.Length > 0 || _search.Filters.Count > 0;

    private string Found =>
        _findings.Total == 1
            ? "1 record"
            : $"{_findings.Total.ToString("#,##0", CultureInfo.InvariantCulture)} records";

    protected override async Task OnInitializedAsync()
    {
        _search = Read(Http.Request.Query);
        _findings = await search.RunAsync(_search, Http.RequestAborted);
    }

    /// <summary>Addresses are typed and shared: what isn't understood is left out.</summary>
    private static CatalogSearch Read(IQueryCollection query)
    {
        var words = query["q"].ToString().Trim();
        return new CatalogSearch(
            words.Length <= MaxWords ? words : words[..MaxWords],
            CatalogFacets
                .All.Select(f => (Facet: f, Value: query[f].ToString()))
                .Where(f => f.Value.Length > 0)
                .ToDictionary(f => f.Facet, f => f.Value),
            Enum.TryParse<SearchOrder>(query["sort"], ignoreCase: true, out var order)
            && Enum.IsDefined(order)
                ? order
                : SearchOrder.Relevance,
            int.TryParse(query["page"], CultureInfo.InvariantCulture, out var page)
                ? Math.Max(1, page)
                : 1
        );
    }
}
