using System.Globalization;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Reviews.Ranking;

/// <summary>
/// Every counted review of a call with the points and comment of each criterion, one row a review. Reviewers are named only
/// to those who assign them; for the committee they are "Reviewer 1", "Reviewer 2" within each application.
/// </summary>
public sealed class ExportScores(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    private sealed record ScoreRow(
        string Reference,
        string Title,
        string Reviewer,
        decimal? Total,
        string Overall,
        IReadOnlyDictionary<string, CriterionScore> Scores
    );

    public async Task<IResult> RunAsync(Guid callId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.ReadRanking).ThrowIfAny();
        var ranked = db.Applications.RankedFor(actor, db).Where(a => a.CallId == callId);
        var rubric = await db
            .RubricVersions.Where(v =>
                db.Calls.Any(c => c.Id == callId && c.RubricVersionId == v.Id)
            )
            .Select(v => v.Rubric)
            .FirstOrNotFoundAsync("The call", cancel);
        var reviews = await db
            .Reviews.AsNoTracking()
            .Include(r => r.Scores)
            .Where(r =>
                ranked.Any(a => a.Id == r.ApplicationId)
                && (r.Status == ReviewStatus.Submitted || r.Status == ReviewStatus.Locked)
            )
            .OrderBy(r => r.ApplicationId)
            .ThenBy(r => r.Id)
            .ToListAsync(cancel);
        var titles = await ranked.ToDictionaryAsync(
            a => a.Id,
            a => (Reference: a.ReferenceNumber ?? "", a.Title),
            cancel
        );
        var ids = reviews.Select(r => r.ReviewerId).Distinct().ToList();
        var names = actor.May(Permission.AssignReviewers)
            ? await db
                .Users.Where(u => ids.Contains(u.Id))
                .ToDictionaryAsync(u => u.Id, u => u.Name, cancel)
            : [];
        var rows = reviews
            .GroupBy(r => r.ApplicationId)
            .SelectMany(g =>
                g.Select(
                    (r, i) =>
                        new ScoreRow(
                            titles[g.Key].Reference,
                            titles[g.Key].Title,
                            names.GetValueOrDefault(
                                r.ReviewerId,
                                string.Create(CultureInfo.InvariantCulture, $"Reviewer {i + 1}")
                            ),
                            r.SubmittedTotal,
                            r.OverallComment,
                            r.Scores.ToDictionary(s => s.CriterionKey)
                        )
                )
            )
            .OrderBy(r => r.Reference, StringComparer.Ordinal)
            .ToList();
        return new CsvDownload<ScoreRow>("scores.csv", Columns(rubric), rows.ToAsyncEnumerable());
    }

    private static List<CsvColumn<ScoreRow>> Columns(Rubric rubric) =>
        [
            new("Reference", r => r.Reference),
            new("Title", r => r.Title),
            new("Reviewer", r => r.Reviewer),
            .. rubric.Criteria.SelectMany(c =>
                (CsvColumn<ScoreRow>[])
                    [
                        new(
                            $"{c.Title} (weight {c.Weight})",
                            r => r.Scores.GetValueOrDefault(c.Key)?.Points
                        ),
                        new($"{c.Title}: why", r => r.Scores.GetValueOrDefault(c.Key)?.Comment),
                    ]
            ),
            new("Total", r => r.Total),
            new("On the whole", r => r.Overall),
        ];
}
