using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Reviews;
using Grants.Web.Shared.NextSteps;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Reviews;

/// <summary>Invitations to answer, reviews to finish, recommendations to record and decisions to make.</summary>
internal sealed class ReviewSteps(IDbContextFactory<GrantsDb> databases) : INextSteps
{
    public async Task<IReadOnlyList<NextStep>> RunAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var steps = new List<NextStep>();
        if (actor.May(Permission.Review))
        {
            var mine = db.Reviews.AsNoTracking().Where(r => r.ReviewerId == actor.Id);
            steps.AddRange(
                NextStep.Of(
                    await mine.CountAsync(r => r.Status == ReviewStatus.Invited, cancel),
                    "Answer",
                    "invitation to review",
                    "invitations to review",
                    ReviewsRoutes.Mine
                )
            );
            steps.AddRange(
                NextStep.Of(
                    await mine.CountAsync(
                        r =>
                            r.Status == ReviewStatus.Accepted
                            || r.Status == ReviewStatus.NoConflictAttested
                            || r.Status == ReviewStatus.InProgress,
                        cancel
                    ),
                    "Finish",
                    "review",
                    "reviews",
                    ReviewsRoutes.Mine
                )
            );
        }
        (Permission Needs, string Verb, ApplicationStatus[] In)[] parts =
        [
            (
                Permission.RecordRecommendation,
                "Recommend on",
                [ApplicationStatus.ReadyForCommittee]
            ),
            (
                Permission.Decide,
                "Decide on",
                [ApplicationStatus.Recommended, ApplicationStatus.Waitlisted]
            ),
        ];
        foreach (var (_, verb, states) in parts.Where(p => actor.May(p.Needs)))
            steps.AddRange(await OfCallsAsync(db, actor, verb, states, cancel));
        return steps;
    }

    /// <summary>A step for each call, because applications are ranked call by call.</summary>
    private static async Task<IEnumerable<NextStep>> OfCallsAsync(
        GrantsDb db,
        Actor actor,
        string verb,
        ApplicationStatus[] states,
        CancellationToken cancel
    )
    {
        var calls = await db
            .Applications.AsNoTracking()
            .RankedFor(actor, db)
            .Where(a => states.Contains(a.Status))
            .GroupBy(a => a.CallId)
            .Select(g => new
            {
                Id = g.Key,
                Count = g.Count(),
                Title = db.Calls.Where(c => c.Id == g.Key).Select(c => c.Title).First(),
            })
            .ToListAsync(cancel);
        return calls
            .OrderBy(c => c.Title, StringComparer.Ordinal)
            .SelectMany(c =>
                NextStep
                    .Of(c.Count, verb, "application", "applications", ReviewsRoutes.RankingOf(c.Id))
                    .Select(s => s with { About = c.Title })
            );
    }
}
