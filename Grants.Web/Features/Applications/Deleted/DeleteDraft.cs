using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Deleted;

/// <summary>The lead throws a draft away; it can be restored for 30 days.</summary>
public sealed class DeleteDraft(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.OfMine(stamp.By)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        application.Delete(stamp);
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>The lead takes a deleted draft back, with everything in it.</summary>
public sealed class RestoreDraft(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.OfMine(stamp.By)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        application.Restore(stamp);
        await db.SaveChangesAsync(cancel);
    }
}
