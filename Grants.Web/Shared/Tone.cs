namespace Grants.Web.Shared;

/// <summary>What a status means to its reader: the colour and the sign beside the words.</summary>
public enum Tone
{
    /// <summary>Nothing happened yet, or it no longer matters.</summary>
    Quiet,

    /// <summary>It waits for somebody else.</summary>
    Waiting,

    /// <summary>Work goes on.</summary>
    Active,

    /// <summary>It went well.</summary>
    Good,

    /// <summary>Somebody must do something.</summary>
    Attention,

    /// <summary>It ended badly, or was refused.</summary>
    Bad,
}

public static class Tones
{
    /// <summary>By the status's name, so that the same word looks the same everywhere.</summary>
    public static Tone Of(Enum status) =>
        status.ToString() switch
        {
            "Draft"
            or "Planned"
            or "Withdrawn"
            or "Closed"
            or "Archived"
            or "Deferred"
            or "Invited"
            or "Cancelled"
            or "Voided"
            or "Waived"
            or "Notice" => Tone.Quiet,
            "Submitted"
            or "Upcoming"
            or "AwaitingSignOff"
            or "Queued"
            or "Requested"
            or "Issued"
            or "Signed"
            or "Recommended"
            or "Waitlisted"
            or "LetterDrafted"
            or "LetterApproved"
            or "ReadyForCommittee"
            or "Exported"
            or "DecisionMade" => Tone.Waiting,
            "InfoRequested"
            or "MoreInformationNeeded"
            or "CorrectionNeeded"
            or "PartlyDelivered"
            or "Due"
            or "ReturnedToDraft"
            or "Reopened"
            or "Queried"
            or "Suspended"
            or "Warning" => Tone.Attention,
            "Approved"
            or "Accepted"
            or "Active"
            or "Published"
            or "Open"
            or "Paid"
            or "Sent"
            or "Validated"
            or "Catalogued"
            or "Reconciled"
            or "AcceptedWithException"
            or "Notified"
            or "Decided"
            or "Locked" => Tone.Good,
            "Declined"
            or "Ineligible"
            or "Failed"
            or "ValidationFailed"
            or "Recused"
            or "Terminated"
            or "Rejected"
            or "Blocked"
            or "DeclinedInvitation"
            or "Error" => Tone.Bad,
            _ => Tone.Active,
        };
}
