namespace Grants.Web.Features.Catalog.Searching;

/// <summary>What the catalog can be narrowed by. The names are those of the address's parameters.</summary>
internal static class CatalogFacets
{
    public const string Institution = "institution";
    public const string Type = "type";
    public const string Decade = "decade";
    public const string Language = "language";
    public const string Collection = "collection";
    public const string Rights = "rights";

    /// <summary>The award's number: asked for by links, not offered as a list.</summary>
    public const string Grant = "grant";

    public const string Undated = "undated";

    public static IReadOnlyList<string> Listed { get; } =
    [Institution, Type, Decade, Language, Collection, Rights];

    public static IReadOnlyList<string> All { get; } = [.. Listed, Grant];

    public static string TitleOf(string facet) =>
        facet switch
        {
            Institution => "Institution",
            Type => "Type",
            Decade => "Decade",
            Language => "Language",
            Collection => "Collection",
            Rights => "Rights",
            _ => "Grant",
        };

    public static string DecadeOf(int? year) =>
        year is { } known ? FormattableString.Invariant($"{known / 10 * 10}") : Undated;
}
