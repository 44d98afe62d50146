using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Forms.Building;

/// <summary>A draft call will ask this version.</summary>
public sealed class UseInCall(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid id, Guid callId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var form = await db
            .FormVersions.AsNoTracking()
            .FirstOrNotFoundAsync(f => f.Id == id, "The form", cancel);
        var call = await db.Calls.FirstOrNotFoundAsync(c => c.Id == callId, "The call", cancel);
        if (call.Status != CallStatus.Draft)
            throw new RefusedException(
                new Refusal("The call is published. Move its drafts to the new version instead.")
            );
        form.CannotBeAsked().ThrowIfAny();
        call.UseForm(id, $"{form.Name}, version {form.Number}", stamp);
        await db.SaveChangesAsync(cancel);
    }
}
