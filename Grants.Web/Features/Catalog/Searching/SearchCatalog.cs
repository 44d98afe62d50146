using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Search;
using Grants.Web.Shared.Records;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Searching;

/// <param name="Filters">Parameter of the address to its value; see <see cref="CatalogFacets"/>.</param>
public sealed record CatalogSearch(
    string Words,
    IReadOnlyDictionary<string, string> Filters,
    SearchOrder Order,
    int Page
);

/// <param name="Label">For people; the value is for the address.</param>
/// <param name="IsUserText">The label is the institution's own words, in whatever script.</param>
public sealed record FacetChoice(
    string Value,
    string Label,
    int Number,
    bool IsChosen,
    bool IsUserText
);

public sealed record FacetGroup(string Name, string Title, IReadOnlyList<FacetChoice> Choices);

/// <param name="IsReady">False while this node has no index to search in.</param>
public sealed record CatalogFindings(
    IReadOnlyList<RecordCard> Rows,
    int Page,
    int Size,
    int Total,
    IReadOnlyList<FacetGroup> Facets,
    bool IsReady
);

/// <summary>What the public finds. The index suggests; the database decides what may be seen.</summary>
public sealed class SearchCatalog(IDbContextFactory<GrantsDb> databases, ISearchIndex index)
{
    public const int PageSize = 24;

    private const int MostChoices = 15;

    public async Task<CatalogFindings> RunAsync(CatalogSearch search, CancellationToken cancel)
    {
        var answer = index.Search(
            new SearchQuery(
                search.Words,
                search.Filters,
                CatalogFacets.Listed,
                search.Order,
                search.Page,
                PageSize
            )
        );
        if (answer is null)
            return new CatalogFindings([], 1, PageSize, 0, [], IsReady: false);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await RowsAsync(db, answer.Ids, cancel);
        var institutions = await InstitutionsAsync(db, answer, cancel);
        return new CatalogFindings(
            [.. answer.Ids.Where(rows.ContainsKey).Select(id => rows[id])],
            answer.Page,
            PageSize,
            answer.Total,
            [.. CatalogFacets.Listed.Select(f => Group(f, answer.Facets[f], search, institutions))],
            IsReady: true
        );
    }

    private static Task<Dictionary<Guid, RecordCard>> RowsAsync(
        GrantsDb db,
        IReadOnlyList<Guid> ids,
        CancellationToken cancel
    ) =>
        db
            .CatalogRecords.AsNoTracking()
            .VisibleTo(actor: null)
            .Where(r => ids.Contains(r.Id))
            .AsCards(db)
            .ToDictionaryAsync(r => r.Id, cancel);

    private static Task<Dictionary<Guid, string>> InstitutionsAsync(
        GrantsDb db,
        SearchAnswer answer,
        CancellationToken cancel
    )
    {
        var ids = answer
            .Facets[CatalogFacets.Institution]
            .Select(f => Guid.Parse(f.Value))
            .ToList();
        return db
            .Organizations.AsNoTracking()
            .Where(o => ids.Contains(o.Id))
            .ToDictionaryAsync(o => o.Id, o => o.LegalName, cancel);
    }

    private static FacetGroup Group(
        string facet,
        IReadOnlyList<FacetValue> values,
        CatalogSearch search,
        IReadOnlyDictionary<Guid, string> institutions
    )
    {
        var chosen = search.Filters.GetValueOrDefault(facet);
        var shown = values.Where((v, i) => i < MostChoices || v.Value == chosen).ToList();
        // What was chosen stays there to be taken back, also when the other filters leave nothing of it.
        if (chosen is not null && shown.TrueForAll(v => v.Value != chosen))
            shown.Add(new FacetValue(chosen, 0));
        if (facet == CatalogFacets.Decade)
            shown.Sort((a, b) => string.CompareOrdinal(a.Value, b.Value));
        return new FacetGroup(
            facet,
            CatalogFacets.TitleOf(facet),
            [
                .. shown.Select(v => new FacetChoice(
                    v.Value,
                    Label(facet, v.Value, institutions),
                    v.Number,
                    v.Value == chosen,
                    facet is CatalogFacets.Institution or CatalogFacets.Collection
                )),
            ]
        );
    }

    private static string Label(
        string facet,
        string value,
        IReadOnlyDictionary<Guid, string> institutions
    ) =>
        facet switch
        {
            CatalogFacets.Institution => Guid.TryParse(value, out var id)
                ? institutions.GetValueOrDefault(id, "Unknown institution")
                : "Unknown institution",
            CatalogFacets.Type => Words.Of(value),
            CatalogFacets.Decade => value == CatalogFacets.Undated ? "Undated" : $"{value}s",
            CatalogFacets.Language => Languages.NameOf(value),
            CatalogFacets.Rights => RightsStatements.NameOf(value),
            _ => value,
        };
}
