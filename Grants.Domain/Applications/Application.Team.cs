using Grants.Domain.Accounts;
using Grants.Domain.Kernel;

namespace Grants.Domain.Applications;

/// <summary>
/// Who works on it: the lead, everybody of the applicant organization, and people from outside who were invited to this one
/// application.
/// </summary>
public sealed partial class Application
{
    private readonly List<Collaborator> _collaborators = [];

    /// <summary>People from outside the organization, who edit like its own.</summary>
    public IReadOnlyList<Collaborator> Collaborators => _collaborators;

    /// <summary>Whether it is theirs: of their organization, or one that they were invited to.</summary>
    public bool IsOf(Actor actor) => actor.BelongsTo(OrganizationId) || actor.WorksOn(Id);

    /// <summary>For inviting somebody from outside and for ending their work.</summary>
    public Refusal? CannotChangeTeam(Actor actor)
    {
        if (!actor.BelongsTo(OrganizationId))
            return new Refusal(
                "People of the applicant organization decide who works on its application."
            );
        return Status == ApplicationStatus.Deleted
            ? new Refusal("This draft was deleted. Restore it first.")
            : null;
    }

    /// <summary>Somebody accepted the invitation of people who may give it.</summary>
    public void Admit(Guid personId, string personName, Stamp stamp)
    {
        if (_collaborators.Exists(c => c.PersonId == personId))
            return;
        _collaborators.Add(new Collaborator(personId));
        Raise(new CollaboratorJoined(stamp, personName));
    }

    /// <summary>Their access ends at once. They may also leave by themselves.</summary>
    public void RemoveCollaborator(Guid personId, string personName, Stamp stamp)
    {
        if (stamp.By.Id != personId)
            CannotChangeTeam(stamp.By).ThrowIfAny();
        if (_collaborators.RemoveAll(c => c.PersonId == personId) == 0)
            throw new NotFoundException("The person");
        Raise(new CollaboratorLeft(stamp, personName));
    }

    public Refusal? CannotHandOver(Actor actor) =>
        Status is ApplicationStatus.Deleted or ApplicationStatus.Withdrawn
            ? new Refusal("Nothing more happens with this application.")
        : LeadsOrSigns(actor) ? null
        : new Refusal("The lead applicant or an authorized official hands the lead over.");

    /// <param name="organization">The applicant, with its members.</param>
    public void HandOverLead(Organization organization, Guid to, string toName, Stamp stamp)
    {
        CannotHandOver(stamp.By).ThrowIfAny();
        if (organization.Id != OrganizationId || organization.Members.All(m => m.PersonId != to))
            throw new RefusedException(
                new Refusal("Only somebody of the applicant organization can lead its application.")
            );
        if (to == LeadId)
            throw new RefusedException(new Refusal($"{toName} leads it already."));
        LeadId = to;
        Raise(new LeadHandedOver(stamp, toName));
    }

    /// <summary>For comments among the applicant's people; the funder never sees them.</summary>
    public Refusal? CannotComment(Actor actor) =>
        IsOf(actor) && Status != ApplicationStatus.Deleted
            ? null
            : new Refusal("Only people who work on the application comment on it.");

    /// <summary>For writing to the funder's staff.</summary>
    public Refusal? CannotAsk(Actor actor)
    {
        if (!IsOf(actor))
            return new Refusal("Only people who work on the application write here.");
        return Status == ApplicationStatus.Deleted
            ? new Refusal("This draft was deleted. Restore it first.")
            : null;
    }

    /// <summary>For answering the applicant.</summary>
    public Refusal? CannotReply(Actor actor) =>
        actor.Cannot(Permission.NotifyApplicants) ?? NotOwn(actor);
}

/// <summary>Somebody from outside the applicant organization who works on one application.</summary>
public sealed class Collaborator(Guid personId)
{
    public Guid PersonId { get; private set; } = personId;
}
