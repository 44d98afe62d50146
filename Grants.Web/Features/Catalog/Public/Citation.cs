namespace Grants.Web.Features.Catalog.Public;

/// <summary>How to cite a record, in the order that archives ask for: item, date, collection, identifier, repository.</summary>
internal static class Citation
{
    public static string Of(RecordDetails record, string address)
    {
        var says = record.Says;
        string[] parts =
        [
            says.Creator,
            says.Title,
            says.Date.Length > 0 ? says.Date : "undated",
            says.CollectionName,
            says.Identifier,
            record.Institution.Name,
        ];
        return $"{string.Join(", ", parts.Where(p => p.Length > 0))}. {address}";
    }
}
