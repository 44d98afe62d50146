using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Web.Features.Applications.Team;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.SignOff;

/// <summary>An editor gives the complete draft to the organization's authorized officials, who are told by mail.</summary>
public sealed class RequestSignOff(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    /// <param name="seen">Question key to the version of the answer that the person saw.</param>
    /// <exception cref="RefusedException">It is late, incomplete, or somebody changed an answer meanwhile.</exception>
    public async Task RunAsync(
        Guid applicationId,
        IReadOnlyDictionary<string, int> seen,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.OfMine(stamp.By)
            .Include(a => a.Answers)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var call = await db.Calls.SingleAsync(c => c.Id == application.CallId, cancel);
        var form = await db
            .FormVersions.Where(f => f.Id == application.FormVersionId)
            .Select(f => f.Definition)
            .SingleAsync(cancel);
        var officials = await db.OfficialsOf(application.OrganizationId).ToListAsync(cancel);

        application.ChangedSince(seen, form).ThrowIfAny();
        application.RequestSignOff(call, form, officials.Count, stamp);

        foreach (var to in officials.Where(o => o.Id != stamp.By.Id))
            db.Mail.Add(
                TeamMails.SignOffAsked(
                    to,
                    stamp.By.Name,
                    application,
                    call.Title,
                    call.Deadline.ToString(),
                    site,
                    stamp.At
                )
            );
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>Something has to change before it is handed in; the lead is told what.</summary>
public sealed class ReturnToDraft(
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
            .Applications.OfMine(stamp.By)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        application.ReturnToDraft(reason, stamp);
        foreach (var to in await db.OfApplicationAsync(application, cancel))
            if (to.Id != stamp.By.Id)
                db.Mail.Add(
                    TeamMails.Returned(to, stamp.By.Name, reason, application, site, stamp.At)
                );
        await db.SaveChangesAsync(cancel);
    }
}
