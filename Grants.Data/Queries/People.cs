using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;

namespace Grants.Data.Queries;

/// <summary>Somebody who gets a mail. Properties instead of a constructor, so that queries can go on from it.</summary>
public sealed record Recipient
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }
}

/// <summary>Whom to write to. People who were deactivated are left out.</summary>
public static class People
{
    /// <summary>Everybody with a role that includes the permission.</summary>
    public static IQueryable<Recipient> Holding(this GrantsDb db, Permission permission)
    {
        var roles = Roles
            .Permissions.Where(r => r.Value.Contains(permission))
            .Select(r => r.Key)
            .ToList();
        return db.Active()
            .Where(u => db.RoleAssignments.Any(a => a.PersonId == u.Id && roles.Contains(a.Role)))
            .AsRecipients();
    }

    /// <summary>Everybody of an organization.</summary>
    public static IQueryable<Recipient> OfOrganization(this GrantsDb db, Guid organizationId) =>
        db.Active()
            .Where(u =>
                db.Organizations.Any(o =>
                    o.Id == organizationId && o.Members.Any(m => m.PersonId == u.Id)
                )
            )
            .AsRecipients();

    /// <summary>Those who may sign for an organization.</summary>
    public static IQueryable<Recipient> OfficialsOf(this GrantsDb db, Guid organizationId) =>
        db.Active()
            .Where(u =>
                db.Organizations.Any(o =>
                    o.Id == organizationId
                    && o.Members.Any(m =>
                        m.PersonId == u.Id && m.Role == OrganizationRole.AuthorizedOfficial
                    )
                )
            )
            .AsRecipients();

    /// <summary>Everybody who can write on a draft in a call, each once.</summary>
    public static IQueryable<Recipient> WithDraftIn(this GrantsDb db, Guid callId)
    {
        var drafts = db.Applications.Where(a =>
            a.CallId == callId
            && (
                a.Status == ApplicationStatus.Draft || a.Status == ApplicationStatus.AwaitingSignOff
            )
        );
        return db.Active()
            .Where(u =>
                drafts.Any(a => a.Collaborators.Any(c => c.PersonId == u.Id))
                || db.Organizations.Any(o =>
                    o.Members.Any(m => m.PersonId == u.Id)
                    && drafts.Any(a => a.OrganizationId == o.Id)
                )
            )
            .AsRecipients();
    }

    /// <summary>
    /// Who works on an application in fact: its lead, people from outside, and whoever of the organization wrote an answer or
    /// a comment.
    /// </summary>
    public static IQueryable<Recipient> WorkingOn(this GrantsDb db, Guid applicationId)
    {
        var application = db.Applications.Where(a => a.Id == applicationId);
        return db.Active()
            .Where(u =>
                application.Any(a =>
                    a.LeadId == u.Id || a.Collaborators.Any(c => c.PersonId == u.Id)
                )
                || application.Any(a =>
                    db.Organizations.Any(o =>
                        o.Id == a.OrganizationId && o.Members.Any(m => m.PersonId == u.Id)
                    )
                    && (
                        a.Answers.Any(s => s.SavedById == u.Id)
                        || db.CommentThreads.Any(t =>
                            t.ApplicationId == a.Id && t.Comments.Any(c => c.ById == u.Id)
                        )
                    )
                )
            )
            .AsRecipients();
    }

    /// <summary>One person, if still active.</summary>
    public static IQueryable<Recipient> Person(this GrantsDb db, Guid personId) =>
        db.Active().Where(u => u.Id == personId).AsRecipients();

    private static IQueryable<Account> Active(this GrantsDb db) =>
        db.Users.Where(u => u.LockoutEnd == null || u.LockoutEnd != Account.Forever);

    private static IQueryable<Recipient> AsRecipients(this IQueryable<Account> accounts) =>
        accounts
            .OrderBy(u => u.Name)
            .Select(u => new Recipient
            {
                Id = u.Id,
                Name = u.Name,
                Email = u.Email!,
            });
}
