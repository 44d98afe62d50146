using Grants.Domain.Accounts;
using Grants.Domain.Programs;
using Grants.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Grants.Tests.Features.Programs;

/// <summary>The call editor and what applicants see of it, on a phone.</summary>
public sealed class CallEditorBrowserTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rolling_test_call_is_made_on_a_phone_with_each_mistake_said_at_its_field()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var open = await story.CallAsync();
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        await using var browser = await TestBrowser.StartAsync();
        var page = await browser.SignInAsync(app, officer, 360);
        await page.OpenAsync($"/work/calls/new?program={open.Program.Id}");

        await page.GetByLabel("Title").FillAsync("Emergency grants");
        await page.GetByLabel("Title").BlurAsync();
        await page.GetByLabel("Guidelines").FillAsync("For what decays.");
        await page.GetByLabel("Opens").FillAsync("2026-01-02T09:00");
        await page.GetByLabel("Rolling call").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a cut-off" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a milestone" }).ClickAsync();
        await page.GetByLabel("Award cap").FillAsync("5000");
        await page.GetByLabel("Least to ask for").FillAsync("9000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();

        await Assertions
            .Expect(page.Locator("#cut-off-0-error"))
            .ToHaveTextAsync("Choose the date, or remove it.");
        await Assertions
            .Expect(page.Locator("#milestone-0-error"))
            .ToHaveTextAsync("Name it, or remove it.");
        await Assertions
            .Expect(page.Locator("#minimum-error"))
            .ToHaveTextAsync("It can't be more than the cap.");
        await page.FitsAsync();
        await page.IsAccessibleAsync();
        await page.ShowAsync("calls-editor-360");

        await page.GetByLabel("Cut-off 1", new() { Exact = true }).FillAsync("2034-01-30T17:00");
        await page.GetByLabel("Milestone 1", new() { Exact = true }).FillAsync("Committee meeting");
        await page.GetByLabel("Date of milestone 1").FillAsync("2034-03-01T10:00");
        await page.GetByLabel("Least to ask for").FillAsync("500");
        await page.GetByLabel("Grace in minutes").FillAsync("15");
        await page.GetByLabel("Test mode").CheckAsync();
        await page.GetByLabel("Testers").FillAsync("ada@archive.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).WaitForAsync();

        var call = await app.ReadAsync(db =>
            db.Calls.SingleAsync(c => c.Slug == "emergency-grants", Cancel)
        );
        (call.DeadlineAt, call.GraceMinutes, call.IsTest, call.Rules.Minimum)
            .Should()
            .Be((null, 15, true, 500m));
        call.Milestones.Should().ContainSingle().Which.Title.Should().Be("Committee meeting");
        call.Eligibility.Should().Equal(Eligibility.Default);
        await page.IsAccessibleAsync();
    }

    [Fact]
    public async Task Eligibility_is_asked_first_and_a_later_deadline_shows_on_the_form()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var open = await story.CallAsync();
        await story.OrganizationAsync();
        var call = await AskingAsync(app, open);
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        await using var browser = await TestBrowser.StartAsync();
        var staff = await browser.SignInAsync(app, officer, 360);
        await staff.OpenAsync($"/work/calls/{call.Id}/extensions");
        await staff
            .GetByLabel("Applicant", new() { Exact = true })
            .SelectOptionAsync(
                new SelectOptionValue { Label = "Test Archive: whatever it hands in" }
            );
        await staff.GetByLabel("Reason").FillAsync("The archive was flooded.");
        await staff.GetByRole(AriaRole.Button, new() { Name = "Extend and tell" }).ClickAsync();
        await Assertions.Expect(staff.GetByText("2 people get a mail.")).ToBeVisibleAsync();
        await staff.FitsAsync();
        await staff.IsAccessibleAsync();
        await staff.ShowAsync("calls-extensions-360");

        var page = await browser.SignInAsync(app, await story.ArchivistAsync(), 360);
        await page.OpenAsync($"/my/applications/new?call={call.Id}");
        await page.GetByLabel("No", new() { Exact = true }).CheckAsync();
        await Assertions.Expect(page.GetByText("Only archives can apply.")).ToBeVisibleAsync();
        await page.FitsAsync();
        await page.IsAccessibleAsync();
        await page.ShowAsync("calls-start-360");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the application" })
            .ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Alert))
            .ToHaveTextAsync("Only archives can apply.");
        await page.GetByLabel("Yes", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the application" })
            .ClickAsync();

        await Assertions
            .Expect(page.Locator(".deadline-bar"))
            .ToContainTextAsync("Extended for you: The archive was flooded.");
        await page.LiveAsync();
        await page.FitsAsync();
        await page.IsAccessibleAsync();
        await page.ShowAsync("calls-form-360");
    }

    /// <summary>Open, with one must-have and milestones.</summary>
    private static async Task<Call> AskingAsync(TestApp app, Story.OpenCall open)
    {
        var by = Given.Stamp(Given.Actor(Role.ProgramOfficer), open.Call.OpensAt);
        var call = new Call(
            open.Program.Id,
            open.Fund.Id,
            open.Form.Id,
            open.Rubric.Id,
            open.Call.Terms with
            {
                Title = "Asking call",
                Eligibility =
                [
                    new("archive", "Are you an archive?", true, "Only archives can apply."),
                ],
            },
            "asking-call",
            by
        );
        call.Publish(by);
        await app.AddAsync(call);
        return call;
    }
}
