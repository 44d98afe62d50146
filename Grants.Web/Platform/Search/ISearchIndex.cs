namespace Grants.Web.Platform.Search;

/// <summary>What is found, counted and sorted of one record.</summary>
/// <param name="Text">Everything that its words are found by, the title too.</param>
/// <param name="Identifier">Found as a whole, whatever signs are in it.</param>
/// <param name="Year">To sort by; null comes last.</param>
/// <param name="Facets">Facet to its values here; values are exact.</param>
public sealed record SearchDocument(
    Guid Id,
    string Title,
    string Text,
    string Identifier,
    int? Year,
    DateTimeOffset Newest,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Facets
);

public enum SearchOrder
{
    /// <summary>Best match first; without words, newest first.</summary>
    Relevance,
    Title,

    /// <summary>Oldest first, undated last.</summary>
    Date,
    Newest,
}

/// <param name="Text">Words that must all occur, "phrases in quotes"; the last word may be a beginning. Empty finds all.</param>
/// <param name="Filters">Facet to the value that is asked for.</param>
/// <param name="Count">Facets to count values of.</param>
/// <param name="Page">From 1; beyond the last page gives the last.</param>
public sealed record SearchQuery(
    string Text,
    IReadOnlyDictionary<string, string> Filters,
    IReadOnlyList<string> Count,
    SearchOrder Order,
    int Page,
    int Size
);

/// <param name="Number">How many of the records found have it. Of a facet that is filtered by: without that filter.</param>
public sealed record FacetValue(string Value, int Number);

/// <param name="Ids">Of one page, in order.</param>
public sealed record SearchAnswer(
    IReadOnlyList<Guid> Ids,
    int Page,
    int Total,
    IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Facets
);

/// <summary>
/// A search index on this node: a read model that can always be made again from the database. What it finds is a
/// suggestion; whoever shows it asks the database what may be seen.
/// </summary>
public interface ISearchIndex
{
    /// <summary>The last change that it knows; null when it is missing, damaged or of another version.</summary>
    long? Seen { get; }

    /// <summary>Null when there is no usable index.</summary>
    SearchAnswer? Search(SearchQuery query);

    /// <summary>One at a time on this node and its folder; waits for its turn. Readers see the old state until the commit.</summary>
    /// <param name="anew">Begins from nothing; so does an index that can't be used.</param>
    Task<IIndexUpdate> UpdateAsync(bool anew, CancellationToken cancel);
}

/// <summary>Changes of the index that count together. Disposed without a commit, none of them does.</summary>
public interface IIndexUpdate : IDisposable
{
    /// <summary>The last change that the index knows; 0 when it begins from nothing.</summary>
    long Seen { get; }

    void Clear();

    void Put(SearchDocument document);

    void Remove(Guid id);

    /// <param name="seen">The last change that is in it now.</param>
    void Commit(long seen);
}
