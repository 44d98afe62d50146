using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
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
                c.ReviewsBlind,
                Lead = db.Users.Where(u => u.Id == a.LeadId).Select(u => u.Name).First(),
                f.Definition,
                r.Rubric,
            }
        ).FirstAsync(cancel);
        var answers = await AnswersAsync(db, review, cancel);
        var (form, title, organization) = (around.Definition, around.Title, around.LegalName);
        if (around.ReviewsBlind)
        {
            var all = await AllAnswersAsync(db, review, cancel);
            var blind = new Blind(form, all, [around.LegalName, around.Lead]);
            (title, organization) = (blind.Mask(title), Blind.Withheld);
            if (answers.Count > 0)
                (form, answers) = (blind.Form, blind.Answers.ToDictionary());
        }
        return new ReviewDetails(
            review.Id,
            review.ApplicationId,
            around.ReferenceNumber ?? "",
            title,
            organization,
            review.Status,
            review.SubmittedAt,
            review.OverallComment,
            review.Declaration,
            around.Rubric,
            review.Scores.ToDictionary(s => s.CriterionKey),
            review.Status == ReviewStatus.Recused ? null : review.Total(around.Rubric),
            new FormReading(form, answers).CollectionNames,
            review.OpensContent
                ? new ApplicationContent(form, answers, around.AmountRequested)
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
            : await AllAnswersAsync(db, review, cancel);

    private static Task<Dictionary<string, string>> AllAnswersAsync(
        GrantsDb db,
        Review review,
        CancellationToken cancel
    ) =>
        db
            .Applications.Where(a => a.Id == review.ApplicationId)
            .SelectMany(a => a.Answers)
            .ToDictionaryAsync(a => a.QuestionKey, a => a.Value, cancel);
}
