using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Dashboard.Waiting;

/// <param name="For">Roles that can do the next step.</param>
/// <param name="Href">The list of them; null where this person may not open it.</param>
public sealed record WaitingItem(string What, int Count, IReadOnlyList<Role> For, string? Href);

/// <summary>What waits for staff: for this person, or for everybody.</summary>
public sealed class WhatWaits(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <summary>What this person's roles let them do now, counted among what they may see.</summary>
    public async Task<IReadOnlyList<WaitingItem>> ForMeAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var me = actor.Id;
        // Staff don't handle what their own organization asks for, is given or delivers.
        var own = actor.OrganizationIds;
        var backlog = await Backlog.ReadAsync(
            db,
            new Seen(
                Open(db, actor).Where(a => !a.IsTest && !own.Contains(a.OrganizationId)),
                db.Reviews.OfCounted(db).Where(r => r.ReviewerId == me),
                db.Awards.VisibleTo(actor).Where(a => !own.Contains(a.OrganizationId)),
                db.Tranches.VisibleTo(actor, db).Where(t => !own.Contains(t.OrganizationId)),
                db.Deliverables.VisibleTo(actor, db).Where(d => !own.Contains(d.OrganizationId)),
                db.Mail.VisibleTo(actor, db)
            ),
            cancel
        );
        return [.. Items(backlog, actor).Where(i => i.Href is not null && i.Count > 0)];
    }

    /// <summary>Everything that waits, with the roles it waits for.</summary>
    public async Task<IReadOnlyList<WaitingItem>> ForAllAsync(CancellationToken cancel)
    {
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.ReadDashboard).ThrowIfAny();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var backlog = await Backlog.ReadAsync(
            db,
            new Seen(
                db.Applications.Where(a => !a.IsTest),
                db.Reviews.OfCounted(db),
                db.Awards,
                db.Tranches,
                db.Deliverables,
                db.Mail
            ),
            cancel
        );
        return [.. Items(backlog, actor)];
    }

    /// <summary>Those that the person reads, and those that the person sees ranked.</summary>
    private static IQueryable<Application> Open(GrantsDb db, Actor actor)
    {
        var read = db.Applications.VisibleTo(actor, db).Select(a => a.Id);
        var ranked = db.Applications.RankedFor(actor, db).Select(a => a.Id);
        return db.Applications.Where(a => read.Contains(a.Id) || ranked.Contains(a.Id));
    }

    private static IEnumerable<WaitingItem> Items(Backlog backlog, Actor actor) =>
        Waits.All.Select(w => new WaitingItem(
            w.What,
            w.Count(backlog),
            [.. Roles.Permissions.Where(r => r.Value.Contains(w.Needs)).Select(r => r.Key)],
            actor.May(w.Needs) ? w.Href : null
        ));
}
