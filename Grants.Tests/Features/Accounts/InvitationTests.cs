using System.Text.RegularExpressions;
using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Accounts.Invitations;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Accounts;

public sealed partial class InvitationTests
{
    private const string Email = "new@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invited_reviewer_accepts_and_has_the_role()
    {
        await using var app = await TestApp.StartAsync();
        await InviteAsync(app, await app.PersonAsync(Role.Administrator), Role.Reviewer);

        using var browser = await AcceptAsync(app, await LinkAsync(app));

        (await browser.GetAsync("/work", Cancel)).IsSuccessStatusCode.Should().BeTrue();
        var roles = await app.ReadAsync(db =>
            db.RoleAssignments.Where(r => db.Users.Any(u => u.Id == r.PersonId && u.Email == Email))
                .Select(r => r.Role)
                .ToListAsync(Cancel)
        );
        roles.Should().Equal(Role.Reviewer);
    }

    [Fact]
    public async Task After_sending_again_only_the_new_link_works()
    {
        await using var app = await TestApp.StartAsync();
        var administrator = await app.PersonAsync(Role.Administrator);
        await InviteAsync(app, administrator, Role.Reviewer);
        var old = await LinkAsync(app);

        await app.AsAsync<RenewInvitation>(
            administrator,
            async renew => await renew.RunAsync(await OnlyAsync(app), Cancel)
        );

        using var browser = app.Browser();
        (await browser.GetAsync(old, Cancel)).IsSuccessStatusCode.Should().BeFalse();
        (await AcceptAsync(app, await LinkAsync(app))).Dispose();
    }

    [Fact]
    public async Task A_withdrawn_invitation_says_so_and_cannot_be_accepted()
    {
        await using var app = await TestApp.StartAsync();
        var administrator = await app.PersonAsync(Role.Administrator);
        await InviteAsync(app, administrator, Role.Reviewer);

        await app.AsAsync<CancelInvitation>(
            administrator,
            async withdraw => await withdraw.RunAsync(await OnlyAsync(app), Cancel)
        );

        using var browser = app.Browser();
        var page = await browser.GetStringAsync(await LinkAsync(app), Cancel);
        page.Should().Contain("was withdrawn").And.NotContain("Accept</button>");
    }

    [Fact]
    public async Task A_second_invitation_to_the_same_address_is_refused()
    {
        await using var app = await TestApp.StartAsync();
        var administrator = await app.PersonAsync(Role.Administrator);
        await InviteAsync(app, administrator, Role.Reviewer);

        await FluentActions
            .Awaiting(() => InviteAsync(app, administrator, Role.Auditor))
            .Should()
            .ThrowAsync<RefusedException>()
            .WithMessage("*open invitation already*");
    }

    [Fact]
    public async Task Only_whoever_manages_people_invites_staff_and_changes_their_invitations()
    {
        await using var app = await TestApp.StartAsync();
        var officer = await app.PersonAsync(Role.ProgramOfficer);
        await FluentActions
            .Awaiting(() => InviteAsync(app, officer, Role.Administrator))
            .Should()
            .ThrowAsync<RefusedException>();

        await InviteAsync(app, await app.PersonAsync(Role.Administrator), Role.Reviewer);
        await FluentActions
            .Awaiting(() =>
                app.AsAsync<RenewInvitation>(
                    officer,
                    async renew => await renew.RunAsync(await OnlyAsync(app), Cancel)
                )
            )
            .Should()
            .ThrowAsync<NotFoundException>();
    }

    [Fact]
    public async Task An_authorized_official_who_is_invited_joins_and_signs_for_the_organization()
    {
        await using var app = await TestApp.StartAsync();
        var (editor, organization) = await RegisteredAsync(app);
        await InviteColleagueAsync(app, editor, organization.Id);

        (await AcceptAsync(app, await LinkAsync(app))).Dispose();

        var official = await app.ReadAsync(db =>
            db.Users.SingleAsync(u => u.Email == Email, Cancel)
        );
        var members = await app.ReadAsync(db =>
            db.Organizations.SelectMany(o => o.Members)
                .Where(m => m.PersonId == official.Id)
                .Select(m => m.Role)
                .ToListAsync(Cancel)
        );
        members.Should().Equal(OrganizationRole.AuthorizedOfficial);
    }

    [Fact]
    public async Task People_of_one_organization_invite_nobody_into_another()
    {
        await using var app = await TestApp.StartAsync();
        var (_, organization) = await RegisteredAsync(app);
        var (stranger, _) = await RegisteredAsync(app);

        await FluentActions
            .Awaiting(() => InviteColleagueAsync(app, stranger, organization.Id))
            .Should()
            .ThrowAsync<NotFoundException>();
    }

    [Fact]
    public async Task Staff_who_read_applications_invite_nobody_into_an_organization()
    {
        await using var app = await TestApp.StartAsync();
        var (_, organization) = await RegisteredAsync(app);
        var officer = await app.PersonAsync(Role.ProgramOfficer);

        await FluentActions
            .Awaiting(() => InviteColleagueAsync(app, officer, organization.Id))
            .Should()
            .ThrowAsync<RefusedException>();
    }

    private static async Task<(Account Editor, Organization Organization)> RegisteredAsync(
        TestApp app
    )
    {
        var editor = await app.PersonAsync();
        var organization = new Organization(
            "Test Archive",
            OrganizationKind.Archive,
            "US",
            new Stamp(
                new Actor(editor.Id, editor.Name, editor.Email!, new HashSet<Role>(), []),
                TestDb.Start
            )
        );
        await app.AddAsync(organization);
        return (editor, organization);
    }

    private static Task InviteAsync(TestApp app, Account by, Role role) =>
        app.AsAsync<InvitePerson>(
            by,
            invite => invite.RunAsync(Email, "New Person", [role], Cancel)
        );

    private static Task InviteColleagueAsync(TestApp app, Account by, Guid organizationId) =>
        app.AsAsync<InviteColleague>(
            by,
            invite =>
                invite.RunAsync(
                    organizationId,
                    Email,
                    "New Person",
                    OrganizationRole.AuthorizedOfficial,
                    Cancel
                )
        );

    private static Task<Guid> OnlyAsync(TestApp app) =>
        app.ReadAsync(db => db.Invitations.Select(i => i.Id).SingleAsync(Cancel));

    /// <summary>The link in the newest mail to the invited person.</summary>
    private static async Task<string> LinkAsync(TestApp app)
    {
        var body = await app.ReadAsync(db =>
            db.Mail.Where(m => m.ToAddress == Email)
                .OrderByDescending(m => m.Id)
                .Select(m => m.Body)
                .FirstAsync(Cancel)
        );
        return new Uri(Address().Match(body).Value).PathAndQuery;
    }

    private static async Task<HttpClient> AcceptAsync(TestApp app, string link)
    {
        var browser = app.Browser();
        var answer = await browser.PostFormAsync(
            link,
            ("Form.Name", "New Person"),
            ("Form.Password", Given.Password)
        );
        answer.Headers.Location.Should().NotBeNull(await answer.Content.ReadAsStringAsync(Cancel));
        return browser;
    }

    [GeneratedRegex("^http.*$", RegexOptions.Multiline)]
    private static partial Regex Address();
}
