using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Applications.Screening;

public sealed record CallChoice(Guid Id, string Title);

/// <param name="Counts">Per status, under the other filters.</param>
/// <param name="Screeners">Who may handle applications.</param>
/// <param name="Countries">Codes of those that there are applications from.</param>
/// <param name="Answers">Columns of the chosen call's form; none without a call.</param>
public sealed record ApplicationList(
    Page<ApplicationRow> Page,
    IReadOnlyList<QueueColumn> Columns,
    IReadOnlyDictionary<ApplicationStatus, int> Counts,
    IReadOnlyList<CallChoice> Calls,
    IReadOnlyList<Recipient> Screeners,
    IReadOnlyList<string> Countries,
    IReadOnlyList<QueueColumn> Answers
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
        var counts = await (filter with { Status = null })
            .Narrow(db, actor)
            .GroupBy(a => a.Status)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        var calls = await db
            .Calls.AsNoTracking()
            .OrderByDescending(c => c.DeadlineAt)
            .Select(c => new CallChoice(c.Id, c.Title))
            .ToListAsync(cancel);
        var countries = await db
            .Organizations.Where(o => db.Applications.Any(a => a.OrganizationId == o.Id))
            .Select(o => o.Country)
            .Distinct()
            .Order()
            .ToListAsync(cancel);
        var answers = QueueColumn.Answers(await db.FormOfCallAsync(filter.CallId, cancel));
        var columns = QueueColumn.Chosen(filter.Columns, answers);
        var rows = await db.QueueRows(filter, actor).ToPageAsync(page, cancel);
        return new ApplicationList(
            columns.Any(c => c.Question is not null)
                ? rows with
                {
                    Rows = await db.WithAnswersAsync(rows.Rows, cancel),
                }
                : rows,
            columns,
            counts,
            calls,
            await db.Holding(Permission.ScreenApplications).ToListAsync(cancel),
            countries,
            answers
        );
    }

    /// <summary>All that the filter finds, whatever the page: to act on them together.</summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(
        ApplicationFilter filter,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        return await db.QueueRows(filter, actor).Select(r => r.Id).ToListAsync(cancel);
    }
}

internal static class QueueQueries
{
    /// <summary>The form of a call; null without one.</summary>
    public static Task<FormDefinition?> FormOfCallAsync(
        this GrantsDb db,
        Guid? callId,
        CancellationToken cancel
    ) =>
        (
            from c in db.Calls
            where c.Id == callId
            join f in db.FormVersions on c.FormVersionId equals f.Id
            select f.Definition
        ).FirstOrDefaultAsync(cancel);

    /// <summary>The filtered rows in the filter's order, with the id as the last key.</summary>
    public static IQueryable<ApplicationRow> QueueRows(
        this GrantsDb db,
        ApplicationFilter filter,
        Actor actor
    )
    {
        var joined =
            from a in filter.Narrow(db, actor)
            join o in db.Organizations on a.OrganizationId equals o.Id
            join c in db.Calls on a.CallId equals c.Id
            select new QueueEntry
            {
                Application = a,
                Organization = o,
                Call = c,
                Assignee = db
                    .Users.Where(u => u.Id == a.AssigneeId)
                    .Select(u => u.Name)
                    .FirstOrDefault(),
                OpenFlags = a.Flags.Count(f => f.ResolvedAt == null),
            };
        return Sorted(joined, filter.Sort)
            .ThenBy(x => x.Application.Id)
            .Select(x => new ApplicationRow(
                x.Application.Id,
                x.Application.ReferenceNumber,
                x.Application.Title,
                x.Organization.LegalName,
                x.Organization.Country,
                x.Call.Title,
                x.Application.Status,
                x.Application.NotifiedAt != null,
                x.Application.AmountRequested,
                x.Application.SubmittedAt!.Value,
                x.Assignee,
                x.OpenFlags,
                db.ScreeningChecklists.Where(k => k.ApplicationId == x.Application.Id)
                    .Select(k => (int?)k.Open)
                    .FirstOrDefault(),
                db.ScreeningChecklists.Where(k => k.ApplicationId == x.Application.Id)
                    .Select(k => (int?)k.Failed)
                    .FirstOrDefault(),
                x.Application.FormVersionId
            ));
    }

    /// <summary>The same rows with what was last handed in, read in one go.</summary>
    public static async Task<IReadOnlyList<ApplicationRow>> WithAnswersAsync(
        this GrantsDb db,
        IReadOnlyList<ApplicationRow> rows,
        CancellationToken cancel
    )
    {
        var ids = rows.Select(r => r.Id).ToList();
        var texts = await db
            .Applications.Where(a => ids.Contains(a.Id))
            .Select(a => new
            {
                a.Id,
                Text = a
                    .Submissions.OrderByDescending(s => s.Number)
                    .Select(s => s.AnswersJson)
                    .FirstOrDefault(),
            })
            .ToDictionaryAsync(a => a.Id, a => a.Text, cancel);
        return
        [
            .. rows.Select(r =>
                texts.GetValueOrDefault(r.Id) is { } text
                    ? r with
                    {
                        Answers = SubmissionText.Read(text),
                    }
                    : r
            ),
        ];
    }

    /// <summary>Figures and days begin with the largest, words with A; a "-" in front turns it round.</summary>
    private static IOrderedQueryable<QueueEntry> Sorted(
        IQueryable<QueueEntry> entries,
        string? sort
    ) =>
        sort switch
        {
            "reference" => entries.OrderBy(x => x.Application.ReferenceNumber),
            "-reference" => entries.OrderByDescending(x => x.Application.ReferenceNumber),
            "title" => entries.OrderBy(x => x.Application.Title),
            "-title" => entries.OrderByDescending(x => x.Application.Title),
            "organization" => entries.OrderBy(x => x.Organization.LegalName),
            "-organization" => entries.OrderByDescending(x => x.Organization.LegalName),
            "country" => entries.OrderBy(x => x.Organization.Country),
            "-country" => entries.OrderByDescending(x => x.Organization.Country),
            "call" => entries.OrderBy(x => x.Call.Title),
            "-call" => entries.OrderByDescending(x => x.Call.Title),
            "status" => entries.OrderBy(x => x.Application.Status),
            "-status" => entries.OrderByDescending(x => x.Application.Status),
            "assignee" => entries.OrderBy(x => x.Assignee == null).ThenBy(x => x.Assignee),
            "-assignee" => entries.OrderByDescending(x => x.Assignee),
            "amount" => entries.OrderByDescending(x => x.Application.AmountRequested.Amount),
            "-amount" => entries.OrderBy(x => x.Application.AmountRequested.Amount),
            "flags" => entries.OrderByDescending(x => x.OpenFlags),
            "-flags" => entries.OrderBy(x => x.OpenFlags),
            "-submitted" => entries.OrderBy(x => x.Application.SubmittedAt),
            _ => entries.OrderByDescending(x => x.Application.SubmittedAt),
        };

    private sealed class QueueEntry
    {
        public required Application Application { get; init; }

        public required Organization Organization { get; init; }

        public required Domain.Programs.Call Call { get; init; }

        public string? Assignee { get; init; }

        public int OpenFlags { get; init; }
    }
}
