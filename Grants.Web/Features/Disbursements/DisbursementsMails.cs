using System.Globalization;
using Grants.Data.Queries;
using Grants.Domain.Awards;
using Grants.Domain.Disbursements;
using Grants.Domain.Notifications;
using Grants.Web.Features.Awards;
using Grants.Web.Platform;

namespace Grants.Web.Features.Disbursements;

/// <summary>What payments make people know by mail.</summary>
internal static class DisbursementsMails
{
    /// <summary>The remittance: what was paid, when, and how to find it on the bank statement.</summary>
    public static OutgoingMail Paid(
        Tranche tranche,
        Award award,
        Recipient to,
        string funder,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        To(
            to,
            $"{tranche.Amount} was paid for {award.Number}",
            $"""
            Dear {to.Name},

            {funder} has paid {tranche.Amount} to your organization on {tranche.PaidOn!.Value.ToString(
                "d MMMM yyyy",
                CultureInfo.InvariantCulture
            )}: payment {tranche.Number} of the award {award.Number}, "{award.Title}".

            The reference of the payment is {tranche.PaymentReference}.

            What is paid next, and what must arrive before:

            {site.Of(AwardsRoutes.MyAward(award.Id))}
            """,
            tranche,
            at
        );

    public static OutgoingMail Queried(
        Tranche tranche,
        string awardNumber,
        string by,
        string reason,
        Recipient to,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        To(
            to,
            $"A question about payment {tranche.Number} of {awardNumber}",
            $"""
            Dear {to.Name},

            {by} sent back your request for {tranche.Amount}, payment {tranche.Number} of {awardNumber}, with this question:

            {reason}

            Once it is cleared up, request the payment again:

            {site.Of(DisbursementsRoutes.Payment(tranche.Id))}
            """,
            tranche,
            at
        );

    private static OutgoingMail To(
        Recipient to,
        string subject,
        string body,
        Tranche about,
        DateTimeOffset at
    ) => new(to.Email, to.Name, subject, body, nameof(Tranche), about.Id, at);
}
