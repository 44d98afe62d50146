using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Notifications;
using Grants.Domain.Programs;
using Grants.Web.Platform;

namespace Grants.Web.Features.Applications;

/// <summary>What a mail says, before it is written to somebody; what is previewed is what is sent.</summary>
public sealed record MailText(string Subject, string Body);

/// <summary>What applicants are told by mail.</summary>
internal static class ApplicationsMails
{
    public static MailText Receipt(
        Application application,
        Submission submission,
        Call call,
        string by,
        string funder,
        SiteAddress site
    ) =>
        new(
            $"Received: {application.ReferenceNumber}, {application.Title}",
            $"""
            {funder} received your application "{application.Title}" in {call.Title}.

            Reference number: {application.ReferenceNumber}

            Received: {call.Deadline.Say(submission.SubmittedAt)}, handed in by {by}

            Amount requested: {application.AmountRequested}

            SHA-256 of what was handed in: {submission.Sha256}

            What you handed in goes with this mail as PDF. You can read it, and recall it until {call.Deadline}, here:

            {site.Of(ApplicationsRoutes.My(application.Id))}
            """
        );

    /// <summary>The decision, in the words that fit it.</summary>
    public static MailText Decision(
        Application application,
        string organization,
        Call call,
        string funder,
        SiteAddress site
    ) =>
        application.Status switch
        {
            ApplicationStatus.Approved => new(
                $"Approved: {application.ReferenceNumber}, {application.Title}",
                $"""
                we are glad to tell you that {funder} approved the application "{application.Title}" ({application.ReferenceNumber}) of {organization} in {call.Title}.

                Amount granted: {application.Granted}
                {Conditions(application)}
                The award letter with its terms follows; nothing is owed before it is signed by both sides. You find the application here:

                {site.Of(ApplicationsRoutes.My(application.Id))}
                """
            ),
            ApplicationStatus.Declined => new(
                $"Decision on {application.ReferenceNumber}, {application.Title}",
                $"""
                thank you for the application "{application.Title}" ({application.ReferenceNumber}) of {organization} in {call.Title}. After careful review {funder} can't fund it in this call.

                This says nothing against the worth of your collections, and you are welcome to apply again. You find the application here:

                {site.Of(ApplicationsRoutes.My(application.Id))}
                """
            ),
            _ => new(
                $"Decision on {application.ReferenceNumber}, {application.Title}",
                $"""
                thank you for the application "{application.Title}" ({application.ReferenceNumber}) of {organization} in {call.Title}. {funder} found that it doesn't meet the call's conditions, so it was not reviewed.

                {IneligibilityReason.Of(application.IneligibleCode)?.ToApplicant}

                The conditions are in the call's guidelines. If you think that this is a mistake, answer this mail. You find the application here:

                {site.Of(ApplicationsRoutes.My(application.Id))}
                """
            ),
        };

    public static OutgoingMail To(
        this MailText text,
        Recipient to,
        Application about,
        DateTimeOffset at,
        Guid? attachment = null
    ) =>
        new(
            to.Email,
            to.Name,
            text.Subject,
            $"Dear {to.Name},\n\n{text.Body}",
            nameof(Application),
            about.Id,
            at
        )
        {
            AttachmentId = attachment,
        };

    private static string Conditions(Application application) =>
        application.Decisions.MaxBy(d => d.At)?.Conditions is { Length: > 0 } conditions
            ? $"\nConditions: {conditions}\n"
            : "";
}
