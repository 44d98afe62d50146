using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Files;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>Ends a test: its applications go with everything in them, and the call is a draft again. The log stays.</summary>
public sealed class EmptyTest(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <returns>How many applications are gone.</returns>
    public async Task<int> RunAsync(Guid callId, int version, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var gone = 0;
        await db.InTransactionAsync(
            async () =>
            {
                var call = await db.Calls.FirstOrNotFoundAsync(
                    c => c.Id == callId,
                    "The call",
                    cancel
                );
                db.Expect(call, version);
                call.CannotEmptyTest(stamp.By).ThrowIfAny();
                var applications = db.Applications.Where(a => a.CallId == callId && a.IsTest);
                var ids = await applications.Select(a => a.Id).ToListAsync(cancel);
                await db
                    .Reviews.Where(r => ids.Contains(r.ApplicationId))
                    .ExecuteDeleteAsync(cancel);
                await db.StageInvitations.Where(i => i.CallId == callId).ExecuteDeleteAsync(cancel);
                gone = await applications.ExecuteDeleteAsync(cancel);
                await db
                    .Mail.Where(m => m.AboutType == nameof(Application) && ids.Contains(m.AboutId))
                    .ExecuteDeleteAsync(cancel);
                // After the submissions and receipts, which name their PDF.
                await db
                    .Files.Where(f => f.Owner == FileOwner.Application && ids.Contains(f.OwnerId))
                    .ExecuteDeleteAsync(cancel);
                call.EmptyTest(gone, stamp);
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
        return gone;
    }
}
