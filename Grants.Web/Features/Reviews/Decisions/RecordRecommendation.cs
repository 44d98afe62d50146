using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Reviews.Decisions;

/// <summary>The committee's advice, kept by its secretary or chair; the authority is told.</summary>
public sealed class RecordRecommendation(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    /// <param name="amount">In the call's currency; ignored unless the advice is to fund.</param>
    public async Task RunAsync(
        Guid applicationId,
        Advice advice,
        decimal amount,
        string conditions,
        string rationale,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.RankedFor(stamp.By, db)
            .Include(a => a.Recommendations)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var call = await db.Calls.FirstAsync(c => c.Id == application.CallId, cancel);
        var recused = await db
            .Reviews.Where(r =>
                r.ApplicationId == applicationId && r.Status == ReviewStatus.Recused
            )
            .Select(r => r.ReviewerId)
            .ToListAsync(cancel);
        application.Recommend(
            advice,
            new Money(amount, call.AwardCap.Currency),
            conditions,
            rationale,
            recused,
            call,
            stamp
        );
        var said =
            advice == Advice.Fund
                ? $"fund with {new Money(amount, call.AwardCap.Currency)}"
                : Words.Of(advice.ToString()).ToLowerInvariant();
        foreach (var authority in await db.Holding(Permission.Decide).ToListAsync(cancel))
            db.Mail.Add(
                ReviewsMails.Recommended(
                    authority,
                    application,
                    said,
                    stamp.By.Name,
                    site,
                    stamp.At
                )
            );
        await db.SaveChangesAsync(cancel);
    }
}
