using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Accounts.FunderSettings;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Accounts;

public sealed class FunderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_shows_at_once()
    {
        await using var db = await TestDb.NewAsync();
        var administrator = await db.PersonAsync(Role.Administrator);
        await db.FunderAsync("Old name");
        var current = new CurrentFunder(db, db.Clock);
        (await current.GetAsync(Cancel)).Name.Should().Be("Old name");
        var form = await FormAsync(db, administrator);
        form.Name = "New name";

        await new DescribeFunder(db, db.As(administrator), current).RunAsync(form, Cancel);

        (await current.GetAsync(Cancel)).Name.Should().Be("New name");
    }

    [Fact]
    public async Task The_credit_line_must_name_the_grant()
    {
        await using var db = await TestDb.NewAsync();
        var administrator = await db.PersonAsync(Role.Administrator);
        await db.FunderAsync();
        var form = await FormAsync(db, administrator);
        form.CreditLine = "With thanks to {funder}";

        var save = () => SaveAsync(db, administrator, form);

        (await save.Should().ThrowAsync<RefusedException>()).WithMessage("*{grant}*");
    }

    [Fact]
    public async Task The_slower_of_two_is_told()
    {
        await using var db = await TestDb.NewAsync();
        var administrator = await db.PersonAsync(Role.Administrator);
        await db.FunderAsync();
        var (one, other) = (await FormAsync(db, administrator), await FormAsync(db, administrator));
        await SaveAsync(db, administrator, one);

        var late = () => SaveAsync(db, administrator, other);

        await late.Should().ThrowAsync<DbUpdateConcurrencyException>();
    }

    [Fact]
    public async Task Only_the_administrator_describes_the_funder()
    {
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync();
        var form = await FormAsync(db, await db.PersonAsync(Role.Administrator));
        var officer = await db.PersonAsync(Role.GrantsOfficer);

        await FluentActions
            .Awaiting(() => SaveAsync(db, officer, form))
            .Should()
            .ThrowAsync<RefusedException>();
        await FluentActions
            .Awaiting(() => FormAsync(db, officer))
            .Should()
            .ThrowAsync<RefusedException>();
    }

    private static Task<FunderForm> FormAsync(TestDb db, Account by) =>
        new GetFunder(db, db.As(by)).RunAsync(Cancel);

    private static Task SaveAsync(TestDb db, Account by, FunderForm form) =>
        new DescribeFunder(db, db.As(by), new CurrentFunder(db, db.Clock)).RunAsync(form, Cancel);
}
