using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Awards;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
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
            ApplicationsRoutes.With(ApplicationStatus.Submitted),
            b => b.Of(ApplicationStatus.Submitted)
        ),
        new(
            "Applications in screening",
            Permission.ScreenApplications,
            ApplicationsRoutes.With(ApplicationStatus.Screening),
            b => b.Of(ApplicationStatus.Screening)
        ),
        new(
            "Applications in review",
            Permission.AssignReviewers,
            ApplicationsRoutes.With(ApplicationStatus.InReview),
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
            AwardsRoutes.With(AwardStatus.Draft),
            b => b.Of(AwardStatus.Draft)
        ),
        new(
            "Award letters to approve",
            Permission.ApproveLetters,
            AwardsRoutes.With(AwardStatus.LetterDrafted),
            b => b.Of(AwardStatus.LetterDrafted)
        ),
        new(
            "Award letters to issue",
            Permission.PrepareAwards,
            AwardsRoutes.With(AwardStatus.LetterApproved),
            b => b.Of(AwardStatus.LetterApproved)
        ),
        new(
            "Signed agreements to countersign",
            Permission.CountersignAwards,
            AwardsRoutes.With(AwardStatus.Signed),
            b => b.Of(AwardStatus.Signed)
        ),
        new(
            "Payments due",
            Permission.RequestPayments,
            DisbursementsRoutes.With(TrancheStatus.Due),
            b => b.Of(TrancheStatus.Due)
        ),
        new(
            "Payments to approve",
            Permission.ApprovePayments,
            DisbursementsRoutes.With(TrancheStatus.Requested),
            b => b.Of(TrancheStatus.Requested)
        ),
        new(
            "Approved payments to send to the bank",
            Permission.MarkPaid,
            DisbursementsRoutes.With(TrancheStatus.Approved),
            b => b.Of(TrancheStatus.Approved)
        ),
        new(
            "Payments to mark as paid",
            Permission.MarkPaid,
            DisbursementsRoutes.With(TrancheStatus.Exported),
            b => b.Of(TrancheStatus.Exported)
        ),
        new(
            "Deliveries to check",
            Permission.CheckDeliverables,
            DeliverablesRoutes.WaitingForUs,
            b => b.Of(DeliverableStatus.Validated, DeliverableStatus.UnderQualityControl)
        ),
        new(
            "Kept files that changed or are gone",
            Permission.CheckDeliverables,
            DeliverablesRoutes.Damaged,
            b => b.DamagedFiles
        ),
        new(
            "Catalog records to publish",
            Permission.EditCatalog,
            CatalogRoutes.Drafts,
            b => b.DraftRecords
        ),
        new(
            "Mails that couldn't be sent",
            Permission.SendMail,
            MailRoutes.Failed,
            b => b.FailedMail
        ),
    ];
}
