using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Team;

/// <summary>Somebody who can write on the application.</summary>
/// <param name="IsOutside">Invited to this one application, not of the organization.</param>
public sealed record TeamMember(
    Guid Id,
    string Name,
    string Email,
    bool IsLead,
    bool IsOfficial,
    bool IsOutside
)
{
    public string Does =>
        (IsLead, IsOfficial, IsOutside) switch
        {
            (true, true, _) => "Lead applicant and authorized official",
            (true, _, _) => "Lead applicant",
            (_, true, _) => "Authorized official",
            (_, _, true) => "Editor, from outside",
            _ => "Editor",
        };
}

public sealed record TeamInvitation(Guid Id, string Name, string Email, bool HasExpired);

/// <param name="CannotChange">Why the person may neither invite nor remove, or null.</param>
/// <param name="CannotHandOver">Why the person may not hand the lead over, or null.</param>
public sealed record ApplicationTeam(
    Guid Me,
    IReadOnlyList<TeamMember> Members,
    IReadOnlyList<TeamInvitation> Invitations,
    Refusal? CannotChange,
    Refusal? CannotHandOver
);

/// <summary>Everybody who can write on one application, the lead first.</summary>
public sealed class FindTeam(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<ApplicationTeam> RunAsync(Guid applicationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.AsNoTracking()
            .OfMine(stamp.By)
            .Include(a => a.Collaborators)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var roles = (
            await db
                .Organizations.AsNoTracking()
                .Where(o => o.Id == application.OrganizationId)
                .SelectMany(o => o.Members)
                .ToListAsync(cancel)
        ).ToDictionary(m => m.PersonId, m => m.Role);
        var ids = roles
            .Keys.Concat(application.Collaborators.Select(c => c.PersonId))
            .Append(application.LeadId)
            .Distinct()
            .ToList();
        var people = await db
            .Users.AsNoTracking()
            .Where(u => ids.Contains(u.Id))
            .Select(u => new
            {
                u.Id,
                u.Name,
                u.Email,
            })
            .ToListAsync(cancel);
        var invitations = await db
            .Invitations.AsNoTracking()
            .VisibleTo(stamp.By, db)
            .Where(i =>
                i.ApplicationId == applicationId && i.AcceptedAt == null && i.CancelledAt == null
            )
            .OrderBy(i => i.Name)
            .Select(i => new TeamInvitation(i.Id, i.Name, i.Email, i.ExpiresAt < stamp.At))
            .ToListAsync(cancel);
        return new ApplicationTeam(
            stamp.By.Id,
            [
                .. people
                    .Select(p => new TeamMember(
                        p.Id,
                        p.Name,
                        p.Email ?? "",
                        p.Id == application.LeadId,
                        roles.GetValueOrDefault(p.Id) == OrganizationRole.AuthorizedOfficial,
                        !roles.ContainsKey(p.Id)
                    ))
                    .OrderByDescending(m => m.IsLead)
                    .ThenByDescending(m => m.IsOfficial)
                    .ThenBy(m => m.IsOutside)
                    .ThenBy(m => m.Name, StringComparer.InvariantCulture),
            ],
            invitations,
            application.CannotChangeTeam(stamp.By),
            application.CannotHandOver(stamp.By)
        );
    }
}
