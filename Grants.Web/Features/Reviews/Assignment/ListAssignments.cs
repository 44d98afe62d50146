using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Reviews.Assignment;

/// <param name="Declaration">The conflict declared, or why the invitation was declined.</param>
/// <param name="Total">Of a submitted review, over 100.</param>
public sealed record AssignmentRow(
    Guid Id,
    string Reviewer,
    ReviewStatus Status,
    DateTimeOffset InvitedAt,
    DateTimeOffset? SubmittedAt,
    decimal? Total,
    string? Declaration
);

/// <param name="Figures">Over submitted, non-recused reviews.</param>
/// <param name="CannotClose">Why the review can't be closed at all; too few reviews only ask for a reason.</param>
public sealed record Assignments(
    Guid ApplicationId,
    string Reference,
    string Title,
    string Organization,
    ApplicationStatus Status,
    int Version,
    int MinimumReviews,
    IReadOnlyList<AssignmentRow> Rows,
    ScoreFigures Figures,
    Refusal? CannotAssign,
    Refusal? CannotClose,
    Refusal? CannotReopen
)
{
    public bool HasEnough => Figures.N >= MinimumReviews;
}

/// <summary>Who reviews one application, for those who assign reviewers.</summary>
public sealed class ListAssignments(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<Assignments> RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.AssignReviewers).ThrowIfAny();
        var application = await db
            .Applications.AsNoTracking()
            .VisibleTo(actor, db)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        application.NotOwn(actor).ThrowIfAny();
        var around = await db
            .Calls.AsNoTracking()
            .Where(c => c.Id == application.CallId)
            .Select(c => new
            {
                c.MinimumReviews,
                Organization = db
                    .Organizations.Where(o => o.Id == application.OrganizationId)
                    .Select(o => o.LegalName)
                    .First(),
            })
            .FirstAsync(cancel);
        var rows = await db
            .Reviews.AsNoTracking()
            .Where(r => r.ApplicationId == applicationId)
            .OrderBy(r => r.InvitedAt)
            .ThenBy(r => r.Id)
            .Select(r => new AssignmentRow(
                r.Id,
                db.Users.Where(u => u.Id == r.ReviewerId).Select(u => u.Name).First(),
                r.Status,
                r.InvitedAt,
                r.SubmittedAt,
                r.SubmittedTotal,
                r.Declaration
            ))
            .ToListAsync(cancel);
        return new Assignments(
            application.Id,
            application.ReferenceNumber ?? "",
            application.Title,
            around.Organization,
            application.Status,
            application.Version,
            around.MinimumReviews,
            rows,
            ScoreFigures.Of([
                .. rows.Where(r => r.Status is ReviewStatus.Submitted or ReviewStatus.Locked)
                    .Select(r => r.Total)
                    .OfType<decimal>(),
            ]),
            application.CannotAssignReviewers(actor),
            application.CannotScreen(actor, nameof(Application.CloseReview)),
            application.CannotScreen(actor, nameof(Application.ReopenReview))
        );
    }
}
