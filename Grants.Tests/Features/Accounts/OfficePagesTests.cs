using System.Net;
using Grants.Domain.Accounts;
using Grants.Tests.Support;

namespace Grants.Tests.Features.Accounts;

/// <summary>The office's pages and exports: who gets which, over HTTP.</summary>
public sealed class OfficePagesTests
{
    private static readonly (string Path, Permission Needs)[] Addresses =
    [
        ("/work/people", Permission.ManagePeople),
        ("/work/people/invite", Permission.ManagePeople),
        ("/work/people.csv", Permission.ManagePeople),
        ("/work/funder", Permission.ManageFunder),
        ("/work/organizations", Permission.ReadApplications),
        ("/work/organizations.csv", Permission.ReadApplications),
        ("/work/mail", Permission.ReadMail),
        ("/work/mail.csv", Permission.ReadMail),
        ("/work/history", Permission.ReadHistory),
        ("/work/history.csv", Permission.ReadHistory),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_role_gets_what_its_permissions_say_and_is_denied_the_rest()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            using var browser = await app.SignInAsAsync(role);
            foreach (var (path, needs) in Addresses)
            {
                var answer = await browser.GetAsync(path, Cancel);
                var may = Roles.Permissions[role].Contains(needs);
                answer
                    .StatusCode.Should()
                    .Be(may ? HttpStatusCode.OK : HttpStatusCode.Redirect, $"{role} {path}");
                if (!may)
                    answer.Headers.Location!.AbsolutePath.Should().Be("/account/denied");
            }
        }
    }

    [Fact]
    public async Task Applicants_and_the_public_get_none_of_them()
    {
        await using var app = await TestApp.StartAsync();
        using var applicant = await app.SignInAsAsync();
        using var nobody = app.Browser();
        foreach (var (path, _) in Addresses)
        {
            var denied = await applicant.GetAsync(path, Cancel);
            denied.Headers.Location!.AbsolutePath.Should().Be("/account/denied", path);
            var asked = await nobody.GetAsync(path, Cancel);
            asked.Headers.Location!.AbsolutePath.Should().Be("/account/sign-in", path);
        }
    }

    [Theory]
    [InlineData("/work/people", Role.Administrator)]
    [InlineData("/work/organizations", Role.ProgramOfficer)]
    [InlineData("/work/mail", Role.ProgramOfficer)]
    public async Task An_unknown_record_is_not_found(string list, Role role)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignInAsAsync(role);

        var answer = await browser.GetAsync($"{list}/{Guid.CreateVersion7()}", Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_export_of_people_has_the_filters_of_its_page()
    {
        await using var app = await TestApp.StartAsync();
        await app.AddAsync(Given.Account("=Formula", "formula@example.org"));
        using var browser = await app.SignInAsAsync(Role.Administrator);

        var csv = await browser.GetStringAsync("/work/people.csv?q=formula&role=&state=", Cancel);

        csv.Trim('\uFEFF')
            .Should()
            .Be(
                "Name,E-mail address,Roles,State\r\n'=Formula,formula@example.org,No role,Active\r\n"
            );
    }

    [Fact]
    public async Task Lists_ask_the_database_as_often_for_many_rows_as_for_few()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignInAsAsync(Role.Administrator, Role.Auditor);
        string[] lists = ["/work/people", "/work/organizations", "/work/mail", "/work/history"];
        await AddRowsAsync(1);
        var few = await CountAsync();
        await AddRowsAsync(60);

        (await CountAsync()).Should().Equal(few);

        async Task AddRowsAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var person = Given.Account();
                var by = new Actor(person.Id, person.Name, "", new HashSet<Role>(), []);
                await app.AddAsync(
                    person,
                    new RoleAssignment(person.Id, Role.Reviewer),
                    new Organization("Archive", OrganizationKind.Archive, "US", Given.Stamp(by)),
                    Given.Mail()
                );
            }
        }

        async Task<List<int>> CountAsync()
        {
            var counts = new List<int>();
            foreach (var list in lists)
            {
                await browser.GetStringAsync(list, Cancel);
                var before = app.SqlCommands;
                await browser.GetStringAsync(list, Cancel);
                counts.Add(app.SqlCommands - before);
            }
            return counts;
        }
    }
}
