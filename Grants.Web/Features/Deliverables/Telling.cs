using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Notifications;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables;

/// <summary>Who is told of what happens to a delivery, in the save in which it happens.</summary>
internal static class Telling
{
    public static async Task<DeliverablesMails> MailsAsync(
        this GrantsDb db,
        Deliverable deliverable,
        SiteAddress site,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        var award = await db
            .Awards.Where(a => a.Id == deliverable.AwardId)
            .Select(a => a.Number)
            .FirstAsync(cancel);
        return new DeliverablesMails(deliverable, award, site, at);
    }

    public static async Task TellGranteeAsync(
        this GrantsDb db,
        Deliverable deliverable,
        Func<Recipient, OutgoingMail> mail,
        CancellationToken cancel
    )
    {
        var people = await db.OfOrganization(deliverable.OrganizationId).ToListAsync(cancel);
        db.Mail.AddRange(people.Select(mail));
    }

    /// <param name="due">Payments that waited for the delivery and are due now.</param>
    public static async Task TellFinanceAsync(
        this GrantsDb db,
        DeliverablesMails mails,
        IReadOnlyList<Tranche> due,
        CancellationToken cancel
    )
    {
        var people = await db.Holding(Permission.RequestPayments).ToListAsync(cancel);
        db.Mail.AddRange(people.SelectMany(p => due.Select(t => mails.PaymentIsDue(p, t))));
    }
}
