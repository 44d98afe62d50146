using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>What screening tells applicants and colleagues by mail.</summary>
internal static class ScreeningMails
{
    public static MailText InfoRequested(
        Application application,
        IReadOnlyList<string> sections,
        string message,
        Deadline due,
        string call,
        string funder,
        SiteAddress site
    ) =>
        new(
            $"More information needed: {application.ReferenceNumber}, {application.Title}",
            $"""
            {funder} needs more information on your application "{application.Title}" ({application.ReferenceNumber}) in {call}.

            {message}

            You can change these sections: {string.Join(", ", sections)}

            Please hand the changes in by {due}. What comes later is still taken and marked as late.

            {site.Of(ApplicationsRoutes.Edit(application.Id))}
            """
        );

    public static MailText Reinstated(Application application, string funder, SiteAddress site) =>
        new(
            $"In screening again: {application.ReferenceNumber}, {application.Title}",
            $"""
            we told you that the application "{application.Title}" ({application.ReferenceNumber}) doesn't meet the call's conditions. {funder} looked at it once more and took it back in: it is being screened again, and you hear from us by mail.

            {site.Of(ApplicationsRoutes.My(application.Id))}
            """
        );

    public static MailText Assigned(Application application, string by, SiteAddress site) =>
        new(
            $"{application.ReferenceNumber} is yours to screen",
            $"""
            {by} gave you {application.ReferenceNumber}, {application.Title}, to screen:

            {site.Of(ApplicationsRoutes.Work(application.Id))}
            """
        );

    /// <summary>To whoever asked, and whoever handles it.</summary>
    public static MailText Resubmitted(Application application, bool isLate, SiteAddress site) =>
        new(
            $"{application.ReferenceNumber}: what you asked for is here",
            $"""
            The applicant changed {application.ReferenceNumber}, {application.Title}, and handed it in again{(
                isLate ? ", after the due date" : ""
            )}. The changes are shown beside what was there before:

            {site.Of(ApplicationsRoutes.Work(application.Id, ApplicationsRoutes.Changes))}
            """
        );

    /// <summary>To whoever handles it.</summary>
    public static MailText Withdrawn(
        Application application,
        string by,
        string reason,
        SiteAddress site
    ) =>
        new(
            $"Withdrawn: {application.ReferenceNumber}, {application.Title}",
            $"""
            {by} withdrew {application.ReferenceNumber}, {application.Title}. The reason given:

            {reason}

            Nothing is left to do about it. What was handed in stays to read:

            {site.Of(ApplicationsRoutes.Work(application.Id))}
            """
        );

    /// <summary>To the applicant: what was handed in again.</summary>
    public static MailText ResubmitReceipt(
        Application application,
        Submission submission,
        string zone,
        string by,
        string funder,
        SiteAddress site
    ) =>
        new(
            $"Received: changes to {application.ReferenceNumber}, {application.Title}",
            $"""
            {funder} received the changes to your application "{application.Title}".

            Received: {new Deadline(submission.SubmittedAt, zone)}, handed in by {by}

            SHA-256 of what was handed in: {submission.Sha256}

            {site.Of(ApplicationsRoutes.My(application.Id))}
            """
        );
}
