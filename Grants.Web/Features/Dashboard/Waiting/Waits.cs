using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Awards;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Notifications;
using Grants.Domain.Reviews;
using Grants.Web.Features.Applications;
using Grants.Web.Features.Awards;
using Grants.Web.Features.Catalog;
using Grants.Web.Features.Deliverables;
using Grants.Web.Features.Disbursements;
using Grants.Web.Features.Mail;
using Grants.Web.Features.Reviews;

namespace Grants.Web.Features.Dashboard.Waiting;

/// <summary>One kind of thing that waits for somebody.</summary>
/// <param name="Needs">Who holds it can do the next step.</param>
/// <param name="Href">The list that shows just these.</param>
internal sealed record Wait(string What, Permission Needs, string Href, Func<Backlog, int> Count);

/// <summary>Everything that can wait for staff, in the order of a grant's way.</summary>
internal static class Waits
{
    public static IReadOnlyList<Wait> All { get; } =
    [
        new(
            "Applications to begin screening",
            Permission.ScreenApplications,
            Of(ApplicationStatus.Submitted),
            b => b.Of(ApplicationStatus.Submitted)
        ),
        new(
            "Applications in screening",
            Permission.ScreenApplications,
            Of(ApplicationStatus.Screening),
            b => b.Of(ApplicationStatus.Screening)
        ),
        new(
            "Applications in review",
            Permission.AssignReviewers,
            Of(ApplicationStatus.InReview),
            b => b.Of(ApplicationStatus.InReview)
        ),
        new(
            "Reviews to write",
            Permission.Review,
            ReviewsRoutes.Mine,
            b =>
                b.Of(
                    ReviewStatus.Invited,
                    ReviewStatus.Accepted,
                    ReviewStatus.NoConflictAttested,
                    ReviewStatus.InProgress
                )
        ),
        new(
            "Applications to recommend on",
            Permission.RecordRecommendation,
            ReviewsRoutes.Ranking,
            b => b.Of(ApplicationStatus.ReadyForCommittee)
        ),
        new(
            "Recommendations to decide",
            Permission.Decide,
            ReviewsRoutes.Ranking,
            b => b.Of(ApplicationStatus.Recommended, ApplicationStatus.Waitlisted)
        ),
        new(
            "Decisions to tell applicants",
            Permission.NotifyApplicants,
            ApplicationsRoutes.Notify,
            b =>
                b.Applications.Where(a =>
                        a.Status
                            is ApplicationStatus.Approved
                                or ApplicationStatus.Declined
                                or ApplicationStatus.Ineligible
                    )
                    .Sum(a => a.Untold)
        ),
        new(
            "Approved applications without an award",
            Permission.PrepareAwards,
            AwardsRoutes.Waiting,
            b =>
                b.Applications.Where(a => a.Status == ApplicationStatus.Approved)
                    .Sum(a => a.WithoutAward)
        ),
        new(
            "Award letters to draft",
            Permission.PrepareAwards,
            Of(AwardStatus.Draft),
            b => b.Of(AwardStatus.Draft)
        ),
        new(
            "Award letters to approve",
            Permission.ApproveLetters,
            Of(AwardStatus.LetterDrafted),
            b => b.Of(AwardStatus.LetterDrafted)
        ),
        new(
            "Award letters to issue",
            Permission.PrepareAwards,
            Of(AwardStatus.LetterApproved),
            b => b.Of(AwardStatus.LetterApproved)
        ),
        new(
            "Signed agreements to countersign",
            Permission.CountersignAwards,
            Of(AwardStatus.Signed),
            b => b.Of(AwardStatus.Signed)
        ),
        new(
            "Payments due",
            Permission.RequestPayments,
            Of(TrancheStatus.Due),
            b => b.Of(TrancheStatus.Due)
        ),
        new(
            "Payments to approve",
            Permission.ApprovePayments,
            Of(TrancheStatus.Requested),
            b => b.Of(TrancheStatus.Requested)
        ),
        new(
            "Approved payments to send to the bank",
            Permission.MarkPaid,
            Of(TrancheStatus.Approved),
            b => b.Of(TrancheStatus.Approved)
        ),
        new(
            "Payments to mark as paid",
            Permission.MarkPaid,
            Of(TrancheStatus.Exported),
            b => b.Of(TrancheStatus.Exported)
        ),
        new(
            "Deliveries to check",
            Permission.CheckDeliverables,
            $"{DeliverablesRoutes.Queue}?show=waiting",
            b => b.Of(DeliverableStatus.Validated, DeliverableStatus.UnderQualityControl)
        ),
        new(
            "Catalog records to publish",
            Permission.EditCatalog,
            $"{CatalogRoutes.Work}?status={CatalogStatus.Draft}",
            b => b.DraftRecords
        ),
        new(
            "Mails that couldn't be sent",
            Permission.SendMail,
            $"{MailRoutes.List}?state={MailStatus.Failed}",
            b => b.FailedMail
        ),
    ];

    private static string Of(ApplicationStatus status) =>
        $"{ApplicationsRoutes.All}?status={status}";

    private static string Of(AwardStatus status) => $"{AwardsRoutes.List}?status={status}";

    private static string Of(TrancheStatus status) => $"{DisbursementsRoutes.List}?status={status}";
}
