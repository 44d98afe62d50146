using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Mine;

/// <summary>The lead takes it back before the deadline, to change it.</summary>
public sealed class RecallApplication(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var call = await db.Calls.SingleAsync(c => c.Id == application.CallId, cancel);
        application.Recall(call, stamp);
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>The lead gives it up, before the decision is told.</summary>
public sealed class WithdrawApplication(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid applicationId, string reason, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        application.Withdraw(reason, stamp);
        await db.SaveChangesAsync(cancel);
    }
}
