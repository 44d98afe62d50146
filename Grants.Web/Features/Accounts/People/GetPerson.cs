using Grants.Data;
using Grants.Data.Identity;
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
            .Select(u => new
            {
                u.Name,
                u.Email,
                u.EmailConfirmed,
                u.LockoutEnd,
                Roles = db
                    .RoleAssignments.Where(r => r.PersonId == id)
                    .Select(r => r.Role)
                    .ToList(),
                Organizations = db
                    .Organizations.Where(o => o.Members.Any(m => m.PersonId == id))
                    .OrderBy(o => o.LegalName)
                    .Select(o => new PersonsOrganization(
                        o.Id,
                        o.LegalName,
                        o.Members.First(m => m.PersonId == id).Role
                    ))
                    .ToList(),
            })
            .FirstOrNotFoundAsync("The person", cancel);
        return new PersonDetails(
            id,
            person.Name,
            person.Email!,
            person.LockoutEnd == Account.Forever ? PersonState.Deactivated
                : person.EmailConfirmed ? PersonState.Active
                : PersonState.NotConfirmed,
            person.Roles.ToHashSet(),
            person.Organizations,
            PersonRules.CannotDeactivate(actor, id)
        );
    }
}
