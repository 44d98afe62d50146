using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Grants.Domain.Notifications;
using Grants.Web.Features.Disbursements;
using Grants.Web.Platform;

namespace Grants.Web.Features.Deliverables;

/// <summary>What grantee and staff are told of one deliverable.</summary>
/// <param name="award">The award's number.</param>
internal sealed class DeliverablesMails(
    Deliverable deliverable,
    string award,
    SiteAddress site,
    DateTimeOffset at
)
{
    private string Name => $"{deliverable.Code} {deliverable.Title} of {award}";

    public OutgoingMail Checked(Recipient to, Batch batch) =>
        batch.ErrorCount == 0
            ? To(
                to,
                $"{Name}: batch {batch.Number} passed the checks",
                $"""
                Dear {to.Name},

                Batch {batch.Number} of {Name} passed all checks: {Numbers.Say(batch.ItemCount, "item")} in {Numbers.Say(
                    batch.FileCount,
                    "file"
                )}{Noted(batch)}. We now look at it ourselves and tell you when it is accepted.

                {site.Of(DeliverablesRoutes.My(deliverable.Id))}
                """
            )
            : To(
                to,
                $"{Name}: batch {batch.Number} needs mending",
                $"""
                Dear {to.Name},

                The checks of batch {batch.Number} of {Name} found {Numbers.Say(
                    batch.ErrorCount,
                    "error"
                )}{Noted(batch)}. Each is explained on this page, where you can also download your sheet with the errors beside its rows and deliver again; files that were good are kept.

                {site.Of(DeliverablesRoutes.My(deliverable.Id))}
                """
            );

    public OutgoingMail ChecksStopped(Recipient to, Batch batch, string reason) =>
        To(
            to,
            $"{Name}: the checks of batch {batch.Number} were stopped",
            $"""
            Dear {to.Name},

            We stopped the checks of batch {batch.Number} of {Name}. The reason: {reason}

            Everything that you sent is still there. You can change the batch and hand it in again here:

            {site.Of(DeliverablesRoutes.My(deliverable.Id))}
            """
        );

    public OutgoingMail ReadyForControl(Recipient to, Batch batch) =>
        To(
            to,
            $"{Name}: batch {batch.Number} waits for quality control",
            $"""
            Dear {to.Name},

            Batch {batch.Number} of {Name} passed the checks: {Numbers.Say(batch.ItemCount, "item")} in {Numbers.Say(
                batch.FileCount,
                "file"
            )}{Noted(batch)}. It waits for somebody to look at it.

            {site.Of(DeliverablesRoutes.One(deliverable.Id))}
            """
        );

    /// <param name="exception">What is excepted, or null.</param>
    public OutgoingMail Accepted(Recipient to, Batch batch, string? exception) =>
        To(
            to,
            $"{Name} is accepted",
            $"""
            Dear {to.Name},

            We accepted batch {batch.Number} of {Name}: {Numbers.Say(batch.AcceptedItems, "item")}. Thank you.{(
                exception is null ? "" : $"\n\nAccepted with this exception: {exception}"
            )}

            {site.Of(DeliverablesRoutes.My(deliverable.Id))}
            """
        );

    /// <param name="materials">With what is still to come of each.</param>
    public OutgoingMail BatchAccepted(
        Recipient to,
        Batch batch,
        IReadOnlyList<MaterialStanding> materials
    ) =>
        To(
            to,
            $"{Name}: batch {batch.Number} is accepted",
            $"""
            Dear {to.Name},

            We accepted batch {batch.Number} of {Name}: {Numbers.Say(batch.AcceptedItems, "item")}. Thank you. Still to come:

            {string.Join(
                "\n",
                materials
                    .Where(m => m.Open > 0)
                    .Select(m => $"- {m.Material}: {Numbers.Say(m.Open)} of {Numbers.Say(m.Promised)} {m.Unit}")
            )}

            You can begin the next batch here:

            {site.Of(DeliverablesRoutes.My(deliverable.Id))}
            """
        );

    public OutgoingMail Returned(Recipient to, Batch batch, string reason) =>
        To(
            to,
            $"{Name}: please correct batch {batch.Number}",
            $"""
            Dear {to.Name},

            We looked at batch {batch.Number} of {Name} and ask you to correct this:

            {reason}

            The report names each item that we found defective, where on the picture, and what to do about it:
            {site.Of(DeliverablesRoutes.Report(batch.Id))}

            You can deliver again here; the files of this batch are there already:

            {site.Of(DeliverablesRoutes.My(deliverable.Id))}
            """
        );

    public OutgoingMail PartlyAccepted(Recipient to, Batch batch, int defective, string reason) =>
        To(
            to,
            $"{Name}: {Numbers.Say(batch.AcceptedItems, "item")} accepted, please deliver {Numbers.Say(defective)} again",
            $"""
            Dear {to.Name},

            We accepted {Numbers.Say(batch.AcceptedItems, "item")} of batch {batch.Number} of {Name}. {Numbers.Say(
                defective,
                "item"
            )} we ask you to correct and deliver again:

            {reason}

            The report names each of them, where on the picture, and what to do about it:
            {site.Of(DeliverablesRoutes.Report(batch.Id))}

            The next batch needs only these items; their files are there already:

            {site.Of(DeliverablesRoutes.My(deliverable.Id))}
            """
        );

    public OutgoingMail Waived(Recipient to, string reason) =>
        To(
            to,
            $"{Name} isn't needed any more",
            $"""
            Dear {to.Name},

            You don't have to deliver {Name} any more. The reason: {reason}

            {site.Of(DeliverablesRoutes.My(deliverable.Id))}
            """
        );

    public OutgoingMail PaymentIsDue(Recipient to, Tranche tranche) =>
        To(
            to,
            $"Payment {tranche.Number} of {award} is due",
            $"""
            Dear {to.Name},

            {Name} {(
                deliverable.Status == DeliverableStatus.Waived ? "isn't needed any more" : "is accepted"
            )}, so payment {tranche.Number} of {award}, {tranche.Amount}, is due and can be requested.

            {site.Of(DisbursementsRoutes.List)}
            """
        );

    private OutgoingMail To(Recipient to, string subject, string body) =>
        new(to.Email, to.Name, subject, body, nameof(Deliverable), deliverable.Id, at);

    private static string Noted(Batch batch) =>
        batch.WarningCount == 0
            ? ""
            : $", with {Numbers.Say(batch.WarningCount, "warning")} to look at";
}
