using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;

namespace Grants.Web.Features.Applications.Screening;

internal static class StaffApplications
{
    /// <summary>
    /// Applications as the staff's side shows them, with what staff keep about them. A reviewer, who reads an application as
    /// such, isn't staff by that.
    /// </summary>
    /// <exception cref="RefusedException">The person doesn't read applications for the funder.</exception>
    public static IQueryable<Application> ForStaff(
        this IQueryable<Application> applications,
        Actor actor,
        GrantsDb db
    )
    {
        actor.Cannot(Permission.ReadApplications).ThrowIfAny();
        return applications.VisibleTo(actor, db).OfOthers(actor);
    }

    /// <summary>One of them, to be changed.</summary>
    public static Task<Application> ForStaffAsync(
        this IQueryable<Application> applications,
        Guid id,
        Actor actor,
        GrantsDb db,
        CancellationToken cancel
    ) =>
        applications
            .ForStaff(actor, db)
            .FirstOrNotFoundAsync(a => a.Id == id, "The application", cancel);
}
