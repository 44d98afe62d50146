using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Thread;

/// <summary>
/// A question of the applicant to the funder's staff, or an answer of staff, depending on who writes. The other side is told by
/// mail.
/// </summary>
public sealed class WriteMessage(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    SiteAddress site
)
{
    public async Task RunAsync(Guid applicationId, string text, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var application = await db
            .Applications.TalkedAboutWith(stamp.By, db)
            .FirstOrNotFoundAsync(a => a.Id == applicationId, "The application", cancel);
        var message = application.IsOf(stamp.By)
            ? Message.FromApplicant(application, text, stamp)
            : Message.FromStaff(application, text, stamp);
        db.Messages.Add(message);
        foreach (var to in await OtherSideAsync(db, application, message, cancel))
            db.Mail.Add(
                ThreadMails.Written(message, application, site).To(to, application, stamp.At)
            );
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>
    /// The applicant's side: the lead, the officials and who asked. Staff: whoever answered before, else everybody who screens.
    /// </summary>
    private static async Task<IEnumerable<Recipient>> OtherSideAsync(
        GrantsDb db,
        Application application,
        Message message,
        CancellationToken cancel
    )
    {
        var writers = await db
            .Messages.Where(m =>
                m.ApplicationId == application.Id && m.IsFromStaff != message.IsFromStaff
            )
            .Select(m => m.ById)
            .Distinct()
            .ToListAsync(cancel);
        var wrote = new List<Recipient>();
        foreach (var writer in writers)
            wrote.AddRange(await db.Person(writer).ToListAsync(cancel));
        if (message.IsFromStaff)
            return wrote
                .Concat(await db.OfApplicationAsync(application, cancel))
                .DistinctBy(r => r.Id);
        return wrote.Count > 0
            ? wrote
            : await db.Holding(Permission.ScreenApplications).ToListAsync(cancel);
    }
}

internal static class ThreadMails
{
    public static MailText Written(Message message, Application application, SiteAddress site)
    {
        var name =
            application.ReferenceNumber is { } number ? $"{number}, {application.Title}"
            : application.Title is { Length: > 0 } title ? title
            : "a new application";
        var page = message.IsFromStaff
            ? $"{ApplicationsRoutes.My(application.Id)}#questions"
            : ApplicationsRoutes.Questions(application.Id);
        return new MailText(
            message.IsFromStaff ? $"An answer about {name}" : $"A question about {name}",
            $"""
            {message.ByName} wrote:

            {message.Text}

            Please answer on this page, not by mail:

            {site.Of(page)}
            """
        );
    }
}
