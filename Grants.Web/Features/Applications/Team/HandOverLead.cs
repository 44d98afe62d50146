using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Team;

/// <summary>Another person of the organization leads the application from now on. Both leads are told.</summary>
public sealed class HandOverLead(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    public async Task RunAsync(Guid applicationId, Guid personId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.OfMine(stamp.By)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var organization = await db
            .Organizations.AsNoTracking()
            .Include(o => o.Members)
            .SingleAsync(o => o.Id == application.OrganizationId, cancel);
        var next =
            await db.Person(personId).FirstOrDefaultAsync(cancel)
            ?? throw new RefusedException(
                new Refusal("This person's account is closed, so they can't lead it.")
            );
        var before = application.LeadId;

        application.HandOverLead(organization, next.Id, next.Name, stamp);

        var told = await db.Person(before).ToListAsync(cancel);
        foreach (var to in told.Append(next).Where(p => p.Id != stamp.By.Id))
            db.Mail.Add(TeamMails.Lead(to, next, stamp.By.Name, application, site, stamp.At));
        await db.SaveChangesAsync(cancel);
    }
}
