using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Awards;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
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
    public async Task<Page<MyAwardRow>> RunAsync(int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var own = actor.Organizations.Select(m => m.OrganizationId).Distinct().ToList();
        var rows =
            from a in db.Awards.AsNoTracking().VisibleTo(actor)
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
        return await rows.ToPageAsync(page, cancel);
    }
}
