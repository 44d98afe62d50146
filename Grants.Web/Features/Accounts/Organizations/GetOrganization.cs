using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Organizations;

public sealed record OrganizationDetails(
    Guid Id,
    int Version,
    string LegalName,
    OrganizationKind Kind,
    string Country,
    string? Region,
    string? RegistrationNumber,
    string? IsilCode,
    string? Website,
    string? About,
    IReadOnlyList<Colleague> Members
);

/// <summary>One applicant organization, for staff.</summary>
public sealed class GetOrganization(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<OrganizationDetails> RunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.ReadApplications).ThrowIfAny();
        var found = await db
            .Organizations.AsNoTracking()
            .VisibleTo(actor)
            .FirstOrNotFoundAsync(o => o.Id == id, "The organization", cancel);
        return new OrganizationDetails(
            found.Id,
            found.Version,
            found.LegalName,
            found.Kind,
            found.Country,
            found.Region,
            found.RegistrationNumber,
            found.IsilCode,
            found.Website,
            found.About,
            await db.ColleaguesAsync(id, cancel)
        );
    }
}
