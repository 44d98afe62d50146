using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using static Grants.Domain.Applications.ApplicationStatus;

namespace Grants.Domain.Applications;

/// <summary>
/// After a letter of intent the applicant is asked for the full proposal: one application of the second stage, which begins
/// with what the letter said.
/// </summary>
public sealed class StageInvitation : Aggregate
{
    private StageInvitation() { }

    public StageInvitation(Call secondStage, Application letter, Stamp stamp)
    {
        CannotInvite(stamp.By, secondStage, letter).ThrowIfAny();
        CallId = secondStage.Id;
        LetterId = letter.Id;
        OrganizationId = letter.OrganizationId;
        InvitedAt = stamp.At;
        ByName = stamp.By.Name;
        Raise(new InvitedToSecondStage(stamp, $"{letter.ReferenceNumber} to {secondStage.Title}"));
    }

    /// <summary>The second stage.</summary>
    public Guid CallId { get; private set; }

    /// <summary>The application in the first stage.</summary>
    public Guid LetterId { get; private set; }

    public Guid OrganizationId { get; private set; }

    public DateTimeOffset InvitedAt { get; private set; }

    public string ByName { get; private set; } = "";

    public static Refusal? CannotInvite(Actor actor, Call secondStage, Application letter)
    {
        if (actor.Cannot(Permission.ScreenApplications) is { } refusal)
            return refusal;
        if (letter.NotOwn(actor) is { } own)
            return own;
        if (secondStage.FirstStageId != letter.CallId)
            return new Refusal("The letter belongs to another call than this second stage.");
        if (secondStage.Status != CallStatus.Published)
            return new Refusal(
                "Publish the second stage first, so that whom you invite can read it."
            );
        return
            letter.Status is Screening or InReview or ReadyForCommittee or Recommended or Approved
            ? null
            : new Refusal(
                $"It is \"{Words.Of(letter.Status.ToString())}\"; letters are invited from screening on, unless they were turned down."
            );
    }
}

/// <param name="What">Reference number of the letter, and the second stage.</param>
public sealed record InvitedToSecondStage(Stamp Stamp, string What) : DomainEvent(Stamp)
{
    public override string Detail => What;
}
