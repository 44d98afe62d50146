using System.Runtime.CompilerServices;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Making;

/// <param name="ApprovedAt">The authority's decision.</param>
public sealed record WaitingApplication(
    Guid Id,
    string Reference,
    string Title,
    string Organization,
    string Call,
    Money Granted,
    DateTimeOffset ApprovedAt
);

/// <summary>Approved applications that no award was made of yet, the oldest decision first.</summary>
public sealed class ListWaiting(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public static IReadOnlyList<CsvColumn<WaitingApplication>> Columns { get; } =
    [
        new("Application", r => r.Reference),
        new("Title", r => r.Title),
        new("Organization", r => r.Organization),
        new("Call", r => r.Call),
        new("Granted", r => r.Granted),
        new("Currency", r => r.Granted.Currency),
        new("Approved", r => r.ApprovedAt),
    ];

    public async Task<Page<WaitingApplication>> RunAsync(int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Rows(db, await caller.ActorAsync(cancel)).ToPageAsync(page, cancel);
    }

    public async IAsyncEnumerable<WaitingApplication> ExportAsync(
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = Rows(db, await caller.ActorAsync(cancel));
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
            yield return row;
    }

    public async Task<int> CountAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Waiting(db, await caller.ActorAsync(cancel)).CountAsync(cancel);
    }

    private static IQueryable<WaitingApplication> Rows(GrantsDb db, Actor actor)
    {
        actor.Cannot(Permission.ReadAwards).ThrowIfAny();
        return from a in Waiting(db, actor)
            join o in db.Organizations on a.OrganizationId equals o.Id
            join c in db.Calls on a.CallId equals c.Id
            let decision = a.Decisions.OrderByDescending(d => d.At).First()
            orderby decision.At, a.Id
            select new WaitingApplication(
                a.Id,
                a.ReferenceNumber!,
                a.Title,
                o.LegalName,
                c.Title,
                new Money(decision.Amount.Amount, c.AwardCap.Currency),
                decision.At
            );
    }

    private static IQueryable<Application> Waiting(GrantsDb db, Actor actor) =>
        db
            .Applications.AsNoTracking()
            .VisibleTo(actor, db)
            .Where(a =>
                a.Status == ApplicationStatus.Approved
                && !a.IsTest
                && !db.Awards.Any(w => w.ApplicationId == a.Id)
            );
}
