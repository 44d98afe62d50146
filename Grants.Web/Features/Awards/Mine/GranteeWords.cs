using Grants.Domain.Disbursements;

namespace Grants.Web.Features.Awards.Mine;

internal static class GranteeWords
{
    /// <summary>A payment's status as far as it concerns the grantee; the office's own steps are one word.</summary>
    public static string Of(TrancheStatus status) =>
        status switch
        {
            TrancheStatus.Planned => "After both signatures",
            TrancheStatus.Blocked => "Waiting for you",
            TrancheStatus.Due => "Due",
            TrancheStatus.Requested or TrancheStatus.Approved or TrancheStatus.Exported =>
                "Being paid",
            TrancheStatus.Paid => "Paid",
            _ => "Cancelled",
        };
}
