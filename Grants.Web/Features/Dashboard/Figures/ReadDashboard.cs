using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Awards;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Dashboard.Figures;

public sealed record StatusFigure(ApplicationStatus Status, int Applications);

/// <param name="Awarded">Of awards that weren't cancelled, in the fund's currency.</param>
/// <param name="Obligated">Of those with both signatures.</param>
/// <param name="Paid">Of payments that were made.</param>
public sealed record FundFigure(
    string Fund,
    string Currency,
    decimal Awarded,
    decimal Obligated,
    decimal Paid
);

/// <summary>Items in one month.</summary>
public sealed record MonthFigure(string Month, int Delivered, int Accepted, int Published);

/// <summary>Of one institution, over all time, in the units that it promised.</summary>
public sealed record InstitutionFigure(
    string Institution,
    int Promised,
    decimal Accepted,
    int Published
);

public sealed record CallOption(Guid Id, string Title);

public sealed record DashboardFigures(
    IReadOnlyList<StatusFigure> Applications,
    IReadOnlyList<FundFigure> Money,
    IReadOnlyList<MonthFigure> Items,
    IReadOnlyList<InstitutionFigure> Institutions,
    IReadOnlyList<CallOption> Calls
);

/// <summary>
/// The programme in numbers, over all calls or one. Sums only, so the permission is enough; a constant number of queries.
/// </summary>
public sealed class ReadDashboard(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    TimeProvider clock
)
{
    private const int MostInstitutions = 15;

    /// <param name="call">Only of this call.</param>
    public async Task<DashboardFigures> RunAsync(Guid? call, CancellationToken cancel)
    {
        (await caller.ActorAsync(cancel)).Cannot(Permission.ReadDashboard).ThrowIfAny();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var awards = db.Awards.AsNoTracking().Where(a => call == null || a.CallId == call);
        return new DashboardFigures(
            await ApplicationsAsync(db, call, cancel),
            await MoneyAsync(db, awards, cancel),
            await ItemsAsync(db, awards.Select(a => a.Id), call is null, cancel),
            await InstitutionsAsync(db, awards.Select(a => a.Id), cancel),
            await db
                .Calls.AsNoTracking()
                .Where(c => !c.IsTest)
                .OrderByDescending(c => c.DeadlineAt)
                .Select(c => new CallOption(c.Id, c.Title))
                .ToListAsync(cancel)
        );
    }

    private static async Task<IReadOnlyList<StatusFigure>> ApplicationsAsync(
        GrantsDb db,
        Guid? call,
        CancellationToken cancel
    )
    {
        var counts = await db
            .Applications.Where(a => !a.IsTest && a.Status != ApplicationStatus.Deleted)
            .Where(a => call == null || a.CallId == call)
            .GroupBy(a => a.Status)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return
        [
            .. Enum.GetValues<ApplicationStatus>()
                .Where(s => s != ApplicationStatus.Deleted)
                .Select(s => new StatusFigure(s, counts.GetValueOrDefault(s))),
        ];
    }

    private static async Task<IReadOnlyList<FundFigure>> MoneyAsync(
        GrantsDb db,
        IQueryable<Award> awards,
        CancellationToken cancel
    )
    {
        var awarded = await awards
            .Where(a => a.Status != AwardStatus.Cancelled)
            .GroupBy(a => a.FundId)
            .Select(g => new
            {
                g.Key,
                All = g.Sum(a => a.Amount.Amount),
                Bound = g.Sum(a => a.Status == AwardStatus.Active ? a.Amount.Amount : 0m),
            })
            .ToDictionaryAsync(g => g.Key, cancel);
        var payments =
            from t in db.Tranches
            where t.Status == TrancheStatus.Paid
            join a in awards on t.AwardId equals a.Id
            group t.Amount.Amount by a.FundId;
        var paid = await payments
            .Select(g => new { g.Key, Sum = g.Sum() })
            .ToDictionaryAsync(g => g.Key, g => g.Sum, cancel);
        var funds = await db
            .Funds.AsNoTracking()
            .OrderBy(f => f.Name)
            .Select(f => new
            {
                f.Id,
                f.Name,
                f.Currency,
            })
            .ToListAsync(cancel);
        return
        [
            .. funds.Select(f => new FundFigure(
                f.Name,
                f.Currency,
                awarded.GetValueOrDefault(f.Id)?.All ?? 0,
                awarded.GetValueOrDefault(f.Id)?.Bound ?? 0,
                paid.GetValueOrDefault(f.Id)
            )),
        ];
    }

    /// <param name="all">Records that no award paid for count too.</param>
    private async Task<IReadOnlyList<MonthFigure>> ItemsAsync(
        GrantsDb db,
        IQueryable<Guid> awards,
        bool all,
        CancellationToken cancel
    )
    {
        var months = new Months(clock.GetUtcNow());
        var first = months.First;
        var delivered = await db
            .Batches.Where(b => b.SubmittedAt >= first && awards.Contains(b.AwardId))
            .Select(b => new Counted { At = b.SubmittedAt!.Value, Items = b.ItemCount })
            .GroupBy(months.Of<Counted>(c => c.At))
            .Select(g => new { g.Key, Sum = g.Sum(c => c.Items) })
            .ToDictionaryAsync(g => g.Key, g => g.Sum, cancel);
        var acceptances =
            from e in db.AuditEntries
            where e.Verb == nameof(BatchAccepted) && e.At >= first
            join b in db.Batches on e.SubjectId equals b.Id
            where awards.Contains(b.AwardId)
            select new Counted { At = e.At, Items = b.AcceptedItems };
        var accepted = await acceptances
            .GroupBy(months.Of<Counted>(c => c.At))
            .Select(g => new { g.Key, Sum = g.Sum(c => c.Items) })
            .ToDictionaryAsync(g => g.Key, g => g.Sum, cancel);
        var published = await db
            .CatalogRecords.Where(r =>
                r.PublishedAt >= first
                && r.Status == CatalogStatus.Published
                && (all || awards.Contains(r.AwardId!.Value))
            )
            .Select(r => new Counted { At = r.PublishedAt!.Value, Items = 1 })
            .GroupBy(months.Of<Counted>(c => c.At))
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return
        [
            .. months.Labels.Select(
                (label, m) =>
                    new MonthFigure(
                        label,
                        delivered.GetValueOrDefault(m),
                        accepted.GetValueOrDefault(m),
                        published.GetValueOrDefault(m)
                    )
            ),
        ];
    }

    /// <summary>Institutions with deliverables, most accepted items first.</summary>
    private static async Task<IReadOnlyList<InstitutionFigure>> InstitutionsAsync(
        GrantsDb db,
        IQueryable<Guid> awards,
        CancellationToken cancel
    )
    {
        var deliveries =
            from d in db.Deliverables
            where awards.Contains(d.AwardId)
            join o in db.Organizations on d.OrganizationId equals o.Id
            group d by new { o.Id, o.LegalName } into g
            select new
            {
                g.Key.Id,
                g.Key.LegalName,
                Promised = g.Sum(d => d.PromisedUnits),
                Accepted = g.Sum(d => d.AcceptedUnits),
            };
        var rows = await deliveries
            .OrderByDescending(d => d.Accepted)
            .ThenBy(d => d.LegalName)
            .Take(MostInstitutions)
            .ToListAsync(cancel);
        var shown = rows.Select(r => r.Id).ToList();
        var published = await db
            .CatalogRecords.Where(r =>
                shown.Contains(r.HoldingInstitutionId)
                && r.Status == CatalogStatus.Published
                && awards.Contains(r.AwardId!.Value)
            )
            .GroupBy(r => r.HoldingInstitutionId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
        return
        [
            .. rows.Select(r => new InstitutionFigure(
                r.LegalName,
                r.Promised,
                r.Accepted,
                published.GetValueOrDefault(r.Id)
            )),
        ];
    }

    private sealed class Counted
    {
        public DateTimeOffset At { get; init; }

        public int Items { get; init; }
    }
}
