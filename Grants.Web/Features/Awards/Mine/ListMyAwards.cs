using System.Runtime.CompilerServices;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Awards.Mine;

public sealed record MyAwardRow(
    Guid Id,
    string Number,
    string Title,
    string Organization,
    Money Amount,
    Money Paid,
    AwardStatus Status,
    DateOnly StartsOn,
    DateOnly EndsOn
);

/// <summary>The awards of a person's own organizations, from the issue of the letter on.</summary>
public sealed class ListMyAwards(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public static IReadOnlyList<CsvColumn<MyAwardRow>> Columns { get; } =
    [
        new("Number", r => r.Number),
        new("Title", r => r.Title),
        new("Organization", r => r.Organization),
        new("Amount", r => r.Amount),
        new("Paid", r => r.Paid),
        new("Currency", r => r.Amount.Currency),
        new("Status", r => r.Status),
        new("Starts", r => r.StartsOn),
        new("Ends", r => r.EndsOn),
    ];

    public async Task<Page<MyAwardRow>> RunAsync(int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Rows(db, await caller.ActorAsync(cancel)).ToPageAsync(page, cancel);
    }

    public async IAsyncEnumerable<MyAwardRow> ExportAsync(
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = Rows(db, await caller.ActorAsync(cancel));
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
            yield return row;
    }

    private static IQueryable<MyAwardRow> Rows(GrantsDb db, Actor actor)
    {
        var own = actor.OrganizationIds;
        return from a in db.Awards.AsNoTracking().VisibleTo(actor)
            where own.Contains(a.OrganizationId)
            join o in db.Organizations on a.OrganizationId equals o.Id
            orderby a.CreatedAt descending, a.Id
            select new MyAwardRow(
                a.Id,
                a.Number,
                a.Title,
                o.LegalName,
                a.Amount,
                new Money(
                    db.Tranches.Where(t => t.AwardId == a.Id && t.Status == TrancheStatus.Paid)
                        .Sum(t => t.Amount.Amount),
                    a.Amount.Currency
                ),
                a.Status,
                a.StartsOn,
                a.EndsOn
            );
    }
}
