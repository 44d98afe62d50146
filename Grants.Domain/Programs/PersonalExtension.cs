using Grants.Domain.Kernel;

namespace Grants.Domain.Programs;

/// <summary>
/// A later deadline for one organization, or for one application of it. Entries are only added: a later one for the same
/// takes the place of an earlier one, and one without an instant takes the extension back.
/// </summary>
public sealed class PersonalExtension : Entity
{
    private PersonalExtension() { }

    internal PersonalExtension(
        int number,
        Guid organizationId,
        Guid? applicationId,
        DateTimeOffset? until,
        string reason,
        Stamp stamp
    )
    {
        Number = number;
        OrganizationId = organizationId;
        ApplicationId = applicationId;
        Until = until;
        Reason = reason;
        ByName = stamp.By.Name;
        At = stamp.At;
    }

    /// <summary>1 for the call's first entry.</summary>
    public int Number { get; private set; }

    public Guid OrganizationId { get; private set; }

    /// <summary>Null when it holds for whatever the organization hands in.</summary>
    public Guid? ApplicationId { get; private set; }

    /// <summary>The last instant at which an application counts; no grace comes on top. Null takes the extension back.</summary>
    public DateTimeOffset? Until { get; private set; }

    public string Reason { get; private set; } = "";

    public string ByName { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}
