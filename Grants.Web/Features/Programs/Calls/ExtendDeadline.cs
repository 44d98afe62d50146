using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>Moves the deadline later for everybody, and tells everybody with a draft.</summary>
public sealed class ExtendDeadline(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    /// <param name="local">In the zone of the call.</param>
    /// <returns>How many people get a mail.</returns>
    public async Task<int> RunAsync(
        Guid callId,
        int version,
        DateTime local,
        string reason,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var call = await db.Calls.FirstOrNotFoundAsync(c => c.Id == callId, "The call", cancel);
        db.Expect(call, version);
        call.CannotExtend(stamp.By).ThrowIfAny();
        var before = call.Deadline!.Value;
        call.Extend(Deadline.At(local, call.Zone).Instant, reason.Trim(), stamp);
        var told = await db.WithDraftIn(call.Id).ToListAsync(cancel);
        db.Mail.AddRange(
            told.Select(to =>
                ProgramsMails.DeadlineMoved(to, call, before, reason.Trim(), site, stamp.At)
            )
        );
        await db.SaveChangesAsync(cancel);
        return told.Count;
    }
}
