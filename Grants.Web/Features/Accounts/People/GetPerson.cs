using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.People;

public sealed record PersonDetails(
    Guid Id,
    string Name,
    string Email,
    PersonState State,
    IReadOnlySet<Role> Roles,
    IReadOnlyList<PersonsOrganization> Organizations,
    Refusal? CannotDeactivate
);

public sealed record PersonsOrganization(Guid Id, string Name, OrganizationRole Role);

/// <summary>One person with an account.</summary>
public sealed class GetPerson(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<PersonDetails> RunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.ManagePeople).ThrowIfAny();
        var person = await db
            .Users.AsNoTracking()
            .Where(u => u.Id == id)
            .FirstOrNotFoundAsync("The person", cancel);
        var roles = await db
            .RoleAssignments.Where(r => r.PersonId == id)
            .Select(r => r.Role)
            .ToListAsync(cancel);
        var organizations = await (
            from organization in db.Organizations
            from member in organization.Members
            where member.PersonId == id
            orderby organization.LegalName
            select new PersonsOrganization(organization.Id, organization.LegalName, member.Role)
        ).ToListAsync(cancel);
        return new PersonDetails(
            id,
            person.Name,
            person.Email!,
            person.IsDeactivated ? PersonState.Deactivated
                : person.EmailConfirmed ? PersonState.Active
                : PersonState.NotConfirmed,
            roles.ToHashSet(),
            organizations,
            PersonRules.CannotDeactivate(actor, id)
        );
    }
}
