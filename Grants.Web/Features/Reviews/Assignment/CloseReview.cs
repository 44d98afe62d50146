using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Reviews;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Reviews.Assignment;

/// <summary>The reviews are in: the application goes to the committee.</summary>
public sealed class CloseReview(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="overrideReason">Needed when fewer reviews than the call's minimum were submitted.</param>
    public async Task RunAsync(Guid applicationId, string? overrideReason, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var minimum = await db
            .Calls.Where(c => c.Id == application.CallId)
            .Select(c => c.MinimumReviews)
            .FirstAsync(cancel);
        var submitted = await db.Reviews.CountAsync(
            r =>
                r.ApplicationId == applicationId
                && (r.Status == ReviewStatus.Submitted || r.Status == ReviewStatus.Locked),
            cancel
        );
        application.CloseReview(submitted, minimum, overrideReason, stamp);
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>Back from the committee to the reviewers, such as for a third reader.</summary>
public sealed class ReopenReview(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid applicationId, string reason, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        application.ReopenReview(reason, stamp);
        await db.SaveChangesAsync(cancel);
    }
}
