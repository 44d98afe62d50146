using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Details;

/// <summary>Staff begin to look at a batch that passed the checks.</summary>
public sealed class BeginQualityControl(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid deliverableId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var deliverable = await db
            .Deliverables.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(d => d.Id == deliverableId, "The deliverable", cancel);
        deliverable.BeginQualityControl(stamp);
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>
/// Staff sign a batch off. In the same save the conditions of payments that waited for it are met, so these become due, and
/// grantee and finance are told. Its items are what the catalog makes records of.
/// </summary>
public sealed class AcceptDeliverable(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    /// <param name="exception">What is excepted and why; null accepts it as it is.</param>
    public async Task RunAsync(Guid deliverableId, string? exception, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var deliverable = await db
            .Deliverables.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(d => d.Id == deliverableId, "The deliverable", cancel);
        deliverable.CannotCheck(stamp.By, nameof(Deliverable.Accept)).ThrowIfAny();
        var batch = await db.LastBatchAsync(deliverableId, cancel);

        if (exception is null)
            deliverable.Accept(batch, stamp);
        else
            deliverable.AcceptWithException(batch, exception, stamp);
        var due = await MeetConditionsAsync(db, deliverable, stamp, cancel);

        var award = await db
            .Awards.Where(a => a.Id == batch.AwardId)
            .Select(a => a.Number)
            .FirstAsync(cancel);
        var mails = new DeliverablesMails(deliverable, award, site, stamp.At);
        foreach (
            var person in await db.OfOrganization(deliverable.OrganizationId).ToListAsync(cancel)
        )
            db.Mail.Add(mails.Accepted(person, batch, exception));
        foreach (var person in await db.Holding(Permission.RequestPayments).ToListAsync(cancel))
            db.Mail.AddRange(due.Select(tranche => mails.PaymentIsDue(person, tranche)));
        await db.SaveChangesAsync(cancel);
    }

    /// <returns>The payments that are due now.</returns>
    internal static async Task<List<Tranche>> MeetConditionsAsync(
        GrantsDb db,
        Deliverable deliverable,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        var tranches = await db
            .Tranches.Include(t => t.Conditions)
            .Where(t =>
                t.AwardId == deliverable.AwardId
                && t.Conditions.Any(c =>
                    c.Kind == ConditionKind.DeliverableAccepted && c.DeliverableId == deliverable.Id
                )
            )
            .OrderBy(t => t.Number)
            .ToListAsync(cancel);
        List<Tranche> due = [];
        foreach (var tranche in tranches)
        {
            var before = tranche.Status;
            tranche.Meet(ConditionKind.DeliverableAccepted, deliverable.Id, stamp);
            if (before != tranche.Status)
                due.Add(tranche);
        }
        return due;
    }
}

/// <summary>Staff send a batch back to be corrected.</summary>
public sealed class ReturnForCorrection(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    public async Task RunAsync(Guid deliverableId, string reason, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var deliverable = await db
            .Deliverables.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(d => d.Id == deliverableId, "The deliverable", cancel);
        deliverable.CannotCheck(stamp.By, nameof(Deliverable.ReturnForCorrection)).ThrowIfAny();
        var batch = await db.LastBatchAsync(deliverableId, cancel);

        deliverable.ReturnForCorrection(batch, reason, stamp);

        var award = await db
            .Awards.Where(a => a.Id == batch.AwardId)
            .Select(a => a.Number)
            .FirstAsync(cancel);
        var mails = new DeliverablesMails(deliverable, award, site, stamp.At);
        foreach (
            var person in await db.OfOrganization(deliverable.OrganizationId).ToListAsync(cancel)
        )
            db.Mail.Add(mails.Returned(person, batch, reason));
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>
/// Staff let the grantee off a deliverable. It counts as delivered for the payments that waited for it, which are still to be
/// requested and approved by two others.
/// </summary>
public sealed class WaiveDeliverable(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    public async Task RunAsync(Guid deliverableId, string reason, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var deliverable = await db
            .Deliverables.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(d => d.Id == deliverableId, "The deliverable", cancel);

        deliverable.Waive(reason, stamp);
        var due = await AcceptDeliverable.MeetConditionsAsync(db, deliverable, stamp, cancel);

        var award = await db
            .Awards.Where(a => a.Id == deliverable.AwardId)
            .Select(a => a.Number)
            .FirstAsync(cancel);
        var mails = new DeliverablesMails(deliverable, award, site, stamp.At);
        foreach (
            var person in await db.OfOrganization(deliverable.OrganizationId).ToListAsync(cancel)
        )
            db.Mail.Add(mails.Waived(person, reason));
        foreach (var person in await db.Holding(Permission.RequestPayments).ToListAsync(cancel))
            db.Mail.AddRange(due.Select(tranche => mails.PaymentIsDue(person, tranche)));
        await db.SaveChangesAsync(cancel);
    }
}
