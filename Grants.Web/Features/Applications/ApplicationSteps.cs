using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Shared.NextSteps;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications;

/// <summary>Drafts that an applicant can still finish, and decisions to wait for.</summary>
internal sealed class ApplicationSteps(IDbContextFactory<GrantsDb> databases, TimeProvider clock)
    : INextSteps
{
    /// <summary>The list behind it has them all.</summary>
    private const int Shown = 10;

    public async Task<IReadOnlyList<NextStep>> RunAsync(Actor actor, CancellationToken cancel)
    {
        if (actor.Organizations.Count == 0)
            return [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        var own = db.Applications.AsNoTracking().OfMine(actor);
        var drafts = await (
            from a in own
            where a.Status == ApplicationStatus.Draft
            join c in db.Calls on a.CallId equals c.Id
            orderby c.DeadlineAt, a.Id
            select new
            {
                a.Id,
                a.Title,
                Call = c,
            }
        )
            .Take(Shown)
            .ToListAsync(cancel);
        var asked = await own.Where(a => a.Status == ApplicationStatus.InfoRequested)
            .OrderBy(a => a.Id)
            .Take(Shown)
            .Select(a => new
            {
                a.Id,
                a.Title,
                a.ReferenceNumber,
                Request = a
                    .InfoRequests.Where(r => r.EndedAt == null)
                    .Select(r => new { r.DueAt })
                    .First(),
                db.Calls.First(c => c.Id == a.CallId).Zone,
            })
            .ToListAsync(cancel);
        var pending = await own.Where(a =>
                a.Status != ApplicationStatus.Draft
                && a.Status != ApplicationStatus.InfoRequested
                && a.Status != ApplicationStatus.Withdrawn
                && a.NotifiedAt == null
            )
            .OrderByDescending(a => a.SubmittedAt)
            .ThenBy(a => a.Id)
            .Take(Shown)
            .Select(a => new
            {
                a.Id,
                a.Title,
                a.ReferenceNumber,
                a.Status,
            })
            .ToListAsync(cancel);
        return
        [
            .. asked.Select(a => new NextStep(
                $"Give more information on {a.Title}",
                ApplicationsRoutes.Edit(a.Id)
            )
            {
                About = a.ReferenceNumber ?? "",
                By = new Deadline(a.Request.DueAt, a.Zone),
                IsLate = a.Request.DueAt < now,
            }),
            .. drafts
                .Where(d => d.Call.CannotApply(now) is null)
                .Select(d => new NextStep(
                    $"Finish {(d.Title.Length > 0 ? d.Title : "the new application")}",
                    ApplicationsRoutes.Edit(d.Id)
                )
                {
                    About = d.Call.Title,
                    By = new Deadline(d.Call.DeadlineAt, d.Call.Zone),
                }),
            .. pending.Select(p => new NextStep(p.Title, ApplicationsRoutes.My(p.Id))
            {
                About = p.ReferenceNumber ?? "",
                Status = PublicStatuses.Of(p.Status, notified: false),
                IsWaitedFor = true,
            }),
        ];
    }
}
