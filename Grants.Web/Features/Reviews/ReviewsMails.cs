using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Notifications;
using Grants.Domain.Reviews;
using Grants.Web.Features.Applications;
using Grants.Web.Platform;

namespace Grants.Web.Features.Reviews;

/// <summary>What reviewers and those who assign them are told by mail. None of them says how anybody scored.</summary>
internal static class ReviewsMails
{
    public static OutgoingMail Invite(
        Recipient reviewer,
        Review review,
        string title,
        string? organization,
        string call,
        string funder,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new(
            reviewer.Email,
            reviewer.Name,
            $"{funder} asks you to review an application",
            $"""
            Dear {reviewer.Name},

            {funder} asks you to review an application in {call}:

            {title}{(
                organization is null
                    ? "; this call reviews blind, so it doesn't say who applies"
                    : $", by {organization}"
            )}

            Please say first whether you can take it on and whether anything ties you to the applicant. You see the application itself once you have said that nothing does:

            {site.Of(ReviewsRoutes.Review(review.Id))}
            """,
            nameof(Review),
            review.Id,
            at
        );

    /// <summary>Somebody else is needed.</summary>
    public static OutgoingMail ReviewerIsOut(
        Recipient staff,
        Review review,
        Application application,
        string reviewer,
        string why,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new(
            staff.Email,
            staff.Name,
            $"{application.ReferenceNumber}: a reviewer is needed",
            $"""
            Dear {staff.Name},

            {reviewer} {why} for {application.ReferenceNumber}, {application.Title}. Please assign somebody else:

            {site.Of(ReviewsRoutes.Of(application.Id))}
            """,
            nameof(Review),
            review.Id,
            at
        );

    public static OutgoingMail Recommended(
        Recipient authority,
        Application application,
        string advice,
        string by,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new(
            authority.Email,
            authority.Name,
            $"{application.ReferenceNumber}: a decision is asked of you",
            $"""
            Dear {authority.Name},

            {by} recorded the committee's recommendation on {application.ReferenceNumber}, {application.Title}: {advice}.

            {site.Of(ReviewsRoutes.Decision(application.Id))}
            """,
            nameof(Application),
            application.Id,
            at
        );

    public static OutgoingMail Decided(
        Recipient staff,
        Application application,
        string decision,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new(
            staff.Email,
            staff.Name,
            $"{application.ReferenceNumber} is decided",
            $"""
            Dear {staff.Name},

            {application.ReferenceNumber}, {application.Title}, is decided: {decision}. The applicant isn't told yet; that is yours to do:

            {site.Of(ApplicationsRoutes.Work(application.Id))}
            """,
            nameof(Application),
            application.Id,
            at
        );
}
