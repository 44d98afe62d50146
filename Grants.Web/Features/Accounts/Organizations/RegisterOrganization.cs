using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;
using static Grants.Web.Features.Accounts.Organizations.OrganizationForm;

namespace Grants.Web.Features.Accounts.Organizations;

/// <summary>An applicant registers the organization that they apply for, and becomes its first editor.</summary>
public sealed class RegisterOrganization(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <returns>The organization's id.</returns>
    public async Task<Guid> RunAsync(OrganizationForm form, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var organization = new Organization(form.LegalName!, form.Kind, form.Country!, stamp)
        {
            Region = Typed(form.Region),
            RegistrationNumber = Typed(form.RegistrationNumber),
            IsilCode = Typed(form.IsilCode),
            Website = Typed(form.Website),
            About = Typed(form.About),
        };
        db.Organizations.Add(organization);
        await db.SaveChangesAsync(cancel);
        return organization.Id;
    }
}
