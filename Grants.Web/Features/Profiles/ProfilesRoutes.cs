namespace Grants.Web.Features.Profiles;

public static class ProfilesRoutes
{
    public const string List = "/work/profiles";
    public const string Csv = "/work/profiles.csv";

    /// <summary>One version of a technical profile.</summary>
    public static string Profile(Guid id) => $"{List}/{id}";

    /// <summary>For the check command of an archive.</summary>
    public static string File(Guid id) => $"{Profile(id)}.json";
}
