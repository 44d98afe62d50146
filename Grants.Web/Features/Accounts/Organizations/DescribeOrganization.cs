using Grants.Data;
using Grants.Data.Queries;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;
using static Grants.Web.Features.Accounts.Organizations.OrganizationForm;

namespace Grants.Web.Features.Accounts.Organizations;

/// <summary>The organization's people change what it says of itself.</summary>
public sealed class DescribeOrganization(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed it since the form was read.</exception>
    public async Task RunAsync(Guid organizationId, OrganizationForm form, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var organization = await db
            .Organizations.VisibleTo(stamp.By)
            .FirstOrNotFoundAsync(o => o.Id == organizationId, "The organization", cancel);
        db.Expect(organization, form.Version);
        organization.Describe(
            form.LegalName!,
            form.Kind,
            form.Country!,
            Typed(form.Region),
            Typed(form.RegistrationNumber),
            Typed(form.IsilCode),
            Typed(form.Website),
            Typed(form.About),
            stamp
        );
        await db.SaveChangesAsync(cancel);
    }
}
