namespace Grants.Domain.Applications;

public enum ApplicationStatus
{
    Draft,
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
}

public static class PublicStatuses
{
    /// <param name="notified">Whether the applicant was told the decision; before, it doesn't show.</param>
    public static PublicStatus Of(ApplicationStatus status, bool notified) =>
        status switch
        {
            ApplicationStatus.Draft => PublicStatus.Draft,
            ApplicationStatus.Submitted => PublicStatus.Submitted,
            ApplicationStatus.InfoRequested => PublicStatus.MoreInformationNeeded,
            ApplicationStatus.Withdrawn => PublicStatus.Withdrawn,
            _ when notified => PublicStatus.DecisionMade,
            _ => PublicStatus.UnderReview,
        };
}
