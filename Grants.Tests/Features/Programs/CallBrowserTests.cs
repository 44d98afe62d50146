using Grants.Domain.Accounts;
using Grants.Domain.Programs;
using Grants.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Grants.Tests.Features.Programs;

public sealed class CallBrowserTests
{
    [Fact]
    public async Task An_officer_makes_program_fund_and_call_and_anybody_reads_it()
    {
        await using var app = await TestApp.StartAsync();
        var officer = Given.Account("Paula Officer");
        await app.AddAsync(officer, new RoleAssignment(officer.Id, Role.ProgramOfficer));
        await using var browser = await TestBrowser.StartAsync();
        var page = await browser.SignInAsync(app, officer);

        await MakeFundAsync(page);
        await MakeProgramAsync(page);
        await DraftCallAsync(page);
        await PublishAsync(page);
        await ExtendAsync(page);

        var call = await app.ReadAsync(db => db.Calls.SingleAsync());
        call.Status.Should().Be(CallStatus.Published);
        var anybody = await browser.OpenAsync(app);
        foreach (var path in (string[])["/", "/calls", "/calls/grants-for-letters-2027"])
        {
            await anybody.GotoAsync(path);
            await Assertions
                .Expect(anybody.GetByText("31 January 2035, 17:00:00").First)
                .ToBeVisibleAsync();
            await anybody.IsAccessibleAsync();
            await anybody.ShowAsync($"programs-public{path.Replace('/', '-')}");
        }
        (
            await anybody
                .Locator("local-time")
                .First.EvaluateAsync<string>("element => element.shadowRoot.textContent")
        )
            .Should()
            .Contain("31 January at 23:00 your time");
        await Assertions
            .Expect(anybody.GetByRole(AriaRole.Link, new() { Name = "Start an application" }))
            .ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_typed_is_still_there_after_a_refusal_and_nothing_is_left_unsaved_unasked()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var open = await story.CallAsync();
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        await using var browser = await TestBrowser.StartAsync();
        var page = await browser.SignInAsync(app, officer);
        await page.OpenAsync($"/work/calls/new?program={open.Program.Id}");

        await page.GetByLabel("Title").FillAsync("Spring call");
        await page.GetByLabel("Guidelines").FillAsync("Words that must not be lost");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Choose the deadline.")).ToBeVisibleAsync();
        await page.GetByLabel("Opens").FillAsync("2035-01-02T09:00");
        await page.GetByLabel("Deadline").FillAsync("2035-01-31T17:00");
        await page.GetByLabel("Award cap").FillAsync("5000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();

        await Assertions
            .Expect(page.GetByRole(AriaRole.Alert))
            .ToContainTextAsync("has the address spring-call already");
        await Assertions
            .Expect(page.GetByLabel("Guidelines"))
            .ToHaveValueAsync("Words that must not be lost");
        await page.GetByRole(AriaRole.Link, new() { Name = "Funds" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Leave without saving?")).ToBeVisibleAsync();
        await page.IsAccessibleAsync();
    }

    [Fact]
    public async Task Pages_fit_a_phone_and_are_accessible_in_the_dark()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var made = await story.AwardAsync();
        var open = await story.CallAsync();
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        await using var browser = await TestBrowser.StartAsync();
        var page = await browser.SignInAsync(app, officer, 360, dark: true);

        foreach (
            var path in (string[])
                [
                    "/work/programs",
                    $"/work/programs/{open.Program.Id}",
                    "/work/funds",
                    $"/work/funds/{open.Fund.Id}",
                    $"/work/calls/new?program={open.Program.Id}",
                    $"/work/calls/{open.Call.Id}",
                ]
        )
        {
            await page.OpenAsync(path);
            await CheckAsync(page, path);
        }
        foreach (var path in (string[])["/", "/calls", "/calls/spring-call"])
        {
            await page.GotoAsync(path);
            await CheckAsync(page, path);
        }
        made.Award.Number.Should().NotBeEmpty();
    }

    private static async Task CheckAsync(IPage page, string path)
    {
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        await page.FitsAsync();
        await page.IsAccessibleAsync();
        var name = path.Split('?')[0].Replace('/', '-');
        await page.ShowAsync($"programs-360{name[..Math.Min(name.Length, 20)]}");
    }

    private static async Task MakeFundAsync(IPage page)
    {
        await page.OpenAsync("/work/funds");
        await page.IsAccessibleAsync();
        await page.GetByLabel("Name").FillAsync("Letters fund");
        await page.GetByLabel("Source").FillAsync("The Test family");
        await page.GetByLabel("First deposit").FillAsync("150000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the fund" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Letters fund", Level = 1 })
            .WaitForAsync();
        await page.OpenAsync(new Uri(page.Url).AbsolutePath);
        await page.GetByText("Deposit", new() { Exact = true }).First.ClickAsync();
        await page.GetByLabel("Amount").FillAsync("2500.50");
        await page.GetByLabel("Note").FillAsync("A second gift");
        await page.GetByRole(AriaRole.Button, new() { Name = "Deposit" }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Status))
            .ToContainTextAsync("in the ledger");
        await Assertions.Expect(page.GetByText("$152,500.50").First).ToBeVisibleAsync();
        await page.IsAccessibleAsync();
        await page.ShowAsync("programs-fund");
    }

    private static async Task MakeProgramAsync(IPage page)
    {
        await page.OpenAsync("/work/programs");
        await page.IsAccessibleAsync();
        await page.GetByLabel("Name").FillAsync("Digitization Grants");
        await page.GetByLabel("Summary").FillAsync("For archives that hold letters.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the program" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Draft the first call" }).ClickAsync();
    }

    private static async Task DraftCallAsync(IPage page)
    {
        await page.GetByLabel("Title").FillAsync("Grants for letters 2027");
        await page.GetByLabel("Title").BlurAsync();
        await Assertions
            .Expect(page.GetByLabel("Public address"))
            .ToHaveValueAsync("grants-for-letters-2027");
        await page.GetByLabel("Summary").FillAsync("Letters, photographs and newsletters.");
        await page.GetByLabel("Guidelines")
            .FillAsync("# Who may apply\n\nAny archive with **letters**.\n\n- one\n- two");
        await Assertions
            .Expect(page.Locator(".markdown-preview h3"))
            .ToHaveTextAsync("Who may apply");
        await page.GetByLabel("Time zone").FillAsync("America/New_York");
        await page.GetByLabel("Opens").FillAsync("2026-01-02T09:00");
        await page.GetByLabel("Deadline").FillAsync("2035-01-30T17:00");
        await page.GetByLabel("Award cap").FillAsync("25000");
        await page.IsAccessibleAsync();
        await page.ShowAsync("programs-new-call");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).WaitForAsync();
        await page.IsAccessibleAsync();
        await page.ShowAsync("programs-draft");
    }

    private static async Task PublishAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Dialog))
            .ToContainTextAsync("30 January 2035, 17:00:00 (America/New_York)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish the call" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Published.");
    }

    private static async Task ExtendAsync(IPage page)
    {
        await page.GetByText("Extend the deadline").ClickAsync();
        await page.GetByLabel("New deadline").FillAsync("2035-01-31T17:00");
        await page.GetByLabel("Reason").FillAsync("Snow closed the archives.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Extend and tell" }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Status))
            .ToContainTextAsync("31 January 2035, 17:00:00 (America/New_York). Nobody");
        await page.IsAccessibleAsync();
        await page.ShowAsync("programs-call");
        await page.OpenAsync("/work/programs");
        await page.ShowAsync("programs-list");
        await page.OpenAsync("/work/funds");
        await page.ShowAsync("programs-funds");
    }
}
