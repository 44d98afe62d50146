using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Calls;

/// <summary>Makes a draft public. From then on its words are fixed.</summary>
public sealed class PublishCall(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="version">Of the call as the person saw it: nobody publishes words they didn't read.</param>
    public async Task RunAsync(Guid callId, int version, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var call = await db.Calls.FirstOrNotFoundAsync(c => c.Id == callId, "The call", cancel);
        db.Expect(call, version);
        var form = await db
            .FormVersions.AsNoTracking()
            .SingleAsync(f => f.Id == call.FormVersionId, cancel);
        form.CannotBeAsked().ThrowIfAny();
        call.Publish(await caller.StampAsync(cancel));
        await db.SaveChangesAsync(cancel);
    }
}
