using Grants.Domain.Disbursements;
using Grants.Web.Features.Awards.Plan;
using Grants.Web.Shared;

namespace Grants.Web.Features.Awards.Mine;

internal static class GranteeWords
{
    /// <summary>A payment's status as far as it concerns the grantee; the office's own steps are one word.</summary>
    public static StatusWords Of(TrancheStatus status) =>
        status switch
        {
            TrancheStatus.Planned => new("After both signatures", Tone.Quiet),
            TrancheStatus.Blocked => new("Waiting for you", Tone.Waiting),
            TrancheStatus.Due => new("Due", Tone.Active),
            TrancheStatus.Requested or TrancheStatus.Approved or TrancheStatus.Exported => new(
                "Being paid",
                Tone.Active
            ),
            TrancheStatus.Paid => new("Paid", Tone.Good),
            _ => new("Cancelled", Tone.Quiet),
        };
}
