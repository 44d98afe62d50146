using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Reviews.Work;

/// <param name="Content">The application itself; null until the reviewer attested to no conflict, and again once recused.</param>
/// <param name="Collections">Names of the collections, shown before the attestation as well; empty once recused.</param>
public sealed record ReviewDetails(
    Guid Id,
    Guid ApplicationId,
    string Reference,
    string Title,
    string Organization,
    ReviewStatus Status,
    DateTimeOffset? SubmittedAt,
    string OverallComment,
    string? Declaration,
    Rubric Rubric,
    IReadOnlyDictionary<string, CriterionScore> Scores,
    decimal? Total,
    IReadOnlyList<string> Collections,
    ApplicationContent? Content,
    Refusal? CannotScore,
    Refusal? CannotSubmit,
    Refusal? CannotDeclareConflict
);

/// <param name="Answers">Question key to value.</param>
public sealed record ApplicationContent(
    FormDefinition Form,
    IReadOnlyDictionary<string, string> Answers,
    Money AmountRequested
);

/// <summary>One review for its reviewer, showing of the application only what they may see now.</summary>
public sealed class ReadReview(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<ReviewDetails> RunAsync(Guid reviewId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.Review).ThrowIfAny();
        var review = await db
            .Reviews.AsNoTracking()
            .Include(r => r.Scores)
            .FirstOrNotFoundAsync(
                r => r.Id == reviewId && r.ReviewerId == actor.Id,
                "The review",
                cancel
            );
        var around = await (
            from a in db.Applications
            where a.Id == review.ApplicationId
            join o in db.Organizations on a.OrganizationId equals o.Id
            join c in db.Calls on a.CallId equals c.Id
            join f in db.FormVersions on a.FormVersionId equals f.Id
            join r in db.RubricVersions on c.RubricVersionId equals r.Id
            select new
            {
                a.ReferenceNumber,
                a.Title,
                o.LegalName,
                a.AmountRequested,
                f.Definition,
                r.Rubric,
            }
        ).FirstAsync(cancel);
        var answers = await AnswersAsync(db, review, cancel);
        return new ReviewDetails(
            review.Id,
            review.ApplicationId,
            around.ReferenceNumber ?? "",
            around.Title,
            around.LegalName,
            review.Status,
            review.SubmittedAt,
            review.OverallComment,
            review.Declaration,
            around.Rubric,
            review.Scores.ToDictionary(s => s.CriterionKey),
            review.Status == ReviewStatus.Recused ? null : review.Total(around.Rubric),
            new FormReading(around.Definition, answers).CollectionNames,
            review.OpensContent
                ? new ApplicationContent(around.Definition, answers, around.AmountRequested)
                : null,
            review.CannotAct(actor, nameof(Review.Score)),
            review.CannotSubmit(actor, around.Rubric),
            review.CannotAct(actor, nameof(Review.DeclareConflict))
        );
    }

    /// <summary>Nothing to somebody recused. Before the attestation only the collections' names are shown of them.</summary>
    private static async Task<Dictionary<string, string>> AnswersAsync(
        GrantsDb db,
        Review review,
        CancellationToken cancel
    ) =>
        review.Status is ReviewStatus.Recused or ReviewStatus.DeclinedInvitation
            ? []
            : await db
                .Applications.Where(a => a.Id == review.ApplicationId)
                .SelectMany(a => a.Answers)
                .ToDictionaryAsync(a => a.QuestionKey, a => a.Value, cancel);
}
