using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Accounts.People;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Accounts;

public sealed class PeopleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_role_counts_from_the_next_request_and_the_log_names_both()
    {
        await using var app = await TestApp.StartAsync();
        var administrator = await app.PersonAsync(Role.Administrator);
        var person = await app.PersonAsync(Role.Auditor);
        using var browser = await app.SignInAsAsync(person);
        (await browser.GetAsync("/work/people", Cancel)).IsSuccessStatusCode.Should().BeFalse();

        await ChangeAsync(app, administrator, person, [Role.Auditor], [Role.Administrator]);

        (await browser.GetAsync("/work/people", Cancel)).IsSuccessStatusCode.Should().BeTrue();
        var line = await app.ReadAsync(db =>
            db.AuditEntries.SingleAsync(e => e.SubjectId == person.Id, Cancel)
        );
        (line.From, line.To, line.ActorName)
            .Should()
            .Be(("Auditor", "Administrator", administrator.Name));
    }

    [Fact]
    public async Task Roles_that_somebody_else_changed_meanwhile_are_not_overwritten()
    {
        await using var app = await TestApp.StartAsync();
        var administrator = await app.PersonAsync(Role.Administrator);
        var person = await app.PersonAsync(Role.Reviewer);
        await ChangeAsync(app, administrator, person, [Role.Reviewer], [Role.Auditor]);

        var late = () =>
            ChangeAsync(
                app,
                administrator,
                person,
                [Role.Reviewer],
                [Role.Reviewer, Role.CatalogEditor]
            );

        (await late.Should().ThrowAsync<RefusedException>()).WithMessage("*they are now: Auditor*");
        (await RolesOfAsync(app, person)).Should().Equal(Role.Auditor);
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        await using var app = await TestApp.StartEmptyAsync();
        var administrator = await app.PersonAsync(Role.Administrator);
        var deactivated = Given.Account();
        deactivated.LockoutEnd = Account.Forever;
        await app.AddAsync(deactivated, new RoleAssignment(deactivated.Id, Role.Administrator));

        var leave = () => ChangeAsync(app, administrator, administrator, [Role.Administrator], []);

        (await leave.Should().ThrowAsync<RefusedException>()).WithMessage("*last administrator*");
        (await RolesOfAsync(app, administrator)).Should().Equal(Role.Administrator);
    }

    [Fact]
    public async Task Deactivating_ends_open_sessions_and_refuses_sign_in_until_it_is_undone()
    {
        await using var app = await TestApp.StartAsync();
        var administrator = await app.PersonAsync(Role.Administrator);
        var person = await app.PersonAsync(Role.Auditor);
        using var browser = await app.SignInAsAsync(person);

        await app.AsAsync<DeactivatePerson>(
            administrator,
            deactivate => deactivate.RunAsync(person.Id, "Left the foundation", Cancel)
        );

        (await browser.GetAsync("/work", Cancel)).IsSuccessStatusCode.Should().BeFalse();
        var signIn = () => app.SignInAsAsync(person);
        await signIn.Should().ThrowAsync<InvalidOperationException>();

        await app.AsAsync<ReactivatePerson>(
            administrator,
            reactivate => reactivate.RunAsync(person.Id, Cancel)
        );
        (await app.SignInAsAsync(person)).Dispose();
    }

    [Fact]
    public async Task Nobody_deactivates_their_own_account()
    {
        await using var app = await TestApp.StartAsync();
        var administrator = await app.PersonAsync(Role.Administrator);

        var leave = () =>
            app.AsAsync<DeactivatePerson>(
                administrator,
                deactivate => deactivate.RunAsync(administrator.Id, "By mistake", Cancel)
            );

        await leave.Should().ThrowAsync<RefusedException>();
    }

    [Theory]
    [InlineData(Role.ProgramOfficer)]
    [InlineData(Role.Auditor)]
    public async Task Other_roles_change_nobody(Role role)
    {
        await using var app = await TestApp.StartAsync();
        var other = await app.PersonAsync(role);

        await FluentActions
            .Awaiting(() => ChangeAsync(app, other, other, [role], [Role.Administrator]))
            .Should()
            .ThrowAsync<RefusedException>();
        await FluentActions
            .Awaiting(() => app.AsAsync<ReactivatePerson>(other, r => r.RunAsync(other.Id, Cancel)))
            .Should()
            .ThrowAsync<RefusedException>();
    }

    [Fact]
    public async Task The_list_filters_by_words_role_and_state()
    {
        await using var app = await TestApp.StartAsync();
        var administrator = await app.PersonAsync(Role.Administrator);
        var reviewer = await app.PersonAsync(Role.Reviewer);
        var gone = Given.Account("Gone_Away", "gone@example.org");
        gone.LockoutEnd = Account.Forever;
        var fresh = Given.Account();
        fresh.EmailConfirmed = false;
        await app.AddAsync(gone, fresh);

        (await FoundAsync(new PeopleFilter(null, "Reviewer", null))).Should().Equal(reviewer.Id);
        (await FoundAsync(new PeopleFilter("GONE_", null, null))).Should().Equal(gone.Id);
        (await FoundAsync(new PeopleFilter("gone%away", null, null))).Should().BeEmpty();
        (await FoundAsync(new PeopleFilter(null, null, "Deactivated"))).Should().Equal(gone.Id);
        (await FoundAsync(new PeopleFilter(null, PeopleFilter.NoRole, "NotConfirmed")))
            .Should()
            .Equal(fresh.Id);

        async Task<IReadOnlyList<Guid>> FoundAsync(PeopleFilter filter)
        {
            IReadOnlyList<Guid> found = [];
            await app.AsAsync<ListPeople>(
                administrator,
                async list =>
                    found = [.. (await list.RunAsync(filter, 1, Cancel)).Rows.Select(p => p.Id)]
            );
            return found;
        }
    }

    private static Task ChangeAsync(
        TestApp app,
        Account by,
        Account person,
        Role[] had,
        Role[] wanted
    ) =>
        app.AsAsync<ChangeRoles>(
            by,
            change => change.RunAsync(person.Id, had.ToHashSet(), wanted.ToHashSet(), Cancel)
        );

    private static Task<List<Role>> RolesOfAsync(TestApp app, Account person) =>
        app.ReadAsync(db =>
            db.RoleAssignments.Where(r => r.PersonId == person.Id)
                .Select(r => r.Role)
                .ToListAsync(Cancel)
        );
}
