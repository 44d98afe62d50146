using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Domain.Notifications;
using Grants.Domain.Programs;
using Grants.Web.Features.Applications;
using Grants.Web.Platform;

namespace Grants.Web.Features.Programs;

/// <summary>What people with a draft are told about a call.</summary>
internal static class ProgramsMails
{
    public static OutgoingMail DeadlineMoved(
        Recipient to,
        Call call,
        Deadline before,
        string reason,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new(
            to.Email,
            to.Name,
            $"{call.Title}: the deadline is now {call.Deadline}",
            $"""
            Dear {to.Name},

            The deadline of {call.Title}, for which your organization has begun an application, was moved.

            Before: {before}
            Now: {call.Deadline}

            Why: {reason}

            {call.GraceText} Your draft is here:

            {site.Of(ApplicationsRoutes.Mine)}

            What the call says:

            {site.Of(ProgramsRoutes.PublicCall(call.Slug))}
            """,
            nameof(Call),
            call.Id,
            at
        );

    public static OutgoingMail CallCloses(
        Recipient to,
        Call call,
        string reason,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new(
            to.Email,
            to.Name,
            $"{call.Title} closes on {call.Deadline}",
            $"""
            Dear {to.Name},

            {call.Title}, for which your organization has begun an application, closes.

            Last instant: {call.Deadline}

            Why: {reason}

            {call.GraceText} Your draft is here:

            {site.Of(ApplicationsRoutes.Mine)}
            """,
            nameof(Call),
            call.Id,
            at
        );

    /// <param name="name">Of the applicant: the organization, and the application where only one is meant.</param>
    public static OutgoingMail ExtendedForOne(
        Recipient to,
        string name,
        Call call,
        Deadline until,
        string reason,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new(
            to.Email,
            to.Name,
            $"{call.Title}: your deadline is now {until}",
            $"""
            Dear {to.Name},

            you have more time in {call.Title}. This holds for you alone ({name}).

            Deadline of all: {call.Deadline}
            Yours: {until}, to the second; no grace comes on top.

            Why: {reason}

            {site.Of(ApplicationsRoutes.Mine)}
            """,
            nameof(Call),
            call.Id,
            at
        );

    /// <param name="name">Of the applicant.</param>
    public static OutgoingMail ExtensionRevoked(
        Recipient to,
        string name,
        Call call,
        string reason,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new(
            to.Email,
            to.Name,
            $"{call.Title}: the deadline of all holds for you again",
            $"""
            Dear {to.Name},

            the later deadline in {call.Title} that you had ({name}) was taken back.

            Your deadline is that of all again: {call.Deadline}

            Why: {reason}

            {call.GraceText}

            {site.Of(ApplicationsRoutes.Mine)}
            """,
            nameof(Call),
            call.Id,
            at
        );

    /// <summary>To people of an organization whose letter of intent led on.</summary>
    public static OutgoingMail Invited(
        Recipient to,
        Application letter,
        Call call,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new(
            to.Email,
            to.Name,
            $"Invitation to a full proposal: {letter.ReferenceNumber}, {letter.Title}",
            $"""
            Dear {to.Name},

            we read your letter of intent "{letter.Title}" ({letter.ReferenceNumber}) and invite you to hand in the full proposal.

            Call: {call.Title}

            Deadline: {call.DeadlineFor(null, at)?.ToString()
                ?? "none; the call is open until it is closed"}

            It begins with what the letter said; you can change all of it. Start here:

            {site.Of(ApplicationsRoutes.Start(call.Id))}

            What the call says:

            {site.Of(ProgramsRoutes.PublicCall(call.Slug))}
            """,
            nameof(Application),
            letter.Id,
            at
        );

    /// <summary>To people outside the staff who were asked to try a call out.</summary>
    public static OutgoingMail InvitedToTest(
        string address,
        Call call,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new(
            address,
            address,
            $"Test: {call.Title}",
            $"""
            Dear tester,

            please try out {call.Title} before it is announced. Sign in, or register, with this address:

            {site.Of(ProgramsRoutes.PublicCall(call.Slug))}

            Nothing that you hand in counts, and everything is thrown away in the end.
            """,
            nameof(Call),
            call.Id,
            at
        );
}
