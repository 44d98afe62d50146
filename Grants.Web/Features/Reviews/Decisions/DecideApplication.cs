using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Reviews.Decisions;

/// <summary>
/// The authority's act. An approval sets the money aside in the call's fund in the same save; of two that together are more
/// than the fund has, the second is refused.
/// </summary>
public sealed class DecideApplication(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    public async Task ApproveAsync(
        Guid applicationId,
        decimal amount,
        string conditions,
        string rationale,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await LoadAsync(db, applicationId, stamp.By, cancel);
        var call = await db.Calls.FirstAsync(c => c.Id == application.CallId, cancel);
        var fund = await db.Funds.FirstAsync(f => f.Id == call.FundId, cancel);
        var granted = new Money(amount, call.AwardCap.Currency);
        application.Approve(granted, conditions, rationale, call, fund, stamp);
        await TellStaffAsync(db, application, $"approved with {granted}", stamp, cancel);
        await db.SaveChangesAsync(cancel);
    }

    /// <param name="verb">Decline, Waitlist or Defer.</param>
    public async Task RunAsync(
        Guid applicationId,
        string verb,
        string rationale,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await LoadAsync(db, applicationId, stamp.By, cancel);
        switch (verb)
        {
            case nameof(Application.Decline):
                application.Decline(rationale, stamp);
                break;
            case nameof(Application.Waitlist):
                application.Waitlist(rationale, stamp);
                break;
            case nameof(Application.Defer):
                application.Defer(rationale, stamp);
                break;
            default:
                throw new InvalidOperationException($"{verb} isn't a decision.");
        }
        await TellStaffAsync(
            db,
            application,
            Words.Of(application.Status.ToString()).ToLowerInvariant(),
            stamp,
            cancel
        );
        await db.SaveChangesAsync(cancel);
    }

    private static Task<Application> LoadAsync(
        GrantsDb db,
        Guid applicationId,
        Actor actor,
        CancellationToken cancel
    ) =>
        db
            .Applications.RankedFor(actor, db)
            .Include(a => a.Recommendations)
            .Include(a => a.Decisions)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);

    private async Task TellStaffAsync(
        GrantsDb db,
        Application application,
        string decision,
        Stamp stamp,
        CancellationToken cancel
    )
    {
        foreach (var staff in await db.Holding(Permission.NotifyApplicants).ToListAsync(cancel))
            db.Mail.Add(ReviewsMails.Decided(staff, application, decision, site, stamp.At));
    }
}
