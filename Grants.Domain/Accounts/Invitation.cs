using Grants.Domain.Applications;
using Grants.Domain.Kernel;

namespace Grants.Domain.Accounts;

/// <summary>
/// A mailed offer to join: as staff or reviewer with roles, as a colleague in an applicant organization, or from outside it on
/// one application. The link holds a secret of which only the SHA-256 is kept.
/// </summary>
public sealed class Invitation : Aggregate
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private Invitation() { }

    private Invitation(string email, string name, string secretHash, Stamp stamp)
    {
        Email = email.Trim();
        Name = name.Trim();
        SecretHash = secretHash;
        InvitedById = stamp.By.Id;
        ExpiresAt = stamp.At + Lifetime;
        Raise(new PersonInvited(stamp, Name));
    }

    public string Email { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Lower-case hexadecimal SHA-256 of the secret in the link.</summary>
    public string SecretHash { get; private set; } = "";

    public Guid InvitedById { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>Roles it gives at the funder; empty for a colleague of an organization.</summary>
    public IReadOnlyList<Role> Roles { get; private set; } = [];

    public Guid? OrganizationId { get; private set; }

    public OrganizationRole? OrganizationRole { get; private set; }

    /// <summary>The one application that it gives access to; null for the others.</summary>
    public Guid? ApplicationId { get; private set; }

    public static Invitation ToStaff(
        string email,
        string name,
        IReadOnlyList<Role> roles,
        string secretHash,
        Stamp stamp
    )
    {
        stamp.By.Cannot(Permission.ManagePeople).ThrowIfAny();
        if (roles.Count == 0)
            throw new RefusedException(new Refusal("Choose at least one role."));
        return new Invitation(email, name, secretHash, stamp) { Roles = roles };
    }

    public static Invitation ToOrganization(
        string email,
        string name,
        Organization organization,
        OrganizationRole role,
        string secretHash,
        Stamp stamp
    )
    {
        organization.CannotChange(stamp.By).ThrowIfAny();
        return new Invitation(email, name, secretHash, stamp)
        {
            OrganizationId = organization.Id,
            OrganizationRole = role,
        };
    }

    public static Invitation ToApplication(
        string email,
        string name,
        Application application,
        string secretHash,
        Stamp stamp
    )
    {
        application.CannotChangeTeam(stamp.By).ThrowIfAny();
        return new Invitation(email, name, secretHash, stamp) { ApplicationId = application.Id };
    }

    public Refusal? CannotAccept(DateTimeOffset now)
    {
        if (AcceptedAt is not null)
            return new Refusal("This invitation was used already. Sign in instead.");
        if (CancelledAt is not null)
            return new Refusal("This invitation was withdrawn.");
        return now > ExpiresAt
            ? new Refusal("This invitation has expired. Ask for a new one.")
            : null;
    }

    public void Accept(Stamp stamp)
    {
        CannotAccept(stamp.At).ThrowIfAny();
        AcceptedAt = stamp.At;
        Raise(new InvitationAccepted(stamp));
    }

    /// <summary>For Renew and Cancel. Expired ones can be renewed.</summary>
    /// <param name="organization">The one that it is for; null for an invitation to the funder.</param>
    public Refusal? CannotChange(Actor by, Organization? organization)
    {
        if (OrganizationId != organization?.Id || ApplicationId is not null)
            throw new InvalidOperationException("That is another organization's invitation.");
        return (
                organization is null
                    ? by.Cannot(Permission.ManagePeople)
                    : organization.CannotChange(by)
            ) ?? CannotChangeAnyMore();
    }

    /// <summary>The same for an invitation to an application.</summary>
    public Refusal? CannotChange(Actor by, Application application)
    {
        if (ApplicationId != application.Id)
            throw new InvalidOperationException("That is another application's invitation.");
        return application.CannotChangeTeam(by) ?? CannotChangeAnyMore();
    }

    private Refusal? CannotChangeAnyMore()
    {
        if (AcceptedAt is not null)
            return new Refusal("This invitation was accepted already.");
        return CancelledAt is null ? null : new Refusal("This invitation was withdrawn.");
    }

    /// <summary>A new link, good for another two weeks; the old one no longer works.</summary>
    public void Renew(string secretHash, Organization? organization, Stamp stamp)
    {
        CannotChange(stamp.By, organization).ThrowIfAny();
        Renew(secretHash, stamp);
    }

    /// <summary>A new link for an invitation to an application.</summary>
    public void Renew(string secretHash, Application application, Stamp stamp)
    {
        CannotChange(stamp.By, application).ThrowIfAny();
        Renew(secretHash, stamp);
    }

    private void Renew(string secretHash, Stamp stamp)
    {
        SecretHash = secretHash;
        ExpiresAt = stamp.At + Lifetime;
        Raise(new InvitationRenewed(stamp, Name));
    }

    public void Cancel(Organization? organization, Stamp stamp)
    {
        CannotChange(stamp.By, organization).ThrowIfAny();
        Cancel(stamp);
    }

    public void Cancel(Application application, Stamp stamp)
    {
        CannotChange(stamp.By, application).ThrowIfAny();
        Cancel(stamp);
    }

    private void Cancel(Stamp stamp)
    {
        CancelledAt = stamp.At;
        Raise(new InvitationCancelled(stamp, Name));
    }
}

public sealed record PersonInvited(Stamp Stamp, string Name) : DomainEvent(Stamp)
{
    public override string Detail => Name;
}

public sealed record InvitationRenewed(Stamp Stamp, string Name) : DomainEvent(Stamp)
{
    public override string Detail => Name;
}

public sealed record InvitationCancelled(Stamp Stamp, string Name) : DomainEvent(Stamp)
{
    public override string Detail => Name;
}

public sealed record InvitationAccepted(Stamp Stamp) : DomainEvent(Stamp);
