using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Features.Applications.Thread;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Mine;

/// <summary>An application in the words that its applicant may read.</summary>
/// <param name="NewAnswers">Of our staff, that this person hasn't seen.</param>
public sealed record MyApplicationRow(
    Guid Id,
    string Title,
    string Organization,
    string Call,
    DateTimeOffset? DeadlineAt,
    string Zone,
    PublicStatus Status,
    string? ReferenceNumber,
    Money AmountRequested,
    DateTimeOffset StartedAt,
    DateTimeOffset? SubmittedAt,
    int NewAnswers
)
{
    public string Name => Title.Length > 0 ? Title : "New application";
}

/// <summary>The applications of the person's organizations, and those that they were invited to, newest first.</summary>
public sealed class ListMyApplications(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<Page<MyApplicationRow>> RunAsync(int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Rows(db, await caller.ActorAsync(cancel)).ToPageAsync(page, cancel);
    }

    /// <summary>All of them as a file, the same rows and words.</summary>
    public async Task<IResult> CsvAsync(CancellationToken cancel) =>
        new CsvDownload<MyApplicationRow>(
            "applications.csv",
            [
                new("Reference number", a => a.ReferenceNumber),
                new("Title", a => a.Title),
                new("Organization", a => a.Organization),
                new("Call", a => a.Call),
                new("Deadline (UTC)", a => a.DeadlineAt),
                new("Status", a => a.Status),
                new("Requested", a => a.AmountRequested),
                new("Currency", a => a.AmountRequested.Currency),
                new("Started (UTC)", a => a.StartedAt),
                new("Submitted (UTC)", a => a.SubmittedAt),
            ],
            AllAsync(await caller.ActorAsync(cancel))
        );

    private async IAsyncEnumerable<MyApplicationRow> AllAsync(Domain.Accounts.Actor actor)
    {
        await using var db = await databases.CreateDbContextAsync();
        await foreach (var row in Rows(db, actor).AsAsyncEnumerable())
            yield return row;
    }

    private static IQueryable<MyApplicationRow> Rows(GrantsDb db, Domain.Accounts.Actor actor)
    {
        var unseen = db.UnseenAnswers(actor.Id);
        return from a in db.Applications.AsNoTracking().OfMine(actor)
            where a.Status != ApplicationStatus.Deleted
            join o in db.Organizations on a.OrganizationId equals o.Id
            join c in db.Calls on a.CallId equals c.Id
            orderby a.StartedAt descending, a.Id
            select new MyApplicationRow(
                a.Id,
                a.Title,
                o.LegalName,
                c.Title,
                c.DeadlineAt,
                c.Zone,
                PublicStatuses.Of(a.Status, a.NotifiedAt != null),
                a.ReferenceNumber,
                a.AmountRequested,
                a.StartedAt,
                a.SubmittedAt,
                unseen.Count(m => m.ApplicationId == a.Id)
            );
    }
}
