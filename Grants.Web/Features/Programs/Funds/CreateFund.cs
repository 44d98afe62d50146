using Grants.Data;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Web.Platform;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Funds;

/// <summary>A new fund in the funder's currency, with its first deposit where there is one already.</summary>
public sealed class CreateFund(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    CurrentFunder funder
)
{
    /// <param name="firstDeposit">Null or zero for a fund that waits for its money.</param>
    /// <returns>The fund's id.</returns>
    public async Task<Guid> RunAsync(
        string name,
        string source,
        string restrictions,
        decimal? firstDeposit,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var currency = (await funder.GetAsync(cancel)).Currency;
        var fund = new Fund(name, source, restrictions, currency, stamp);
        if (firstDeposit is > 0m and { } amount)
            fund.Deposit(new Money(amount, currency), "First deposit", stamp);
        db.Funds.Add(fund);
        await db.SaveChangesAsync(cancel);
        return fund.Id;
    }
}
