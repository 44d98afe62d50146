using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Features.Applications.Screening;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Mine;

/// <summary>The lead takes it back before the deadline, to change it.</summary>
public sealed class RecallApplication(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var call = await db.Calls.SingleAsync(c => c.Id == application.CallId, cancel);
        application.Recall(call, stamp);
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>
/// The lead gives it up, before the decision is told. Who handles it is told by mail, or everybody who may where nobody does;
/// of what was never handed in staff know nothing.
/// </summary>
public sealed class WithdrawApplication(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    public async Task RunAsync(Guid applicationId, string reason, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.VisibleTo(stamp.By, db)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        application.Withdraw(reason, stamp);
        if (application.SubmittedAt is not null)
        {
            var staff = await db.ScreenersOf(application).ToListAsync(cancel);
            var handling = staff.Where(p => p.Id == application.AssigneeId).ToList();
            var text = ScreeningMails.Withdrawn(application, stamp.By.Name, reason, site);
            foreach (var to in handling.Count > 0 ? handling : staff)
                db.Mail.Add(text.To(to, application, stamp.At));
        }
        await db.SaveChangesAsync(cancel);
    }
}
