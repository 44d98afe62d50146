using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Reviews.Assignment;

/// <param name="Open">Reviews that the person has still to hand in, over all calls.</param>
/// <param name="Conflict">Why the person can't be assigned; null when they can.</param>
public sealed record ReviewerChoice(Guid PersonId, string Name, int Open, Refusal? Conflict);

/// <summary>Everybody who reviews, with what stands against assigning them to one application.</summary>
public sealed class FindReviewers(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<IReadOnlyList<ReviewerChoice>> RunAsync(
        Guid applicationId,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.AssignReviewers).ThrowIfAny();
        var application = await db
            .Applications.AsNoTracking()
            .VisibleTo(actor, db)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var people = await db.Holding(Permission.Review).AsNoTracking().ToListAsync(cancel);
        var ids = people.Select(p => p.Id).ToList();
        var open = await db
            .Reviews.OfCounted(db)
            .Where(r =>
                ids.Contains(r.ReviewerId)
                && (
                    r.Status == ReviewStatus.Invited
                    || r.Status == ReviewStatus.Accepted
                    || r.Status == ReviewStatus.NoConflictAttested
                    || r.Status == ReviewStatus.InProgress
                )
            )
            .GroupBy(r => r.ReviewerId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var assigned = await db
            .Reviews.Where(r => r.ApplicationId == applicationId)
            .Select(r => r.ReviewerId)
            .ToListAsync(cancel);
        var applicant = await db.ApplicantFactsAsync(application, cancel);
        var organizations = await db.OrganizationsOfAsync(ids, cancel);
        return
        [
            .. people
                .Where(p => !assigned.Contains(p.Id))
                .Select(p => new ReviewerChoice(
                    p.Id,
                    p.Name,
                    open.GetValueOrDefault(p.Id),
                    Conflicts.Between(
                        new ReviewerFacts(p.Id, p.Email, organizations[p.Id].ToHashSet()),
                        applicant
                    )
                ))
                .OrderBy(p => p.Conflict is not null)
                .ThenBy(p => p.Open)
                .ThenBy(p => p.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }
}
