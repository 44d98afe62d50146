using System.Runtime.CompilerServices;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Domain.Reviews;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Reviews.Ranking;

/// <param name="Place">From 1, by raw score.</param>
/// <param name="Running">Sum of what is asked for (or was recommended or granted) from the first place to this one.</param>
/// <param name="Amount">Granted, else recommended, else requested.</param>
public sealed record RankedRow(
    Guid Id,
    int Place,
    string Reference,
    string Title,
    string Organization,
    ApplicationStatus Status,
    ScoreFigures Figures,
    Money Requested,
    Money Amount,
    Money Running
);

/// <param name="Available">What the call's fund can still give, plus what this call's approvals took of it.</param>
public sealed record RankedList(
    IReadOnlyList<CallChoice> Calls,
    CallChoice? Call,
    string FundName,
    Money Available,
    Page<RankedRow> Page
);

public sealed record CallChoice(Guid Id, string Title);

/// <summary>The applications of one call from the highest raw score down, with where the money ends.</summary>
public sealed class RankApplications(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="callId">Null for the newest call that has something to rank.</param>
    public async Task<RankedList> RunAsync(Guid? callId, int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.ReadRanking).ThrowIfAny();
        var ranked = db.Applications.AsNoTracking().RankedFor(actor, db);
        // A test is ranked where somebody looks at it, and offered nowhere.
        var calls = await db
            .Calls.Where(c => ranked.Any(a => a.CallId == c.Id) && (!c.IsTest || c.Id == callId))
            .OrderByDescending(c => c.DeadlineAt)
            .ThenBy(c => c.Id)
            .Select(c => new CallChoice(c.Id, c.Title))
            .ToListAsync(cancel);
        var call = callId is { } wanted ? calls.Find(c => c.Id == wanted) : calls.FirstOrDefault();
        if (call is null)
            return new RankedList(
                calls,
                null,
                "",
                Money.Zero("USD"),
                new Page<RankedRow>([], 1, Paging.DefaultSize, 0)
            );

        var fund = await db
            .Calls.Where(c => c.Id == call.Id)
            .Join(
                db.Funds,
                c => c.FundId,
                f => f.Id,
                (c, f) =>
                    new
                    {
                        f.Name,
                        f.Currency,
                        Uncommitted = f.DepositedTotal - f.CommittedTotal,
                        Granted = db
                            .Applications.Where(a =>
                                a.CallId == c.Id
                                && !a.IsTest
                                && a.Status == ApplicationStatus.Approved
                            )
                            .SelectMany(a => a.Decisions)
                            .Sum(d => d.Amount.Amount),
                    }
            )
            .FirstAsync(cancel);
        var raw = await Raw(db, ranked.Where(a => a.CallId == call.Id)).ToPageAsync(page, cancel);
        var before =
            raw.Number == 1
                ? 0m
                : await Raw(db, ranked.Where(a => a.CallId == call.Id))
                    .Take((raw.Number - 1) * raw.Size)
                    .SumAsync(r => r.Granted ?? r.Recommended ?? r.Requested, cancel);
        var totals = await TotalsAsync(db, [.. raw.Rows.Select(r => r.Id)], cancel);
        return new RankedList(
            calls,
            call,
            fund.Name,
            new Money(fund.Uncommitted + fund.Granted, fund.Currency),
            new Page<RankedRow>(
                Place(raw, totals, fund.Currency, before),
                raw.Number,
                raw.Size,
                raw.Total
            )
        );
    }

    public async IAsyncEnumerable<RankedRow> AllAsync(
        Guid callId,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        for (var page = 1; ; page++)
        {
            var list = await RunAsync(callId, page, cancel);
            if (list.Call is null)
                throw new NotFoundException("The call");
            foreach (var row in list.Page.Rows)
                yield return row;
            if (list.Page.Number * list.Page.Size >= list.Page.Total)
                yield break;
        }
    }

    private sealed record RawRow(
        Guid Id,
        string? ReferenceNumber,
        string Title,
        string LegalName,
        ApplicationStatus Status,
        decimal Requested,
        decimal? Recommended,
        decimal? Granted
    );

    private static IQueryable<RawRow> Raw(GrantsDb db, IQueryable<Application> applications) =>
        applications
            .OrderByDescending(a =>
                db.Reviews.Where(r =>
                        r.ApplicationId == a.Id
                        && (r.Status == ReviewStatus.Submitted || r.Status == ReviewStatus.Locked)
                    )
                    .Average(r => (double?)r.SubmittedTotal)
            )
            .ThenBy(a => a.ReferenceNumber)
            .ThenBy(a => a.Id)
            .Select(a => new RawRow(
                a.Id,
                a.ReferenceNumber,
                a.Title,
                db.Organizations.Where(o => o.Id == a.OrganizationId)
                    .Select(o => o.LegalName)
                    .First(),
                a.Status,
                a.AmountRequested.Amount,
                a.Recommendations.OrderByDescending(r => r.At)
                    .Select(r => (decimal?)r.Amount.Amount)
                    .FirstOrDefault(),
                a.Decisions.OrderByDescending(d => d.At)
                    .Select(d => (decimal?)d.Amount.Amount)
                    .FirstOrDefault()
            ));

    private static async Task<ILookup<Guid, decimal>> TotalsAsync(
        GrantsDb db,
        List<Guid> applications,
        CancellationToken cancel
    ) =>
        (
            await db
                .Reviews.Where(r =>
                    applications.Contains(r.ApplicationId)
                    && r.SubmittedTotal != null
                    && (r.Status == ReviewStatus.Submitted || r.Status == ReviewStatus.Locked)
                )
                .Select(r => new { r.ApplicationId, r.SubmittedTotal })
                .ToListAsync(cancel)
        ).ToLookup(r => r.ApplicationId, r => r.SubmittedTotal!.Value);

    private static List<RankedRow> Place(
        Page<RawRow> raw,
        ILookup<Guid, decimal> totals,
        string currency,
        decimal before
    )
    {
        var running = before;
        return
        [
            .. raw.Rows.Select(
                (r, i) =>
                {
                    var amount = r.Granted ?? r.Recommended ?? r.Requested;
                    running += amount;
                    return new RankedRow(
                        r.Id,
                        (raw.Number - 1) * raw.Size + i + 1,
                        r.ReferenceNumber ?? "",
                        r.Title,
                        r.LegalName,
                        r.Status,
                        ScoreFigures.Of([.. totals[r.Id]]),
                        new Money(r.Requested, currency),
                        new Money(amount, currency),
                        new Money(running, currency)
                    );
                }
            ),
        ];
    }
}
