namespace Grants.Web.Features.Catalog;

public static class CatalogRoutes
{
    public const string Search = "/catalog";
    public const string Institutions = "/institutions";
    public const string Work = "/work/catalog";
    public const string Drafts = "/work/catalog?status=Draft";
    public const string WorkCsv = "/work/catalog.csv";
    public const string New = "/work/catalog/new";

    /// <summary>People, organizations and places as the hub writes them.</summary>
    public const string Names = "/work/catalog/names";
    public const string NamesCsv = "/work/catalog/names.csv";
    public const string NewName = "/work/catalog/names/new";

    public static string Name(Guid nameId) => $"{Names}/{nameId}";

    /// <summary>A record's public page.</summary>
    public static string Record(string slug) => $"{Search}/{slug}";

    /// <summary>Everything public that this award paid for.</summary>
    public static string OfGrant(string awardNumber) =>
        $"{Search}?grant={Uri.EscapeDataString(awardNumber)}";

    public static string Institution(Guid organizationId) => $"{Institutions}/{organizationId}";

    /// <summary>Everything public that this institution holds.</summary>
    public static string OfInstitution(Guid organizationId) =>
        $"{Search}?institution={organizationId}";

    public static string OfCollection(Guid organizationId, string collection) =>
        $"{OfInstitution(organizationId)}&collection={Uri.EscapeDataString(collection)}";

    /// <summary>The editor's page of a record.</summary>
    public static string Edit(Guid recordId) => $"{Work}/{recordId}";
}
