using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>Notes and flags, which staff keep beside an application.</summary>
public sealed class KeepRecord(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public Task WriteNoteAsync(Guid id, string text, CancellationToken cancel) =>
        RunAsync(id, (application, stamp) => application.WriteNote(text, stamp), cancel);

    public Task RaiseFlagAsync(Guid id, FlagKind kind, string text, CancellationToken cancel) =>
        RunAsync(id, (application, stamp) => application.RaiseFlag(kind, text, stamp), cancel);

    public Task ResolveFlagAsync(
        Guid id,
        Guid flagId,
        string resolution,
        CancellationToken cancel
    ) =>
        RunAsync(
            id,
            (application, stamp) => application.ResolveFlag(flagId, resolution, stamp),
            cancel
        );

    private async Task RunAsync(Guid id, Action<Application, Stamp> verb, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.Include(a => a.Flags)
            .ForStaffAsync(id, stamp.By, db, cancel);
        verb(application, stamp);
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>Gives the application to somebody who screens, and writes to them.</summary>
public sealed class AssignScreener(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    /// <param name="personId">Null takes it from whoever has it.</param>
    public async Task RunAsync(Guid id, Guid? personId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db.Applications.ForStaffAsync(id, stamp.By, db, cancel);
        application.CannotKeepRecord(stamp.By).ThrowIfAny();
        var before = application.AssigneeId;
        var person = personId is { } wanted
            ? await db.ScreenersOf(application).FirstOrDefaultAsync(p => p.Id == wanted, cancel)
                ?? throw new RefusedException(
                    new Refusal(
                        "That person can't screen this application: they lack the role, left, or have a conflict with it."
                    )
                )
            : null;
        application.AssignTo(person is null ? null : (person.Id, person.Name), stamp);
        if (person is not null && person.Id != stamp.By.Id && person.Id != before)
            db.Mail.Add(
                ScreeningMails
                    .Assigned(application, stamp.By.Name, site)
                    .To(person, application, stamp.At)
            );
        await db.SaveChangesAsync(cancel);
    }
}

internal static class Screeners
{
    /// <summary>Everybody who may screen this application: the role, without the applicant's own people and those recused.</summary>
    public static IQueryable<Recipient> ScreenersOf(this GrantsDb db, Application application)
    {
        var (id, organization) = (application.Id, application.OrganizationId);
        return db.Holding(Permission.ScreenApplications)
            .Where(p =>
                !db.Organizations.Any(o =>
                    o.Id == organization && o.Members.Any(m => m.PersonId == p.Id)
                )
                && !db.Reviews.Any(r =>
                    r.ApplicationId == id
                    && r.ReviewerId == p.Id
                    && r.Status == Domain.Reviews.ReviewStatus.Recused
                )
            );
    }
}
