using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Features.Applications.Thread;
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
        await using var db = await databases.CreateDbContextAsync(cancel);
        return [.. await OwnAsync(db, actor, cancel), .. await AskedAsync(db, actor, cancel)];
    }

    /// <summary>Questions of applicants that nobody answered, for whoever may.</summary>
    private static async Task<IEnumerable<NextStep>> AskedAsync(
        GrantsDb db,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (!actor.May(Permission.NotifyApplicants))
            return [];
        var asked = await db
            .Applications.AsNoTracking()
            .TalkedAboutWith(actor, db)
            .OfOthers(actor)
            .Where(a =>
                db.Messages.Where(m => m.ApplicationId == a.Id)
                    .OrderByDescending(m => m.At)
                    .ThenByDescending(m => m.Id)
                    .Select(m => (bool?)m.IsFromStaff)
                    .FirstOrDefault() == false
            )
            .OrderBy(a => a.Id)
            .Take(Shown)
            .Select(a => new
            {
                a.Id,
                a.Title,
                Organization = db.Organizations.First(o => o.Id == a.OrganizationId).LegalName,
            })
            .ToListAsync(cancel);
        return asked.Select(a => new NextStep(
            $"Answer the question about {(a.Title.Length > 0 ? a.Title : "a new application")}",
            ApplicationsRoutes.Questions(a.Id)
        )
        {
            About = a.Organization,
        });
    }

    private async Task<IReadOnlyList<NextStep>> OwnAsync(
        GrantsDb db,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (actor.Organizations.Count == 0 && actor.Applications.Count == 0)
            return [];
        var now = clock.GetUtcNow();
        var own = db.Applications.AsNoTracking().OfMine(actor);
        var drafts = await UnsentAsync(db, own, ApplicationStatus.Draft, cancel);
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
        var signing = await UnsentAsync(db, own, ApplicationStatus.AwaitingSignOff, cancel);
        var unseen = db.UnseenAnswers(actor.Id);
        var answered = await own.Where(a => unseen.Any(m => m.ApplicationId == a.Id))
            .OrderBy(a => a.Id)
            .Take(Shown)
            .Select(a => new { a.Id, a.Title })
            .ToListAsync(cancel);
        var pending = await own.Where(a =>
                a.Status != ApplicationStatus.Draft
                && a.Status != ApplicationStatus.AwaitingSignOff
                && a.Status != ApplicationStatus.InfoRequested
                && a.Status != ApplicationStatus.Deleted
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
                .Where(d => d.IsInTime(now))
                .Select(d => new NextStep(
                    $"Finish {(d.Title.Length > 0 ? d.Title : "the new application")}",
                    ApplicationsRoutes.Edit(d.Id)
                )
                {
                    About = d.Call.Title,
                    By = d.Deadline(now),
                }),
            .. signing
                .Where(s => s.IsInTime(now))
                .Select(s => new NextStep(
                    actor.SignsFor(s.OrganizationId)
                        ? $"Sign off and hand in {s.Title}"
                        : $"{s.Title} waits for the sign-off",
                    ApplicationsRoutes.My(s.Id)
                )
                {
                    About = s.Call.Title,
                    By = s.Deadline(now),
                    IsWaitedFor = !actor.SignsFor(s.OrganizationId),
                }),
            .. answered.Select(a => new NextStep(
                $"Read the answer about {(a.Title.Length > 0 ? a.Title : "the new application")}",
                $"{ApplicationsRoutes.My(a.Id)}#questions"
            )),
            .. pending.Select(p => new NextStep(p.Title, ApplicationsRoutes.My(p.Id))
            {
                About = p.ReferenceNumber ?? "",
                Status = PublicStatuses.Of(p.Status, notified: false),
                IsWaitedFor = true,
            }),
        ];
    }

    private static Task<List<Unsent>> UnsentAsync(
        GrantsDb db,
        IQueryable<Application> own,
        ApplicationStatus status,
        CancellationToken cancel
    ) =>
        (
            from a in own
            where a.Status == status
            join c in db.Calls on a.CallId equals c.Id
            orderby c.DeadlineAt, a.Id
            select new Unsent(a.Id, a.Title, a.OrganizationId, c)
        )
            .Take(Shown)
            .ToListAsync(cancel);

    /// <summary>Not handed in yet.</summary>
    private sealed record Unsent(Guid Id, string Title, Guid OrganizationId, Call Call)
    {
        private PersonalExtension? Extension => Call.ExtensionFor(OrganizationId, Id);

        public bool IsInTime(DateTimeOffset now) => Call.CannotApply(now, Extension) is null;

        public Deadline? Deadline(DateTimeOffset now) => Call.DeadlineFor(Extension, now);
    }
}
