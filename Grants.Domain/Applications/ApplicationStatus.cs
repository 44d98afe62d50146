namespace Grants.Domain.Applications;

public enum ApplicationStatus
{
    Draft,

    /// <summary>Complete, and waiting for the organization's authorized official to hand it in.</summary>
    AwaitingSignOff,
    Submitted,
    Screening,
    InfoRequested,
    Ineligible,
    InReview,
    ReadyForCommittee,
    Recommended,
    Waitlisted,
    Deferred,
    Approved,
    Declined,
    Withdrawn,

    /// <summary>A draft that its lead threw away; it can be taken back for a while.</summary>
    Deleted,
}

/// <summary>The only words for an application's state that its applicant sees.</summary>
public enum PublicStatus
{
    Draft,
    Submitted,
    MoreInformationNeeded,
    UnderReview,
    DecisionMade,
    Withdrawn,
    Deleted,
}

public static class PublicStatuses
{
    /// <param name="notified">Whether the applicant was told the decision; before, it doesn't show.</param>
    public static PublicStatus Of(ApplicationStatus status, bool notified) =>
        status switch
        {
            ApplicationStatus.Draft or ApplicationStatus.AwaitingSignOff => PublicStatus.Draft,
            ApplicationStatus.Deleted => PublicStatus.Deleted,
            ApplicationStatus.Submitted => PublicStatus.Submitted,
            ApplicationStatus.InfoRequested => PublicStatus.MoreInformationNeeded,
            ApplicationStatus.Withdrawn => PublicStatus.Withdrawn,
            _ when notified => PublicStatus.DecisionMade,
            _ => PublicStatus.UnderReview,
        };
}
