using Grants.Data.Queries;
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

            An application counts if it is received at or before that instant. Your draft is here:

            {site.Of(ApplicationsRoutes.Mine)}

            What the call says:

            {site.Of(ProgramsRoutes.PublicCall(call.Slug))}
            """,
            nameof(Call),
            call.Id,
            at
        );
}
