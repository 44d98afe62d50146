using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Shared.NextSteps;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications;

/// <summary>Drafts to finish and decisions to wait for; for staff, what to screen and whom to tell.</summary>
internal sealed class ApplicationSteps(IDbContextFactory<GrantsDb> databases, TimeProvider clock)
    : INextSteps
{
    /// <summary>The list behind it has them all.</summary>
    private const int Shown = 10;

    public async Task<IReadOnlyList<NextStep>> RunAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var steps = new List<NextStep>();
        if (actor.Organizations.Count > 0)
            steps.AddRange(await OwnAsync(db, actor, cancel));
        var theirs = db.Applications.AsNoTracking().VisibleTo(actor, db).OfOthers(actor);
        if (actor.May(Permission.ScreenApplications))
        {
            steps.AddRange(
                NextStep.Of(
                    await theirs.CountAsync(a => a.Status == ApplicationStatus.Submitted, cancel),
                    "Begin screening",
                    "application",
                    "applications",
                    ApplicationsRoutes.With(ApplicationStatus.Submitted)
                )
            );
            steps.AddRange(
                NextStep.Of(
                    await theirs.CountAsync(a => a.Status == ApplicationStatus.Screening, cancel),
                    "Finish screening",
                    "application",
                    "applications",
                    ApplicationsRoutes.With(ApplicationStatus.Screening)
                )
            );
        }
        if (actor.May(Permission.NotifyApplicants))
            steps.AddRange(
                NextStep.Of(
                    await theirs.CountAsync(
                        a =>
                            a.NotifiedAt == null
                            && (
                                a.Status == ApplicationStatus.Approved
                                || a.Status == ApplicationStatus.Declined
                                || a.Status == ApplicationStatus.Ineligible
                            ),
                        cancel
                    ),
                    "Tell the decision to",
                    "applicant",
                    "applicants",
                    ApplicationsRoutes.Notify
                )
            );
        return steps;
    }

    private async Task<IEnumerable<NextStep>> OwnAsync(
        GrantsDb db,
        Actor actor,
        CancellationToken cancel
    )
    {
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
        var pending = await own.Where(a =>
                a.Status != ApplicationStatus.Draft
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
