using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Notifications;
using Grants.Domain.Programs;
using Grants.Web.Features.Applications;
using Grants.Web.Platform;

namespace Grants.Web.Features.Forms;

/// <summary>What leads are told when the form of their draft changes.</summary>
internal static class FormsMails
{
    /// <param name="waited">It waited for the sign-off until now.</param>
    public static OutgoingMail FormChanged(
        Recipient to,
        Application draft,
        bool waited,
        Call call,
        FormChange change,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new(
            to.Email,
            to.Name,
            $"{call.Title}: the application form has changed",
            $"""
            Dear {to.Name},

            The application form of {call.Title} has changed, and your draft{(
                draft.Title.Length > 0 ? $" \"{draft.Title}\"" : ""
            )} goes on with the new one. All your answers are kept.

            {Say(change)}
            {(
                waited
                    ? "\nIt waited for the sign-off of an authorized official and is a draft again: look at what changed, then ask for the sign-off once more.\n"
                    : ""
            )}
            Your draft is here:

            {site.Of(ApplicationsRoutes.My(draft.Id))}

            An application counts if it is received at or before {call.Deadline}.
            """,
            nameof(Application),
            draft.Id,
            at
        );

    private static string Say(FormChange change)
    {
        if (change.IsNone)
            return "For what you have answered so far, nothing changes.";
        string[] parts =
        [
            List("Asked now as well:", change.Added),
            List("Not asked any more:", change.Removed),
            List("Answers that need another look:", change.NotFitting),
        ];
        return string.Join("\n\n", parts.Where(p => p.Length > 0));
    }

    private static string List(string head, IReadOnlyList<string> lines) =>
        lines.Count == 0 ? "" : $"{head}\n{string.Join('\n', lines.Select(l => $"- {l}"))}";
}
