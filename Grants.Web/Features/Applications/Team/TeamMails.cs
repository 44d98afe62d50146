using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Notifications;
using Grants.Web.Features.Accounts;
using Grants.Web.Platform;

namespace Grants.Web.Features.Applications.Team;

/// <summary>What the applicant's people are told about who works on the application.</summary>
internal static class TeamMails
{
    /// <summary>The link opens an account, so the mail is about the invitation and isn't shown to staff.</summary>
    public static OutgoingMail Invite(
        Invitation invitation,
        string secret,
        string by,
        Application application,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new(
            invitation.Email,
            invitation.Name,
            $"{by} invites you to work on {application.Called()}",
            $"""
            Dear {invitation.Name},

            {by} invites you to write on {application.Called()}. To accept, open this page by {invitation.ExpiresAt:d MMMM yyyy}:

            {site.Of($"{AccountsRoutes.Invitation}?secret={secret}")}

            The link works once and is meant for you alone.
            """,
            nameof(Invitation),
            invitation.Id,
            at
        );

    public static OutgoingMail Lead(
        Recipient to,
        Recipient next,
        string by,
        Application application,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new MailText(
            to.Id == next.Id
                ? $"You lead {application.Called()} now"
                : $"{next.Name} leads {application.Called()} now",
            to.Id == next.Id
                ? $"""
                {by} handed the lead of {application.Called()} over to you. You can hand it in, recall and withdraw it:

                {site.Of(ApplicationsRoutes.My(application.Id))}
                """
                : $"""
                {by} handed the lead of {application.Called()} over to {next.Name}. You can go on writing:

                {site.Of(ApplicationsRoutes.My(application.Id))}
                """
        ).To(to, application, at);

    public static OutgoingMail SignOffAsked(
        Recipient to,
        string by,
        Application application,
        string callTitle,
        string deadline,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new MailText(
            $"{by} asks for your sign-off: {application.Called()}",
            $"""
            {application.Called()} for {callTitle} is complete, and {by} asks you as authorized official to read it and hand it in by {deadline}:

            {site.Of(ApplicationsRoutes.My(application.Id))}

            If something has to change first, return it to draft there and say what.
            """
        ).To(to, application, at);

    public static OutgoingMail Returned(
        Recipient to,
        string by,
        string reason,
        Application application,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new MailText(
            $"Back to draft: {application.Called()}",
            $"""
            {by} returned {application.Called()} to draft:

            {reason}

            You find it here:

            {site.Of(ApplicationsRoutes.Edit(application.Id))}
            """
        ).To(to, application, at);

    /// <summary>The title in quotes, or what it is while there is none.</summary>
    public static string Called(this Application application) =>
        application.Title.Length > 0 ? $"\"{application.Title}\"" : "the new application";
}
