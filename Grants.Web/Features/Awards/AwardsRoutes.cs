using Grants.Domain.Awards;

namespace Grants.Web.Features.Awards;

public static class AwardsRoutes
{
    public const string List = "/work/awards";
    public const string Export = "/work/awards.csv";
    public const string Waiting = "/work/awards/waiting";
    public const string WaitingExport = "/work/awards/waiting.csv";
    public const string Mine = "/my/awards";
    public const string MineExport = "/my/awards.csv";
    public const string Public = "/awards";
    public const string PublicExport = "/awards.csv";

    public static string With(AwardStatus status) => $"{List}?status={status}";

    public static string Award(Guid id) => $"{List}/{id}";

    /// <summary>Where an approved application becomes an award.</summary>
    public static string Make(Guid applicationId) => $"{Waiting}/{applicationId}";

    public static string MyAward(Guid id) => $"{Mine}/{id}";

    /// <summary>Where staff check a deliverable.</summary>
    public static string Deliverable(Guid id) => $"/work/deliverables/{id}";

    /// <summary>What is kept of its deliveries, and how it is.</summary>
    public static string Preservation(Guid id) => $"/work/preservation/{id}";

    /// <summary>Where the grantee delivers.</summary>
    public static string MyDeliverable(Guid id) => $"/my/deliverables/{id}";

    public static string PublicAward(string number) => $"{Public}/{Uri.EscapeDataString(number)}";
}
