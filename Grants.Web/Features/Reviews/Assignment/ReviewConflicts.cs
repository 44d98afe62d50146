using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Reviews.Assignment;

/// <summary>Reads what <see cref="Conflicts"/> needs to know of both sides.</summary>
internal static class ReviewConflicts
{
    public static async Task<ApplicantFacts> ApplicantFactsAsync(
        this GrantsDb db,
        Application application,
        CancellationToken cancel
    )
    {
        var emails = await db
            .Users.Where(u =>
                db.Organizations.Any(o =>
                    o.Id == application.OrganizationId && o.Members.Any(m => m.PersonId == u.Id)
                )
                || db.Applications.Any(a =>
                    a.Id == application.Id && a.Collaborators.Any(c => c.PersonId == u.Id)
                )
            )
            .Select(u => u.Email!)
            .ToListAsync(cancel);
        var applying = await db
            .Applications.Where(a =>
                a.CallId == application.CallId
                && a.Status != ApplicationStatus.Draft
                && a.Status != ApplicationStatus.AwaitingSignOff
                && a.Status != ApplicationStatus.Deleted
                && a.Status != ApplicationStatus.Withdrawn
            )
            .Select(a => a.OrganizationId)
            .Distinct()
            .ToListAsync(cancel);
        return new ApplicantFacts(application.OrganizationId, emails, applying.ToHashSet());
    }

    /// <summary>Organizations of each of these people.</summary>
    public static async Task<ILookup<Guid, Guid>> OrganizationsOfAsync(
        this GrantsDb db,
        IReadOnlyCollection<Guid> people,
        CancellationToken cancel
    ) =>
        (
            await db.Set<OrganizationMember>()
                .Where(m => people.Contains(m.PersonId))
                .Select(m => new
                {
                    m.PersonId,
                    OrganizationId = EF.Property<Guid>(m, "OrganizationId"),
                })
                .ToListAsync(cancel)
        ).ToLookup(m => m.PersonId, m => m.OrganizationId);
}
