using System.Security.Cryptography;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Web.Features.Deliverables.Control;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Details;

/// <summary>Staff begin to look at a batch that passed the checks: the sample is drawn, and its seed kept.</summary>
public sealed class BeginQualityControl(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid deliverableId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var (deliverable, batch) = await db.ToDecideAsync(
            deliverableId,
            nameof(Deliverable.BeginQualityControl),
            stamp.By,
            cancel
        );
        deliverable.BeginQualityControl(stamp);
        var items = await db
            .BatchItems.AsNoTracking()
            .Where(i => i.BatchId == batch.Id)
            .ToDraw()
            .ToListAsync(cancel);
        var control = new QualityControl(
            batch,
            RandomNumberGenerator.GetInt32(int.MaxValue),
            stamp
        );
        db.QualityControls.Add(control);
        db.SampledItems.AddRange(control.Draw(items, deliverable.LooksAtAll));
        await db.SaveChangesAsync(cancel);
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
        var (deliverable, batch) = await db.ToDecideAsync(
            deliverableId,
            nameof(Deliverable.ReturnForCorrection),
            stamp.By,
            cancel
        );

        deliverable.ReturnForCorrection(batch, reason, stamp);
        db.PreservationEvents.Add(
            PreservationEvent.Decided(batch, JudgeItem.EventType, "fail", reason, stamp)
        );
        await db.RejectDefectiveAsync(batch, cancel);
        var mails = await db.MailsAsync(deliverable, site, stamp.At, cancel);
        await db.TellGranteeAsync(deliverable, p => mails.Returned(p, batch, reason), cancel);
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

        var mails = await db.MailsAsync(deliverable, site, stamp.At, cancel);
        await db.TellGranteeAsync(deliverable, p => mails.Waived(p, reason), cancel);
        await db.TellFinanceAsync(mails, due, cancel);
        await db.SaveChangesAsync(cancel);
    }
}
