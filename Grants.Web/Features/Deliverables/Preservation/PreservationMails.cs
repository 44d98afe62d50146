using Grants.Data.Queries;
using Grants.Domain.Awards;
using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Grants.Domain.Notifications;
using Grants.Web.Platform;

namespace Grants.Web.Features.Deliverables.Preservation;

internal static class PreservationMails
{
    private const int Named = 20;

    public static OutgoingMail Alarm(
        Recipient to,
        Award award,
        IReadOnlyList<BatchFile> files,
        SiteAddress site,
        DateTimeOffset at
    ) =>
        new(
            to.Email,
            to.Name,
            $"{award.Number}: {Numbers.Say(files.Count, "kept file")} changed or can't be read",
            $"""
            Dear {to.Name},

            Kept files of {award.Number} were read again, and {Numbers.Say(files.Count, "isn't", "aren't")} what arrived:

            {string.Join("\n", files.Take(Named).Select(f => $"- {f.Name}{(f.KeptAt is { } place ? $" at {place}" : "")} {f.FixityProblem}"))}{(
                files.Count > Named ? $"\n- and {Numbers.Say(files.Count - Named)} more" : ""
            )}

            Bring them back from the backup into the file store, each under its SHA-256, or to its place outside, and check again on this page:

            {site.Of(DeliverablesRoutes.Preservation(award.Id))}
            """,
            nameof(Award),
            award.Id,
            at
        );
}
