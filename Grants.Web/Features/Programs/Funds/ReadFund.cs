using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Funds;

public sealed record FundDetails(
    Guid Id,
    int Version,
    string Name,
    string Source,
    string Restrictions,
    FundBalance Balance,
    Page<LedgerLine> Ledger
);

/// <summary>A fund with one page of its ledger.</summary>
public sealed class ReadFund(
    IDbContextFactory<GrantsDb> databases,
    ReadLedger ledger,
    Caller caller
)
{
    public async Task<FundDetails> RunAsync(Guid id, int page, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        (await caller.ActorAsync(cancel)).Cannot(Permission.ManageFunds).ThrowIfAny();
        var fund = await db
            .Funds.AsNoTracking()
            .Where(f => f.Id == id)
            .Select(f => new
            {
                f.Version,
                f.Name,
                f.Source,
                f.Restrictions,
                Balance = new FundBalance(
                    f.Currency,
                    f.DepositedTotal,
                    f.CommittedTotal,
                    f.ObligatedTotal,
                    f.PaidTotal
                ),
            })
            .FirstOrNotFoundAsync("The fund", cancel);
        return new FundDetails(
            id,
            fund.Version,
            fund.Name,
            fund.Source,
            fund.Restrictions,
            fund.Balance,
            await ledger.RunAsync(id, page, cancel)
        );
    }
}
