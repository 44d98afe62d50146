using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>What the list shows, as it stands in its address.</summary>
/// <param name="Call">Only of this call.</param>
/// <param name="Text">Part of the title, the organization's name or the reference number.</param>
/// <param name="Sort">submitted (newest first), reference, title, organization or amount (largest first).</param>
public sealed record ApplicationFilter(
    Guid? Call,
    ApplicationStatus? Status,
    string? Text,
    string? Sort
);

public sealed record ApplicationRow(
    Guid Id,
    string? ReferenceNumber,
    string Title,
    string Organization,
    string Call,
    ApplicationStatus Status,
    bool IsTold,
    Money AmountRequested,
    DateTimeOffset SubmittedAt
);

public sealed record CallChoice(Guid Id, string Title);

/// <param name="Counts">Per status, under the other filters.</param>
public sealed record ApplicationList(
    Page<ApplicationRow> Page,
    IReadOnlyDictionary<ApplicationStatus, int> Counts,
    IReadOnlyList<CallChoice> Calls
);

/// <summary>The applications that somebody at the funder may read: filtered, sorted, a page at a time.</summary>
public sealed class ListApplications(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<ApplicationList> RunAsync(
        ApplicationFilter filter,
        int page,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.ReadApplications).ThrowIfAny();
        var counts = await Narrowed(db, actor, filter with { Status = null })
            .GroupBy(a => a.Status)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var calls = await db
            .Calls.AsNoTracking()
            .OrderByDescending(c => c.DeadlineAt)
            .Select(c => new CallChoice(c.Id, c.Title))
            .ToListAsync(cancel);
        return new ApplicationList(
            await Rows(db, actor, filter).ToPageAsync(page, cancel),
            counts,
            calls
        );
    }

    /// <summary>Everything that the filter finds, as a file.</summary>
    public async Task<IResult> CsvAsync(ApplicationFilter filter, CancellationToken cancel) =>
        new CsvDownload<ApplicationRow>(
            "applications.csv",
            [
                new("Reference number", a => a.ReferenceNumber),
                new("Title", a => a.Title),
                new("Organization", a => a.Organization),
                new("Call", a => a.Call),
                new("Status", a => a.Status),
                new("Applicant told", a => a.IsTold),
                new("Requested", a => a.AmountRequested),
                new("Currency", a => a.AmountRequested.Currency),
                new("Submitted (UTC)", a => a.SubmittedAt),
            ],
            AllAsync(filter, await caller.ActorAsync(cancel))
        );

    private async IAsyncEnumerable<ApplicationRow> AllAsync(ApplicationFilter filter, Actor actor)
    {
        await using var db = await databases.CreateDbContextAsync();
        await foreach (var row in Rows(db, actor, filter).AsAsyncEnumerable())
            yield return row;
    }

    private static IQueryable<Application> Narrowed(
        GrantsDb db,
        Actor actor,
        ApplicationFilter filter
    )
    {
        var applications = db.Applications.AsNoTracking().VisibleTo(actor, db).OfOthers(actor);
        // A test is seen where somebody looks at it, and adds to no other list or export.
        applications = filter.Call is { } call
            ? applications.Where(a => a.CallId == call)
            : applications.Where(a => !a.IsTest);
        if (filter.Status is { } status)
            applications = applications.Where(a => a.Status == status);
        if (LikePattern.Containing(filter.Text) is { } pattern)
        {
            applications = applications.Where(a =>
                EF.Functions.Like(a.Title, pattern, LikePattern.Escape)
                || EF.Functions.Like(a.ReferenceNumber, pattern, LikePattern.Escape)
                || db.Organizations.Any(o =>
                    o.Id == a.OrganizationId
                    && EF.Functions.Like(o.LegalName, pattern, LikePattern.Escape)
                )
            );
        }
        return applications;
    }

    private static IQueryable<ApplicationRow> Rows(
        GrantsDb db,
        Actor actor,
        ApplicationFilter filter
    )
    {
        var joined =
            from a in Narrowed(db, actor, filter)
            join o in db.Organizations on a.OrganizationId equals o.Id
            join c in db.Calls on a.CallId equals c.Id
            select new
            {
                Application = a,
                Organization = o,
                Call = c,
            };
        var sorted = filter.Sort switch
        {
            "reference" => joined.OrderBy(x => x.Application.ReferenceNumber),
            "title" => joined.OrderBy(x => x.Application.Title),
            "organization" => joined.OrderBy(x => x.Organization.LegalName),
            "amount" => joined.OrderByDescending(x => x.Application.AmountRequested.Amount),
            _ => joined.OrderByDescending(x => x.Application.SubmittedAt),
        };
        return sorted
            .ThenBy(x => x.Application.Id)
            .Select(x => new ApplicationRow(
                x.Application.Id,
                x.Application.ReferenceNumber,
                x.Application.Title,
                x.Organization.LegalName,
                x.Call.Title,
                x.Application.Status,
                x.Application.NotifiedAt != null,
                x.Application.AmountRequested,
                x.Application.SubmittedAt!.Value
            ));
    }
}
