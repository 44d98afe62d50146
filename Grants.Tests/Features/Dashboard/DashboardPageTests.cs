using System.Net;
using System.Text.RegularExpressions;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Awards;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Tests.Support;

namespace Grants.Tests.Features.Dashboard;

public sealed class DashboardPageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("applications", "Status,Applications")]
    [InlineData("money", "Fund,Currency,Awarded,Obligated,Paid")]
    [InlineData("items", "Month,Delivered,Accepted,Published")]
    [InlineData("institutions", "Institution,Promised,Accepted,Published")]
    [InlineData("waiting", "What,For,Waiting")]
    public async Task Each_figure_is_a_file(string figure, string heading)
    {
        await using var app = await TestApp.StartAsync();
        await app.Story().DeliveryAsync(DeliverableStatus.Accepted);
        var officer = await app.SignInAsAsync(Role.ProgramOfficer);

        var answer = await officer.GetAsync($"/work/dashboard/{figure}.csv", Cancel);

        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/csv");
        var lines = (await answer.Content.ReadAsStringAsync(Cancel)).Trim('\uFEFF').Split("\r\n");
        lines[0].Should().Be(heading);
        lines[1].Should().NotBeEmpty();
    }

    [Fact]
    public async Task Figures_are_for_the_permission_and_unknown_ones_are_not_found()
    {
        await using var app = await TestApp.StartAsync();
        var editor = await app.SignInAsAsync(Role.CatalogEditor);
        var officer = await app.SignInAsAsync(Role.FinanceOfficer);

        (await editor.GetAsync("/work/dashboard/money.csv", Cancel))
            .StatusCode.Should()
            .NotBe(HttpStatusCode.OK);
        (await officer.GetAsync("/work/dashboard/nothing.csv", Cancel))
            .StatusCode.Should()
            .Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_number_of_queries_does_not_grow_with_the_programme()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        await story.DeliveryAsync(DeliverableStatus.Accepted);
        var officer = await app.SignInAsAsync(Role.ProgramOfficer, Role.CatalogEditor);
        async Task<int> CountAsync(string page)
        {
            (await officer.GetAsync(page, Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
            var before = app.SqlCommands;
            await officer.GetAsync(page, Cancel);
            return app.SqlCommands - before;
        }
        var few = (await CountAsync("/work/dashboard"), await CountAsync("/work"));

        for (var i = 0; i < 10; i++)
            await story.ApplicationAsync(
                i % 2 == 0 ? ApplicationStatus.InReview : ApplicationStatus.Approved,
                amount: 100
            );
        for (var i = 0; i < 10; i++)
            await story.RecordAsync();

        (await CountAsync("/work/dashboard"), await CountAsync("/work")).Should().Be(few);
    }

    [Theory]
    [InlineData(360, false)]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    public async Task Charts_and_next_steps_fit_and_are_accessible(int width, bool dark)
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var story = app.Story();
        var delivery = await story.DeliveryAsync(DeliverableStatus.Accepted);
        await story.AwardAsync(AwardStatus.LetterDrafted, amount: 5_000);
        await story.ApplicationAsync();
        await story.ApplicationAsync(ApplicationStatus.InReview);
        await story.ApplicationAsync(ApplicationStatus.Declined);
        for (var i = 0; i < 4; i++)
            await story.RecordAsync(awardId: delivery.Award.Award.Id);
        await story.RecordAsync(CatalogStatus.Draft);
        var person = Given.Account("Paula Officer");
        await app.AddAsync(
            person,
            new RoleAssignment(person.Id, Role.ProgramOfficer),
            new RoleAssignment(person.Id, Role.GrantsOfficer)
        );
        var page = await browser.SignInAsync(app, person, width, dark);
        var look = $"{width}{(dark ? "-dark" : "")}";

        foreach (
            var (name, path) in new[] { ("dashboard", "/work/dashboard"), ("next-steps", "/work") }
        )
        {
            await page.OpenAsync(path);
            await page.FitsAsync();
            await page.IsAccessibleAsync();
            await page.ShowAsync($"{name}-{look}");
        }
        await page.OpenAsync("/work/dashboard");
        await page.GetByText("Applications by status as a table").ClickAsync();
        await page.IsAccessibleAsync();
        await page.GetByLabel("Call").SelectOptionAsync("Spring call");
        await page.ArrivesAsync(new Regex("[?&]call="));
    }
}
