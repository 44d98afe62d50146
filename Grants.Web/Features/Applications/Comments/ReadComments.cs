using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Features.Applications.Thread;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Comments;

public sealed record CommentLine(Guid Id, string By, DateTimeOffset At, string Text, bool IsNew);

/// <param name="Place">Key of the question, or of the section: see <see cref="FormComments.PlaceOf"/>.</param>
public sealed record ThreadLine(
    Guid Id,
    string Place,
    string? ResolvedBy,
    IReadOnlyList<CommentLine> Comments
)
{
    public int Unseen => Comments.Count(c => c.IsNew);
}

/// <summary>What the applicant's people say to each other about a draft, in the order in which it was begun.</summary>
public sealed class ReadComments(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<IReadOnlyList<ThreadLine>> RunAsync(
        Guid applicationId,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var own = db.Applications.OfMine(actor).Where(a => a.Id == applicationId).Select(a => a.Id);
        var threads = await db
            .CommentThreads.AsNoTracking()
            .Where(t => own.Contains(t.ApplicationId))
            .Include(t => t.Comments)
            .OrderBy(t => t.Id)
            .ToListAsync(cancel);
        var visits = await db
            .Visits.AsNoTracking()
            .Where(v => v.ApplicationId == applicationId && v.PersonId == actor.Id)
            .ToDictionaryAsync(v => v.Place, v => v.At, cancel);
        return
        [
            .. threads.Select(t =>
            {
                var seen = visits.GetValueOrDefault(t.Place);
                return new ThreadLine(
                    t.Id,
                    t.Place,
                    t.ResolvedAt is null ? null : t.ResolvedByName,
                    [
                        .. t
                            .Comments.OrderBy(c => c.At)
                            .ThenBy(c => c.Id)
                            .Select(c => new CommentLine(
                                c.Id,
                                c.ByName,
                                c.At,
                                c.Text,
                                c.ById != actor.Id && c.At > seen
                            )),
                    ]
                );
            }),
        ];
    }

    /// <summary>The person looks at this place; what stands there is no longer new to them.</summary>
    public async Task SeeAsync(Guid applicationId, string place, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        await db
            .Applications.OfMine(stamp.By)
            .Select(a => new { a.Id })
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        await db.SeeAsync(applicationId, place, stamp, cancel);
    }
}
