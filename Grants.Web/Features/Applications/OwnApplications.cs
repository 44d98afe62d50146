using Grants.Domain.Accounts;
using Grants.Domain.Applications;

namespace Grants.Web.Features.Applications;

internal static class OwnApplications
{
    /// <summary>Those of the person's organizations: what the applicant's side shows.</summary>
    public static IQueryable<Application> OfMine(
        this IQueryable<Application> applications,
        Actor actor
    )
    {
        var own = actor.Organizations.Select(m => m.OrganizationId).Distinct().ToList();
        return applications.Where(a => own.Contains(a.OrganizationId));
    }

    /// <summary>Those of others: nobody handles their own organization's as staff, except in a test.</summary>
    public static IQueryable<Application> OfOthers(
        this IQueryable<Application> applications,
        Actor actor
    )
    {
        var own = actor.Organizations.Select(m => m.OrganizationId).Distinct().ToList();
        return applications.Where(a => a.IsTest || !own.Contains(a.OrganizationId));
    }
}
