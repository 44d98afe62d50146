using Grants.Domain.Kernel;

namespace Grants.Domain.Deliverables;

/// <summary>A version of a technical profile that a deliverable promises; it freezes that version.</summary>
public sealed class DeliverableProfile : Entity
{
    private DeliverableProfile() { }

    internal DeliverableProfile(Guid deliverableId, Guid profileVersionId) =>
        (DeliverableId, ProfileVersionId) = (deliverableId, profileVersionId);

    public Guid DeliverableId { get; private set; }

    public Guid ProfileVersionId { get; private set; }
}

/// <param name="Profiles">In words, each with the material that it is for where it is for one.</param>
public sealed record ProfilesChosen(Stamp Stamp, IReadOnlyList<string> Profiles)
    : DomainEvent(Stamp)
{
    public override string Detail =>
        Profiles.Count == 0 ? "None, so the default floor" : string.Join("; ", Profiles);
}
