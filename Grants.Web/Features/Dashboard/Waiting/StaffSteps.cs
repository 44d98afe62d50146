using Grants.Domain.Accounts;
using Grants.Web.Shared.NextSteps;

namespace Grants.Web.Features.Dashboard.Waiting;

/// <summary>The next steps of staff: what the dashboard counts, for this person.</summary>
internal sealed class StaffSteps(WhatWaits waits) : INextSteps
{
    public async Task<IReadOnlyList<NextStep>> RunAsync(Actor actor, CancellationToken cancel) =>
        actor.IsStaff
            ?
            [
                .. (await waits.ForMeAsync(cancel)).Select(w => new NextStep(w.What, w.Href!)
                {
                    Count = w.Count,
                }),
            ]
            : [];
}
