using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Reviews.Work;

/// <summary>The reviewer takes the review on and says that nothing ties them to the applicant, or declines.</summary>
public sealed class AnswerInvitation(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    public async Task AcceptAsync(Guid reviewId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        (await db.OwnReviewAsync(reviewId, stamp.By, cancel)).Accept(stamp);
        await db.SaveChangesAsync(cancel);
    }

    public async Task AttestNoConflictAsync(Guid reviewId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        (await db.OwnReviewAsync(reviewId, stamp.By, cancel)).AttestNoConflict(stamp);
        await db.SaveChangesAsync(cancel);
    }

    public async Task DeclineAsync(Guid reviewId, string reason, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var review = await db.OwnReviewAsync(reviewId, stamp.By, cancel);
        review.DeclineInvitation(reason, stamp);
        await db.TellThatAReviewerIsOutAsync(review, stamp, "declined to review", site, cancel);
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>From this save on the reviewer sees nothing of the application, anywhere.</summary>
public sealed class DeclareConflict(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    public async Task RunAsync(Guid reviewId, string nature, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var review = await db.OwnReviewAsync(reviewId, stamp.By, cancel);
        review.DeclareConflict(nature, stamp);
        await db.TellThatAReviewerIsOutAsync(
            review,
            stamp,
            "declared a conflict of interest",
            site,
            cancel
        );
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>Saves points and comments one by one as they are given, complete or not.</summary>
public sealed class ScoreReview(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public Task GivePointsAsync(
        Guid reviewId,
        string criterionKey,
        int points,
        CancellationToken cancel
    ) => SaveAsync(reviewId, criterionKey, score => (points, score?.Comment ?? ""), cancel);

    /// <param name="comment">Why the points are what they are.</param>
    public Task ExplainAsync(
        Guid reviewId,
        string criterionKey,
        string comment,
        CancellationToken cancel
    ) => SaveAsync(reviewId, criterionKey, score => (score?.Points, comment), cancel);

    private async Task SaveAsync(
        Guid reviewId,
        string criterionKey,
        Func<CriterionScore?, (int? Points, string Comment)> change,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var review = await db.OwnReviewAsync(reviewId, stamp.By, cancel);
        var rubric = await db.RubricOfAsync(review, cancel);
        var (points, comment) = change(
            review.Scores.FirstOrDefault(s => s.CriterionKey == criterionKey)
        );
        review.Score(rubric, criterionKey, points, comment, stamp);
        await db.SaveChangesAsync(cancel);
    }

    /// <param name="overall">For the committee, on the whole application.</param>
    public async Task CommentAsync(Guid reviewId, string overall, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        (await db.OwnReviewAsync(reviewId, stamp.By, cancel)).Comment(overall, stamp);
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>The review is handed in; only staff can open it again.</summary>
public sealed class SubmitReview(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid reviewId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var review = await db.OwnReviewAsync(reviewId, stamp.By, cancel);
        review.Submit(await db.RubricOfAsync(review, cancel), stamp);
        await db.SaveChangesAsync(cancel);
    }
}

internal static class OwnReviews
{
    public static Task<Review> OwnReviewAsync(
        this GrantsDb db,
        Guid reviewId,
        Actor actor,
        CancellationToken cancel
    ) =>
        db
            .Reviews.Include(r => r.Scores)
            .FirstOrNotFoundAsync(
                r => r.Id == reviewId && r.ReviewerId == actor.Id,
                "The review",
                cancel
            );

    public static Task<Rubric> RubricOfAsync(
        this GrantsDb db,
        Review review,
        CancellationToken cancel
    ) =>
        (
            from c in db.Calls
            where c.Id == review.CallId
            join r in db.RubricVersions on c.RubricVersionId equals r.Id
            select r.Rubric
        ).FirstAsync(cancel);

    public static async Task TellThatAReviewerIsOutAsync(
        this GrantsDb db,
        Review review,
        Stamp stamp,
        string why,
        SiteAddress site,
        CancellationToken cancel
    )
    {
        var application = await db
            .Applications.AsNoTracking()
            .FirstAsync(a => a.Id == review.ApplicationId, cancel);
        foreach (var staff in await db.Holding(Permission.AssignReviewers).ToListAsync(cancel))
            db.Mail.Add(
                ReviewsMails.ReviewerIsOut(
                    staff,
                    review,
                    application,
                    stamp.By.Name,
                    why,
                    site,
                    stamp.At
                )
            );
    }
}
