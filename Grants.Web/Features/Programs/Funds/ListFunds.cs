using System.Runtime.CompilerServices;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Funds;

/// <summary>Where a fund's money stands. Committed contains obligated, and obligated contains paid.</summary>
public sealed record FundBalance(
    string Currency,
    decimal Deposited,
    decimal Committed,
    decimal Obligated,
    decimal Paid
)
{
    public decimal Uncommitted => Deposited - Committed;

    public Money Of(decimal amount) => new(amount, Currency);
}

/// <param name="Calls">How many draw on it.</param>
public sealed record FundRow(Guid Id, string Name, string Source, int Calls, FundBalance Balance);

/// <summary>Funds by name: a page of them, or all for the export.</summary>
public sealed class ListFunds(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<Page<FundRow>> RunAsync(int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Rows(db, await caller.ActorAsync(cancel)).ToPageAsync(page, cancel);
    }

    public CsvDownload<FundRow> Export(CancellationToken cancel) =>
        new(
            "funds.csv",
            [
                new("Fund", f => f.Name),
                new("Source", f => f.Source),
                new("Currency", f => f.Balance.Currency),
                new("Deposited", f => f.Balance.Deposited),
                new("Committed", f => f.Balance.Committed),
                new("Obligated", f => f.Balance.Obligated),
                new("Paid", f => f.Balance.Paid),
                new("Uncommitted", f => f.Balance.Uncommitted),
                new("Calls", f => f.Calls),
            ],
            AllAsync(cancel)
        );

    private async IAsyncEnumerable<FundRow> AllAsync(
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = Rows(db, await caller.ActorAsync(cancel)).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancel))
            yield return row;
    }

    private static IQueryable<FundRow> Rows(GrantsDb db, Actor actor)
    {
        actor.Cannot(Permission.ManageFunds).ThrowIfAny();
        return db
            .Funds.AsNoTracking()
            .OrderBy(f => f.Name)
            .ThenBy(f => f.Id)
            .Select(f => new FundRow(
                f.Id,
                f.Name,
                f.Source,
                db.Calls.Count(c => c.FundId == f.Id && !c.IsTest),
                new FundBalance(
                    f.Currency,
                    f.DepositedTotal,
                    f.CommittedTotal,
                    f.ObligatedTotal,
                    f.PaidTotal
                )
            ));
    }
}
