using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Thread;

/// <param name="IsNew">Not seen by this person before, and not their own.</param>
public sealed record MessageLine(
    Guid Id,
    string By,
    bool IsFromStaff,
    DateTimeOffset At,
    string Text,
    bool IsNew
);

/// <param name="IsOwn">The reader is of the applicant's side.</param>
/// <param name="CannotWrite">Why the reader may not write, or null.</param>
public sealed record MessageThread(
    Guid ApplicationId,
    string Name,
    string Organization,
    string Call,
    bool IsOwn,
    bool IsOnStaffsList,
    ApplicationStatus Status,
    IReadOnlyList<MessageLine> Lines,
    Refusal? CannotWrite
);

/// <summary>What applicant and staff wrote to each other, the oldest first. Whoever reads it has seen it.</summary>
public sealed class ReadThread(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<MessageThread> RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.AsNoTracking()
            .TalkedAboutWith(stamp.By, db)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var messages = await db
            .Messages.AsNoTracking()
            .Where(m => m.ApplicationId == applicationId)
            .OrderBy(m => m.At)
            .ThenBy(m => m.Id)
            .ToListAsync(cancel);
        var around = await db
            .Calls.Where(c => c.Id == application.CallId)
            .Select(c => new
            {
                c.Title,
                Organization = db
                    .Organizations.First(o => o.Id == application.OrganizationId)
                    .LegalName,
            })
            .SingleAsync(cancel);
        var isOwn = application.IsOf(stamp.By);
        var seen = await db.SeeAsync(applicationId, Visit.ToStaff, stamp, cancel);
        return new MessageThread(
            applicationId,
            application.Title.Length > 0 ? application.Title : "New application",
            around.Organization,
            around.Title,
            isOwn,
            application.SubmittedAt is not null
                && application.Status
                    is not (ApplicationStatus.Draft or ApplicationStatus.AwaitingSignOff),
            application.Status,
            [
                .. messages.Select(m => new MessageLine(
                    m.Id,
                    m.ByName,
                    m.IsFromStaff,
                    m.At,
                    m.Text,
                    m.ById != stamp.By.Id && !(seen >= m.At)
                )),
            ],
            isOwn ? application.CannotAsk(stamp.By) : application.CannotReply(stamp.By)
        );
    }
}

internal static class Visits
{
    /// <summary>What staff wrote to applicants since this person last looked.</summary>
    public static IQueryable<Message> UnseenAnswers(this GrantsDb db, Guid personId) =>
        db.Messages.Where(m =>
            m.IsFromStaff
            && !db.Visits.Any(v =>
                v.ApplicationId == m.ApplicationId
                && v.PersonId == personId
                && v.Place == Visit.ToStaff
                && v.At >= m.At
            )
        );

    /// <summary>Notes that the person looks at the place now.</summary>
    /// <returns>When they did so before; null for the first time.</returns>
    public static async Task<DateTimeOffset?> SeeAsync(
        this GrantsDb db,
        Guid applicationId,
        string place,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var me = stamp.By.Id;
        var before = await db
            .Visits.Where(v =>
                v.ApplicationId == applicationId && v.PersonId == me && v.Place == place
            )
            .Select(v => (DateTimeOffset?)v.At)
            .FirstOrDefaultAsync(cancel);
        if (before is null)
        {
            db.Visits.Add(new Visit(applicationId, me, place) { At = stamp.At });
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException)
            {
                db.ChangeTracker.Clear(); // another window of the same person was first
            }
        }
        else
            await db
                .Visits.Where(v =>
                    v.ApplicationId == applicationId && v.PersonId == me && v.Place == place
                )
                .ExecuteUpdateAsync(v => v.SetProperty(x => x.At, stamp.At), cancel);
        return before;
    }
}
