using System.Globalization;
using Grants.Data.Queries;
using Grants.Domain.Awards;
using Grants.Domain.Notifications;
using Grants.Web.Platform;

namespace Grants.Web.Features.Awards;

/// <param name="AttachmentId">The stored file that goes with it, or null.</param>
public sealed record MailText(string Subject, string Body, Guid? AttachmentId = null);

/// <summary>What the two sides of an award are told by mail.</summary>
internal static class AwardsMails
{
    public static MailText Issued(Award award, Recipient to, string funder, SiteAddress site) =>
        new(
            $"Your award {award.Number} from {funder}",
            $"""
            Dear {to.Name},

            We are glad to tell you that {funder} has awarded {award.Amount} for "{award.Title}". The award letter {award.Number} is attached.

            The award comes into force once your organization's authorized official and {funder} have both signed it. The official reads and signs it here:

            {site.Of(AwardsRoutes.MyAward(award.Id))}

            The same page shows what is paid when, and what must arrive before.
            """,
            award.Letter!.FileId
        );

    public static MailText Signed(Award award, Recipient to, SiteAddress site) =>
        new(
            $"{award.Number} was signed by the grantee",
            $"""
            Dear {to.Name},

            {award.SignerName} ({award.SignerTitle}) signed the award letter {award.Number}, "{award.Title}". It waits for the countersignature:

            {site.Of(AwardsRoutes.Award(award.Id))}
            """
        );

    public static MailText Countersigned(
        Award award,
        Recipient to,
        string funder,
        SiteAddress site
    ) =>
        new(
            $"Your award {award.Number} is in force",
            $"""
            Dear {to.Name},

            {award.CountersignerName} countersigned the award letter {award.Number} for {funder} on {award.CountersignedAt!.Value.UtcDateTime.ToString(
                "d MMMM yyyy",
                CultureInfo.InvariantCulture
            )}. The award is in force; the copy with both signatures is attached.

            The payments, and what must arrive before each, are here:

            {site.Of(AwardsRoutes.MyAward(award.Id))}
            """,
            award.Letter!.SignedCopyId
        );

    public static MailText Cancelled(Award award, Recipient to, string funder, string reason) =>
        new(
            $"Your award {award.Number} was cancelled",
            $"""
            Dear {to.Name},

            {funder} has cancelled the award {award.Number} for "{award.Title}". The letter that you were sent no longer counts.

            The reason: {reason}

            If you have a question, answer this mail.
            """
        );

    public static OutgoingMail To(
        this MailText text,
        Recipient to,
        Award award,
        DateTimeOffset at
    ) =>
        new(to.Email, to.Name, text.Subject, text.Body, nameof(Award), award.Id, at)
        {
            AttachmentId = text.AttachmentId,
        };
}
