using Grants.Domain.Kernel;

namespace Grants.Domain.Accounts;

/// <summary>The person who asks, with what they may do at this moment.</summary>
/// <param name="Organizations">Applicant organizations that the person belongs to.</param>
public sealed record Actor(
    Guid Id,
    string Name,
    string Email,
    IReadOnlySet<Role> Roles,
    IReadOnlyList<Membership> Organizations
)
{
    /// <summary>Jobs and operator commands: named in the log, holding no permission.</summary>
    public static Actor System { get; } = new(Guid.Empty, "System", "", new HashSet<Role>(), []);

    /// <summary>Applications of others that the person was invited to work on.</summary>
    public IReadOnlyList<Guid> Applications { get; init; } = [];

    private readonly IReadOnlySet<Permission> _permissions = Accounts.Roles.PermissionsOf(Roles);

    /// <summary>Of the organizations, each once.</summary>
    public IReadOnlyList<Guid> OrganizationIds =>
        [.. Organizations.Select(m => m.OrganizationId).Distinct()];

    public bool IsStaff => Roles.Count > 0;

    public bool May(Permission permission) => _permissions.Contains(permission);

    /// <summary>Null when the person holds the permission.</summary>
    public Refusal? Cannot(Permission permission) =>
        May(permission)
            ? null
            : new Refusal(
                $"Your role doesn't include \"{Words.Of(permission.ToString()).ToLowerInvariant()}\"."
            );

    public bool BelongsTo(Guid organizationId) =>
        Organizations.Any(m => m.OrganizationId == organizationId);

    public bool WorksOn(Guid applicationId) => Applications.Contains(applicationId);

    public bool SignsFor(Guid organizationId) =>
        Organizations.Any(m =>
            m.OrganizationId == organizationId && m.Role == OrganizationRole.AuthorizedOfficial
        );
}

/// <summary>A person's place in an applicant organization.</summary>
public readonly record struct Membership(Guid OrganizationId, OrganizationRole Role);

public enum OrganizationRole
{
    /// <summary>Writes applications and delivers files.</summary>
    Editor,

    /// <summary>May bind the organization: signs agreements. May edit as well.</summary>
    AuthorizedOfficial,
}
