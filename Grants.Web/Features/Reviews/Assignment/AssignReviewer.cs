using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Reviews.Assignment;

/// <summary>Asks somebody to review an application, unless something known ties them to the applicant.</summary>
public sealed class AssignReviewer(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    CurrentFunder funder,
    SiteAddress site
)
{
    public async Task RunAsync(Guid applicationId, Guid reviewerId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        application.CannotAssignReviewers(stamp.By).ThrowIfAny();
        var reviewer = await db.Holding(Permission.Review)
            .FirstOrNotFoundAsync(p => p.Id == reviewerId, "The reviewer", cancel);
        var before = await db
            .Reviews.Where(r => r.ApplicationId == applicationId && r.ReviewerId == reviewerId)
            .Select(r => (ReviewStatus?)r.Status)
            .FirstOrDefaultAsync(cancel);
        if (before is { } status)
            throw new RefusedException(
                new Refusal(
                    $"{reviewer.Name} was assigned to this application before (\"{Words.Of(status.ToString())}\")."
                )
            );

        var organizations = await db.OrganizationsOfAsync([reviewerId], cancel);
        var conflict = Conflicts.Between(
            new ReviewerFacts(reviewerId, reviewer.Email, organizations[reviewerId].ToHashSet()),
            await db.ApplicantFactsAsync(application, cancel)
        );
        var review = new Review(application, reviewerId, reviewer.Name, conflict, stamp);
        db.Reviews.Add(review);
        var around = await db
            .Calls.Where(c => c.Id == application.CallId)
            .Select(c => new
            {
                c.Title,
                c.ReviewsBlind,
                Organization = db
                    .Organizations.Where(o => o.Id == application.OrganizationId)
                    .Select(o => o.LegalName)
                    .First(),
            })
            .FirstAsync(cancel);
        db.Mail.Add(
            ReviewsMails.Invite(
                reviewer,
                review,
                around.ReviewsBlind
                    ? $"Application {application.ReferenceNumber}"
                    : application.Title,
                around.ReviewsBlind ? null : around.Organization,
                around.Title,
                (await funder.GetAsync(cancel)).Name,
                site,
                stamp.At
            )
        );
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>Gives a submitted review back to its reviewer.</summary>
public sealed class ReopenSubmittedReview(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid reviewId, string reason, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var visible = db.Applications.VisibleTo(stamp.By, db).Select(a => a.Id);
        var review = await db.Reviews.FirstOrNotFoundAsync(
            r => r.Id == reviewId && visible.Contains(r.ApplicationId),
            "The review",
            cancel
        );
        review.Reopen(reason, stamp);
        await db.SaveChangesAsync(cancel);
    }
}
