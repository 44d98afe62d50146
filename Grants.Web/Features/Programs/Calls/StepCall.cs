using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Domain.Reviews;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>What staff do with a call after its deadline, in this order.</summary>
public enum CallStep
{
    BeginReview,
    BeginDeliberation,
    ConcludeDecisions,
    ConcludeNotification,
    Archive,
}

/// <summary>One step on for a call after its deadline.</summary>
public sealed class StepCall(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="version">Of the call as the person saw it.</param>
    public async Task RunAsync(Guid callId, int version, CallStep step, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var call = await db.Calls.FirstOrNotFoundAsync(c => c.Id == callId, "The call", cancel);
        db.Expect(call, version);
        var stamp = await caller.StampAsync(cancel);
        Take(call, step, stamp);
        if (step == CallStep.BeginDeliberation)
            await LockReviewsAsync(db, callId, stamp, cancel);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>What the committee deliberates on stays as it was handed in.</summary>
    private static async Task LockReviewsAsync(
        GrantsDb db,
        Guid callId,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var submitted = await db
            .Reviews.Where(r => r.CallId == callId && r.Status == ReviewStatus.Submitted)
            .ToListAsync(cancel);
        foreach (var review in submitted)
            review.Lock(stamp);
    }

    private static void Take(Call call, CallStep step, Stamp stamp)
    {
        switch (step)
        {
            case CallStep.BeginReview:
                call.BeginReview(stamp);
                break;
            case CallStep.BeginDeliberation:
                call.BeginDeliberation(stamp);
                break;
            case CallStep.ConcludeDecisions:
                call.ConcludeDecisions(stamp);
                break;
            case CallStep.ConcludeNotification:
                call.ConcludeNotification(stamp);
                break;
            case CallStep.Archive:
                call.Archive(stamp);
                break;
            default:
                throw new InvalidOperationException($"A call has no step {step}.");
        }
    }
}
