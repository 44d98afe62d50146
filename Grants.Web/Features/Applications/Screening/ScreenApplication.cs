using Grants.Data;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>The staff's check for completeness and eligibility, before any review. Telling the applicant is a verb of its own.</summary>
public sealed class ScreenApplication(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    CurrentFunder funder,
    SiteAddress site
)
{
    public Task BeginAsync(Guid id, CancellationToken cancel) =>
        RunAsync(
            id,
            (_, application, stamp) => Now(() => application.BeginScreening(stamp)),
            cancel
        );

    /// <param name="overrideReason">Needed while the checklist isn't met.</param>
    public Task PassAsync(Guid id, string? overrideReason, CancellationToken cancel) =>
        RunAsync(
            id,
            async (db, application, stamp) =>
                application.PassScreening(
                    await db.UnmetAsync(application.Id, stamp, cancel),
                    overrideReason,
                    stamp
                ),
            cancel
        );

    /// <param name="code">One of <see cref="IneligibilityReason.All"/>.</param>
    public Task MarkIneligibleAsync(
        Guid id,
        string code,
        string reason,
        CancellationToken cancel
    ) =>
        RunAsync(
            id,
            (_, application, stamp) => Now(() => application.MarkIneligible(code, reason, stamp)),
            cancel
        );

    /// <summary>An applicant who was told that it is out is told by mail that it is in again.</summary>
    public Task ReinstateAsync(Guid id, string reason, CancellationToken cancel) =>
        RunAsync(
            id,
            async (db, application, stamp) =>
            {
                var wasTold = application.NotifiedAt is not null;
                application.Reinstate(reason, stamp);
                if (!wasTold)
                    return;
                var text = ScreeningMails.Reinstated(
                    application,
                    (await funder.GetAsync(cancel)).Name,
                    site
                );
                foreach (var to in await db.OfApplicationAsync(application, cancel))
                    db.Mail.Add(text.To(to, application, stamp.At));
            },
            cancel
        );

    /// <summary>Goes on without what the applicant was asked for.</summary>
    public Task StopWaitingAsync(Guid id, string reason, CancellationToken cancel) =>
        RunAsync(
            id,
            (_, application, stamp) => Now(() => application.StopWaiting(reason, stamp)),
            cancel
        );

    /// <summary>Asks the applicant for more and writes to them, in one save.</summary>
    /// <param name="sections">Keys of the form's sections that can be changed.</param>
    /// <param name="dueOn">Until the end of that day in the call's time zone.</param>
    public Task RequestInfoAsync(
        Guid id,
        IReadOnlyCollection<string> sections,
        DateOnly dueOn,
        string message,
        CancellationToken cancel
    ) =>
        RunAsync(
            id,
            async (db, application, stamp) =>
            {
                var around = await db
                    .Calls.AsNoTracking()
                    .Where(c => c.Id == application.CallId)
                    .Select(c => new
                    {
                        c.Title,
                        c.Zone,
                        Form = db
                            .FormVersions.First(f => f.Id == application.FormVersionId)
                            .Definition,
                    })
                    .SingleAsync(cancel);
                var due = Deadline.At(dueOn.ToDateTime(new TimeOnly(23, 59, 59)), around.Zone);
                application.RequestInfo(sections, message, due.Instant, around.Form, stamp);
                var recipients = await db.OfApplicationAsync(application, cancel);
                if (recipients.Count == 0)
                    throw new RefusedException(
                        new Refusal(
                            "Nobody of the applicant has an active account, so there is nobody to ask."
                        )
                    );
                var text = ScreeningMails.InfoRequested(
                    application,
                    [
                        .. around
                            .Form.Sections.Where(s => sections.Contains(s.Key))
                            .Select(s => s.Title),
                    ],
                    message,
                    due,
                    around.Title,
                    (await funder.GetAsync(cancel)).Name,
                    site
                );
                foreach (var to in recipients)
                    db.Mail.Add(text.To(to, application, stamp.At));
            },
            cancel
        );

    private async Task RunAsync(
        Guid id,
        Func<GrantsDb, Application, Stamp, Task> verb,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.AsSplitQuery()
            .Include(a => a.InfoRequests)
            .Include(a => a.Submissions)
            .ForStaffAsync(id, stamp.By, db, cancel);
        await verb(db, application, stamp);
        await db.SaveChangesAsync(cancel);
    }

    private static Task Now(Action verb)
    {
        verb();
        return Task.CompletedTask;
    }
}
