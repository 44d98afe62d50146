namespace Grants.Web.Features.Audit;

public static class AuditRoutes
{
    public const string List = "/work/history";
    public const string Csv = "/work/history.csv";

    /// <summary>All lines about one record.</summary>
    public static string About(Guid subjectId) => $"{List}?id={subjectId}";
}
