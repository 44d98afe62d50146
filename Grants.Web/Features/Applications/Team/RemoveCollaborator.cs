using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Team;

/// <summary>Ends the work of somebody from outside on the application; they may also leave by themselves.</summary>
public sealed class RemoveCollaborator(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid applicationId, Guid personId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.OfMine(stamp.By)
            .Include(a => a.Collaborators)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var name =
            await db
                .Users.Where(u => u.Id == personId)
                .Select(u => u.Name)
                .FirstOrDefaultAsync(cancel)
            ?? "";
        application.RemoveCollaborator(personId, name, stamp);
        await db.SaveChangesAsync(cancel);
    }
}
