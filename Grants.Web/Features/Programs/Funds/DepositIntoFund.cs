using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Programs.Funds;

/// <summary>Money came in.</summary>
public sealed class DepositIntoFund(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <param name="amount">In the fund's currency.</param>
    public async Task RunAsync(
        Guid fundId,
        int version,
        decimal amount,
        string note,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var fund = await db.Funds.FirstOrNotFoundAsync(f => f.Id == fundId, "The fund", cancel);
        db.Expect(fund, version);
        fund.Deposit(
            new Money(amount, fund.Currency),
            note.Trim(),
            await caller.StampAsync(cancel)
        );
        await db.SaveChangesAsync(cancel);
    }
}
