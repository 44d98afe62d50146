using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Organizations;

/// <summary>
/// Takes somebody out of an organization, or lets them leave; whoever is removed by another is told by mail. Who leads an
/// application hands it over first.
/// </summary>
public sealed class RemoveColleague(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    public async Task RunAsync(Guid organizationId, Guid personId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var organization = await db
            .Organizations.VisibleTo(stamp.By)
            .Include(o => o.Members)
            .FirstOrNotFoundAsync(o => o.Id == organizationId, "The organization", cancel);
        var person = await db.Users.FirstOrNotFoundAsync(
            u => u.Id == personId,
            "The person",
            cancel
        );
        organization.CannotRemove(stamp.By, personId).ThrowIfAny();
        await RefuseLeadAsync(db, organizationId, personId, person.Name, cancel);

        organization.Remove(personId, person.Name, stamp);

        if (personId != stamp.By.Id)
            db.Mail.Add(
                AccountsMails.Removed(person, stamp.By.Name, organization.LegalName, site, stamp.At)
            );
        await db.SaveChangesAsync(cancel);
    }

    private static async Task RefuseLeadAsync(
        GrantsDb db,
        Guid organizationId,
        Guid personId,
        string name,
        CancellationToken cancel
    )
    {
        var led = await db
            .Applications.Where(a =>
                a.OrganizationId == organizationId
                && a.LeadId == personId
                && a.NotifiedAt == null
                && a.Status != ApplicationStatus.Withdrawn
                && a.Status != ApplicationStatus.Deleted
            )
            .OrderBy(a => a.Id)
            .Select(a => a.Title)
            .FirstOrDefaultAsync(cancel);
        if (led is not null)
            throw new RefusedException(
                new Refusal(
                    $"{name} leads {(led.Length > 0 ? $"\"{led}\"" : "an application without a title yet")}. Hand the lead over on its page first."
                )
            );
    }
}
