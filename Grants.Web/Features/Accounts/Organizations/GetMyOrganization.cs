using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Accounts.Organizations;

/// <param name="Others">More organizations that the person belongs to.</param>
public sealed record MyOrganization(
    Guid Id,
    OrganizationForm Form,
    IReadOnlyList<Colleague> Members,
    IReadOnlyList<NamedOrganization> Others
)
{
    public required Guid PersonId { get; init; }

    /// <summary>Why this person can't remove somebody, by the somebody's id; null in it where they can.</summary>
    public required IReadOnlyDictionary<Guid, Refusal?> CannotRemove { get; init; }
}

public sealed record Colleague(Guid PersonId, string Name, string Email, OrganizationRole Role);

public sealed record NamedOrganization(Guid Id, string Name);

/// <summary>The organization that the person applies for, with its people.</summary>
public sealed class GetMyOrganization(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="id">One of several; null for the first.</param>
    /// <returns>Null when the person belongs to none yet.</returns>
    /// <exception cref="NotFoundException">The person isn't of this one.</exception>
    public async Task<MyOrganization?> RunAsync(Guid? id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var own = actor.Organizations.Select(m => m.OrganizationId).ToList();
        if (id is { } asked && !own.Contains(asked))
            throw new NotFoundException("The organization");
        if (own.Count == 0)
            return null;
        var names = await db
            .Organizations.Where(o => own.Contains(o.Id))
            .OrderBy(o => o.Id)
            .Select(o => new NamedOrganization(o.Id, o.LegalName))
            .ToListAsync(cancel);
        var shown = id ?? names[0].Id;
        var form = await db
            .Organizations.Where(o => o.Id == shown)
            .Select(o => new OrganizationForm
            {
                Version = o.Version,
                LegalName = o.LegalName,
                Kind = o.Kind,
                Country = o.Country,
                Region = o.Region,
                RegistrationNumber = o.RegistrationNumber,
                IsilCode = o.IsilCode,
                Website = o.Website,
                About = o.About,
            })
            .SingleAsync(cancel);
        var organization = await db
            .Organizations.AsNoTracking()
            .Include(o => o.Members)
            .SingleAsync(o => o.Id == shown, cancel);
        return new MyOrganization(
            shown,
            form,
            await db.ColleaguesAsync(shown, cancel),
            [.. names.Where(n => n.Id != shown)]
        )
        {
            PersonId = actor.Id,
            CannotRemove = organization.Members.ToDictionary(
                m => m.PersonId,
                m => organization.CannotRemove(actor, m.PersonId)
            ),
        };
    }
}

internal static class Colleagues
{
    /// <summary>Everybody of an organization, by name.</summary>
    public static async Task<IReadOnlyList<Colleague>> ColleaguesAsync(
        this GrantsDb db,
        Guid organizationId,
        CancellationToken cancel
    ) =>
        await (
            from organization in db.Organizations
            where organization.Id == organizationId
            from member in organization.Members
            join person in db.Users on member.PersonId equals person.Id
            orderby person.Name, person.Id
            select new Colleague(person.Id, person.Name, person.Email!, member.Role)
        ).ToListAsync(cancel);
}
