using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Notifications;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Features.Applications.Team;
using Grants.Web.Platform;
using Grants.Web.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Comments;

/// <summary>
/// Once nobody has commented on an application for ten minutes, the others get one mail about all that was said. It doesn't
/// repeat the words: staff can read what mail was sent, and comments are not theirs to read.
/// </summary>
public sealed class TellOfComments(
    IDbContextFactory<GrantsDb> databases,
    SiteAddress site,
    TimeProvider clock
)
{
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    /// <returns>How many mails were written.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        List<Guid> quiet;
        await using (var db = await databases.CreateDbContextAsync(cancel))
        {
            var since = now - Quiet;
            quiet = await db
                .CommentThreads.Where(t => t.Comments.Any(c => c.ToldAt == null))
                .GroupBy(t => t.ApplicationId)
                .Select(g => g.Key)
                .Where(id =>
                    !db.CommentThreads.Any(t =>
                        t.ApplicationId == id && t.Comments.Any(c => c.At > since)
                    )
                )
                .ToListAsync(cancel);
        }
        var written = 0;
        foreach (var id in quiet)
            written += await TellAsync(id, now, cancel);
        return written;
    }

    private async Task<int> TellAsync(
        Guid applicationId,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var application = await db.Applications.SingleAsync(a => a.Id == applicationId, cancel);
        var form = await db.FormOfAsync(application, cancel);
        var threads = await db
            .CommentThreads.Where(t =>
                t.ApplicationId == applicationId && t.Comments.Any(c => c.ToldAt == null)
            )
            .Include(t => t.Comments.Where(c => c.ToldAt == null))
            .ToListAsync(cancel);
        var visits = await db
            .Visits.AsNoTracking()
            .Where(v => v.ApplicationId == applicationId)
            .ToListAsync(cancel);
        var written = 0;
        foreach (var to in await db.WorkingOn(applicationId).ToListAsync(cancel))
        {
            var seen = visits.Where(v => v.PersonId == to.Id).ToDictionary(v => v.Place, v => v.At);
            var news = threads
                .SelectMany(t =>
                    t.Comments.Where(c => c.ById != to.Id && c.At > seen.GetValueOrDefault(t.Place))
                        .Select(c => (t.Place, By: c.ByName))
                )
                .ToList();
            if (news.Count == 0)
                continue;
            db.Mail.Add(Digest(to, application, form, news, site, now));
            written++;
        }
        foreach (var comment in threads.SelectMany(t => t.Comments))
            comment.MarkTold(now);
        try
        {
            await db.SaveChangesAsync(cancel);
            return written;
        }
        catch (DbUpdateConcurrencyException)
        {
            return 0; // another node told of them
        }
    }

    private static OutgoingMail Digest(
        Recipient to,
        Application application,
        FormDefinition form,
        List<(string Place, string By)> news,
        SiteAddress site,
        DateTimeOffset at
    )
    {
        var lines = news.GroupBy(n => (n.Place, n.By))
            .Select(g =>
                $"{g.Key.By}: {(g.Count() == 1 ? "a comment" : $"{g.Count()} comments")} on {form.NameOf(g.Key.Place)}"
            );
        return new MailText(
            news.Count == 1
                ? $"A comment on {application.Called()}"
                : $"{news.Count} comments on {application.Called()}",
            $"""
            Your colleagues wrote to you about {application.Called()}:

            {string.Join("\n", lines)}

            Read and answer them here:

            {site.Of(ApplicationsRoutes.Edit(application.Id, form.SectionOf(news[0].Place)))}
            """
        ).To(to, application, at);
    }
}

internal static class PlaceNames
{
    /// <summary>The question's or section's words.</summary>
    public static string NameOf(this FormDefinition form, string place) =>
        form.Find(place)?.Label
        ?? form.Sections.FirstOrDefault(s => FormComments.PlaceOf(s) == place)?.Title
        ?? "the form";

    /// <summary>Key of the section that the place is in; null where it is gone.</summary>
    public static string? SectionOf(this FormDefinition form, string place) =>
        form
            .Sections.FirstOrDefault(s =>
                FormComments.PlaceOf(s) == place
                || s.Questions.Any(q =>
                    q.Key == place || place.StartsWith($"{q.Key}/", StringComparison.Ordinal)
                )
            )
            ?.Key;
}

public sealed class TellOfCommentsJob(JobHost host) : RecurringJob(host)
{
    protected override TimeSpan Interval { get; } = TimeSpan.FromMinutes(1);

    protected override Task RunAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<TellOfComments>().RunAsync(cancel);
}
