using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Tests.Support;
using Grants.Web.Features.Programs.Funds;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Programs;

public sealed class FundUseCaseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fund_begins_in_the_funders_currency_with_its_first_deposit()
    {
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync();
        var officer = await db.PersonAsync(Role.ProgramOfficer);

        var id = await new CreateFund(db, db.As(officer), new CurrentFunder(db, db.Clock)).RunAsync(
            "General",
            "A donor",
            "",
            500.25m,
            Cancel
        );

        var fund = await db.ReadAsync(d => d.Funds.SingleAsync(f => f.Id == id));
        fund.Uncommitted.Should().Be(new Money(500.25m, "USD"));
    }

    [Fact]
    public async Task Of_two_deposits_from_one_page_the_second_is_refused()
    {
        await using var db = await TestDb.NewAsync();
        var officer = await db.PersonAsync(Role.ProgramOfficer);
        var fund = await db.AddAsync(
            new Fund("General", "", "", "USD", db.By(await db.ActorAsync(officer)))
        );
        var deposit = new DepositIntoFund(db, db.As(officer));

        await deposit.RunAsync(fund.Id, 1, 100m, "A cheque", Cancel);
        var again = () => deposit.RunAsync(fund.Id, 1, 100m, "A cheque", Cancel);

        await again.Should().ThrowAsync<DbUpdateConcurrencyException>();
        (await db.ReadAsync(d => d.Funds.SingleAsync())).DepositedTotal.Should().Be(100m);
    }

    [Fact]
    public async Task The_ledger_names_the_award_behind_each_entry_newest_first()
    {
        await using var db = await TestDb.NewAsync();
        var made = await db.Story().AwardAsync();
        var officer = await db.PersonAsync(Role.ProgramOfficer);
        var fundId = made.Award.FundId;

        var ledger = await new ReadLedger(db, db.As(officer)).RunAsync(fundId, 1, Cancel);

        ledger
            .Rows.Select(l => (l.Kind, l.Award))
            .Should()
            .BeEquivalentTo([
                (FundEntryKind.Obligation, made.Award.Number),
                (FundEntryKind.Commitment, made.Award.Number),
                (FundEntryKind.Deposit, null),
            ]);
        ledger.Rows[^1].Kind.Should().Be(FundEntryKind.Deposit);
        var fund = (await new ListFunds(db, db.As(officer)).RunAsync(1, Cancel)).Rows.Single();
        (fund.Balance.Committed, fund.Balance.Obligated, fund.Calls)
            .Should()
            .Be((10_000m, 10_000m, 1));
    }

    [Fact]
    public async Task Without_the_permission_no_money_is_seen_or_moved()
    {
        await using var db = await TestDb.NewAsync();
        var grants = await db.PersonAsync(Role.GrantsOfficer);
        var officer = await db.PersonAsync(Role.ProgramOfficer);
        var fund = await db.AddAsync(
            new Fund("General", "", "", "USD", db.By(await db.ActorAsync(officer)))
        );

        var deposit = () =>
            new DepositIntoFund(db, db.As(grants)).RunAsync(fund.Id, 1, 1m, "x", Cancel);
        var list = () => new ListFunds(db, db.As(grants)).RunAsync(1, Cancel);

        await deposit.Should().ThrowAsync<RefusedException>();
        await list.Should().ThrowAsync<RefusedException>();
    }
}
