using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Start;

/// <summary>Begins a draft for one of the person's organizations.</summary>
public sealed class StartApplication(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <returns>The draft's id.</returns>
    public async Task<Guid> RunAsync(Guid callId, Guid organizationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var call = await db.PublicCalls()
            .FirstOrNotFoundAsync(c => c.Id == callId, "The call", cancel);
        var application = new Application(organizationId, call, stamp);
        db.Applications.Add(application);
        await db.SaveChangesAsync(cancel);
        return application.Id;
    }
}

/// <param name="Refusal">Why nobody can apply now, or null.</param>
/// <param name="Organizations">Those that the person may apply for, by name.</param>
public sealed record StartChoice(
    string Title,
    string Summary,
    string Slug,
    DateTimeOffset DeadlineAt,
    string Zone,
    Money AwardCap,
    Refusal? Refusal,
    IReadOnlyList<StartOrganization> Organizations
);

/// <param name="Others">Its applications in the same call, so that nobody starts a second by mistake.</param>
public sealed record StartOrganization(
    Guid Id,
    string Name,
    IReadOnlyList<SameCallApplication> Others
);

public sealed class FindStartChoice(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<StartChoice> RunAsync(Guid callId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var call = await db.PublicCalls()
            .AsNoTracking()
            .FirstOrNotFoundAsync(c => c.Id == callId, "The call", cancel);
        var own = stamp.By.Organizations.Select(m => m.OrganizationId).Distinct().ToList();
        var organizations = await db
            .Organizations.AsNoTracking()
            .AsSingleQuery()
            .Where(o => own.Contains(o.Id))
            .OrderBy(o => o.LegalName)
            .Select(o => new StartOrganization(
                o.Id,
                o.LegalName,
                db.Applications.Where(a =>
                        a.OrganizationId == o.Id
                        && a.CallId == callId
                        && a.Status != ApplicationStatus.Withdrawn
                        && a.Status != ApplicationStatus.Deleted
                    )
                    .OrderBy(a => a.StartedAt)
                    .Select(a => new SameCallApplication(
                        a.Id,
                        a.Title,
                        a.Status == ApplicationStatus.Draft
                    ))
                    .ToList()
            ))
            .ToListAsync(cancel);
        return new StartChoice(
            call.Title,
            call.Summary,
            call.Slug,
            call.DeadlineAt,
            call.Zone,
            call.AwardCap,
            call.CannotApply(stamp.At),
            organizations
        );
    }
}

internal static class PublicCallQueries
{
    public static IQueryable<Call> PublicCalls(this GrantsDb db) =>
        db.Calls.Where(c => c.Status != CallStatus.Draft);
}
