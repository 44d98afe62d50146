using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Reviews.Decisions;

/// <param name="Reviewer">"Reviewer 1": the committee isn't told who wrote what.</param>
public sealed record CountedReview(
    Guid Id,
    string Reviewer,
    decimal? Total,
    string Overall,
    IReadOnlyDictionary<string, CriterionScore> Scores
);

public sealed record RecommendationLine(
    Guid Id,
    Advice Advice,
    Money Amount,
    string Conditions,
    string Rationale,
    string By,
    DateTimeOffset At
);

public sealed record DecisionLine(
    Guid Id,
    string Verb,
    Money Amount,
    string Conditions,
    string Rationale,
    string By,
    DateTimeOffset At
);

/// <param name="Recused">Names of the people who declared a conflict about this application.</param>
/// <param name="CannotDecide">By verb: Approve, Decline, Waitlist, Defer.</param>
public sealed record DecisionDetails(
    Guid Id,
    int Version,
    string Reference,
    string Title,
    string Organization,
    ApplicationStatus Status,
    Guid CallId,
    Money Requested,
    Money Cap,
    string FundName,
    Money Uncommitted,
    Rubric Rubric,
    IReadOnlyList<CountedReview> Reviews,
    ScoreFigures Figures,
    IReadOnlyList<string> Recused,
    IReadOnlyList<RecommendationLine> Recommendations,
    IReadOnlyList<DecisionLine> Decisions,
    bool MayReadAnswers,
    Refusal? CannotRecommend,
    IReadOnlyDictionary<string, Refusal?> CannotDecide
)
{
    public bool IsDecidable => CannotDecide.Values.Any(r => r is null);
}

/// <summary>What the committee and the authority need to see of one application: scores, comments, advice, money.</summary>
public sealed class ReadDecision(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public static readonly IReadOnlyList<string> Verbs =
    [
        nameof(Application.Approve),
        nameof(Application.Decline),
        nameof(Application.Waitlist),
        nameof(Application.Defer),
    ];

    public async Task<DecisionDetails> RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var application = await db
            .Applications.AsNoTracking()
            .RankedFor(actor, db)
            .Include(a => a.Recommendations)
            .Include(a => a.Decisions)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var around = await (
            from c in db.Calls
            where c.Id == application.CallId
            join f in db.Funds on c.FundId equals f.Id
            join r in db.RubricVersions on c.RubricVersionId equals r.Id
            join o in db.Organizations on application.OrganizationId equals o.Id
            select new
            {
                c.AwardCap,
                FundName = f.Name,
                Uncommitted = f.DepositedTotal - f.CommittedTotal,
                f.Currency,
                r.Rubric,
                o.LegalName,
            }
        ).FirstAsync(cancel);
        var reviews = await db
            .Reviews.AsNoTracking()
            .Include(r => r.Scores)
            .Where(r =>
                r.ApplicationId == applicationId
                && (r.Status == ReviewStatus.Submitted || r.Status == ReviewStatus.Locked)
            )
            .OrderBy(r => r.Id)
            .ToListAsync(cancel);
        var recused = await db
            .Reviews.Where(r =>
                r.ApplicationId == applicationId && r.Status == ReviewStatus.Recused
            )
            .Join(db.Users, r => r.ReviewerId, u => u.Id, (_, u) => u.Name)
            .OrderBy(n => n)
            .ToListAsync(cancel);
        var readsAnswers = await db
            .Applications.VisibleTo(actor, db)
            .AnyAsync(a => a.Id == applicationId, cancel);
        return new DecisionDetails(
            application.Id,
            application.Version,
            application.ReferenceNumber ?? "",
            application.Title,
            around.LegalName,
            application.Status,
            application.CallId,
            application.AmountRequested,
            around.AwardCap,
            around.FundName,
            new Money(around.Uncommitted, around.Currency),
            around.Rubric,
            [
                .. reviews.Select(
                    (r, i) =>
                        new CountedReview(
                            r.Id,
                            $"Reviewer {i + 1}",
                            r.SubmittedTotal,
                            r.OverallComment,
                            r.Scores.ToDictionary(s => s.CriterionKey)
                        )
                ),
            ],
            ScoreFigures.Of([.. reviews.Select(r => r.SubmittedTotal).OfType<decimal>()]),
            recused,
            [
                .. application
                    .Recommendations.OrderByDescending(r => r.At)
                    .Select(r => new RecommendationLine(
                        r.Id,
                        r.Advice,
                        r.Amount,
                        r.Conditions,
                        r.Rationale,
                        r.RecordedByName,
                        r.At
                    )),
            ],
            [
                .. application
                    .Decisions.OrderByDescending(d => d.At)
                    .Select(d => new DecisionLine(
                        d.Id,
                        d.Verb,
                        d.Amount,
                        d.Conditions,
                        d.Rationale,
                        d.DecidedByName,
                        d.At
                    )),
            ],
            readsAnswers,
            application.CannotRecommend(actor),
            Verbs.ToDictionary(v => v, v => application.CannotDecide(actor, v))
        );
    }
}
