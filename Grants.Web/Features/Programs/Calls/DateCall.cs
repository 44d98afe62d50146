using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>Announces other milestones of a call that is public already.</summary>
public sealed class DateCall(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="milestones">All of them, local to the zone of the call.</param>
    public async Task RunAsync(
        Guid callId,
        int version,
        IReadOnlyList<DraftMilestone> milestones,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var call = await db.Calls.FirstOrNotFoundAsync(c => c.Id == callId, "The call", cancel);
        db.Expect(call, version);
        call.Date([.. milestones.Select(m => m.In(call.Zone))], stamp);
        await db.SaveChangesAsync(cancel);
    }
}
