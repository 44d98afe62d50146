using Grants.Domain.Kernel;

namespace Grants.Domain.Accounts;

public enum OrganizationKind
{
    Archive,
    Library,
    HistoricalSociety,
    Museum,
    University,
    CommunityGroup,
}

/// <summary>An applicant organization; once its items are in the catalog, their holding institution.</summary>
public sealed class Organization : Aggregate
{
    public const int MaxNameLength = 200;

    private readonly List<OrganizationMember> _members = [];

    private Organization() { }

    /// <summary>Whoever registers it becomes its first editor.</summary>
    public Organization(string legalName, OrganizationKind kind, string country, Stamp stamp)
    {
        LegalName = legalName.Trim();
        Kind = kind;
        Country = country;
        _members.Add(new OrganizationMember(stamp.By.Id, OrganizationRole.Editor));
        Raise(new OrganizationRegistered(stamp));
    }

    public string LegalName { get; private set; } = "";

    public OrganizationKind Kind { get; private set; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; private set; } = "";

    public string? Region { get; set; }

    /// <summary>EIN or another registration number.</summary>
    public string? RegistrationNumber { get; set; }

    /// <summary>ISIL or MARC organization code; begins file names.</summary>
    public string? IsilCode { get; set; }

    public string? Website { get; set; }

    /// <summary>Shown with its items in the public catalog.</summary>
    public string? About { get; set; }

    public IReadOnlyList<OrganizationMember> Members => _members;

    public Refusal? CannotChange(Actor actor) =>
        actor.BelongsTo(Id) ? null : new Refusal("Only people of the organization can change it.");

    public void Describe(
        string legalName,
        OrganizationKind kind,
        string country,
        string? region,
        string? registrationNumber,
        string? isilCode,
        string? website,
        string? about,
        Stamp stamp
    )
    {
        CannotChange(stamp.By).ThrowIfAny();
        LegalName = legalName.Trim();
        Kind = kind;
        Country = country;
        Region = region;
        RegistrationNumber = registrationNumber;
        IsilCode = isilCode;
        Website = website;
        About = about;
        Raise(new OrganizationDescribed(stamp));
    }

    /// <summary>Adds somebody, or gives a member another role.</summary>
    public void Admit(Guid personId, string personName, OrganizationRole role, Stamp stamp)
    {
        if (_members.Find(m => m.PersonId == personId) is { } member)
            member.Role = role;
        else
            _members.Add(new OrganizationMember(personId, role));
        Raise(new MemberAdmitted(stamp, personName, role));
    }

    /// <summary>
    /// Officials remove anybody, and editors each other where there is no official; everybody may leave. Somebody who can
    /// manage it always stays.
    /// </summary>
    public Refusal? CannotRemove(Actor actor, Guid personId)
    {
        if (_members.Find(m => m.PersonId == personId) is not { } member)
            return new Refusal("This person isn't in the organization any more.");
        var officials = _members.Count(m => m.Role == OrganizationRole.AuthorizedOfficial);
        if (actor.Id != personId && !actor.SignsFor(Id) && (officials > 0 || !actor.BelongsTo(Id)))
            return new Refusal("An authorized official of the organization removes people.");
        if (_members.Count == 1)
            return new Refusal(
                "The last person stays, so that somebody can manage the organization. Invite somebody else first."
            );
        return officials == 1 && member.Role == OrganizationRole.AuthorizedOfficial
            ? new Refusal(
                "The only authorized official stays, so that somebody can sign. Invite another one first."
            )
            : null;
    }

    public void Remove(Guid personId, string personName, Stamp stamp)
    {
        CannotRemove(stamp.By, personId).ThrowIfAny();
        _members.RemoveAll(m => m.PersonId == personId);
        Raise(new MemberRemoved(stamp, personName));
    }
}

public sealed class OrganizationMember(Guid personId, OrganizationRole role)
{
    public Guid PersonId { get; private set; } = personId;

    public OrganizationRole Role { get; internal set; } = role;
}

public sealed record OrganizationRegistered(Stamp Stamp) : DomainEvent(Stamp);

public sealed record OrganizationDescribed(Stamp Stamp) : DomainEvent(Stamp);

public sealed record MemberAdmitted(Stamp Stamp, string PersonName, OrganizationRole Role)
    : DomainEvent(Stamp)
{
    public override string Detail =>
        $"{PersonName} as {Words.Of(Role.ToString()).ToLowerInvariant()}";
}

/// <param name="PersonName">Whoever isn't in it any more.</param>
public sealed record MemberRemoved(Stamp Stamp, string PersonName) : DomainEvent(Stamp)
{
    public override string Detail => PersonName;
}
