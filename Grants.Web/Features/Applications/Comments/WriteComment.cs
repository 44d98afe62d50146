using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Comments;

/// <summary>Says something to the others about a place of the form, or calls it settled.</summary>
public sealed class WriteComment(
    IDbContextFactory<GrantsDb> databases,
    IOpenForms open,
    Caller caller
)
{
    /// <param name="place">Key of the question, or of the section: see <see cref="FormComments.PlaceOf"/>.</param>
    public async Task RunAsync(
        Guid applicationId,
        string place,
        string text,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.OfMine(stamp.By)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var form = await db.FormOfAsync(application, cancel);
        if (
            place.Length > CommentThread.MaxPlaceLength
            || form.Find(place) is null && form.Sections.All(s => FormComments.PlaceOf(s) != place)
        )
            throw new RefusedException(new Refusal("The form has no such place."));
        var thread = await db
            .CommentThreads.Include(t => t.Comments)
            .FirstOrDefaultAsync(
                t => t.ApplicationId == applicationId && t.Place == place && t.ResolvedAt == null,
                cancel
            );
        if (thread is null)
            db.CommentThreads.Add(new CommentThread(application, place, text, stamp));
        else
            thread.Add(application, text, stamp);
        await db.SaveChangesAsync(cancel);
        open.Tell(applicationId, FormNews.Comments);
    }

    public async Task ResolveAsync(Guid applicationId, Guid threadId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.OfMine(stamp.By)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var thread = await db.CommentThreads.FirstOrNotFoundAsync(
            t => t.Id == threadId && t.ApplicationId == applicationId,
            "The comment",
            cancel
        );
        thread.Resolve(application, stamp);
        await db.SaveChangesAsync(cancel);
        open.Tell(applicationId, FormNews.Comments);
    }
}
