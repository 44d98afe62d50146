using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications;

/// <summary>Another application of the same organization in the same call: allowed, but seldom meant.</summary>
public sealed record SameCallApplication(Guid Id, string Title, bool IsDraft)
{
    public string Name => Title.Length > 0 ? Title : "New application";
}

internal static class SameCall
{
    /// <summary>Those that the person may see, without what was withdrawn or deleted.</summary>
    public static Task<List<SameCallApplication>> OthersInCallAsync(
        this GrantsDb db,
        Application application,
        Actor actor,
        CancellationToken cancel
    ) =>
        db
            .Applications.AsNoTracking()
            .OfMine(actor)
            .Where(a => a.Id != application.Id)
            .StandingIn(application.CallId)
            .Where(a => a.OrganizationId == application.OrganizationId)
            .OrderBy(a => a.StartedAt)
            .Select(a => new SameCallApplication(
                a.Id,
                a.Title,
                a.Status == ApplicationStatus.Draft
            ))
            .ToListAsync(cancel);

    /// <summary>Those in the call, without what was withdrawn or deleted.</summary>
    public static IQueryable<Application> StandingIn(
        this IQueryable<Application> applications,
        Guid callId
    ) =>
        applications.Where(a =>
            a.CallId == callId
            && a.Status != ApplicationStatus.Withdrawn
            && a.Status != ApplicationStatus.Deleted
        );
}
