using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Tests.Support;
using Grants.Web.Features.Applications;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Features.Applications;

/// <summary>Queue and staff's page of an application, in a real browser.</summary>
public sealed class ScreeningBrowserTests : IAsyncLifetime
{
    private static readonly string?[] Parts =
    [
        null,
        ApplicationsRoutes.Checklist,
        ApplicationsRoutes.Changes,
        ApplicationsRoutes.Notes,
        ApplicationsRoutes.Log,
    ];

    private TestApp _app = null!;
    private TestBrowser _browser = null!;
    private Story _story = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync();
        _browser = await TestBrowser.StartAsync();
        _story = _app.Story();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Queue_and_every_part_fit_and_have_no_fault_that_axe_finds(int width)
    {
        var application = await _story.ApplicationAsync(ApplicationStatus.Screening);
        var page = await _browser.SignInAsync(
            _app,
            await _story.StaffAsync(Role.ProgramOfficer),
            width
        );
        await page.OpenAsync(ApplicationsRoutes.All);
        await page.GetByLabel($"Choose {application.ReferenceNumber}").CheckAsync();
        await Expect(page.GetByText("1 chosen, on this page or others.")).ToBeVisibleAsync();
        await page.FitsAsync();
        await page.IsAccessibleAsync();
        await page.ShowAsync($"queue-{width}");
        foreach (var part in Parts)
        {
            await page.OpenAsync(ApplicationsRoutes.Work(application.Id, part));
            await page.FitsAsync();
            await page.IsAccessibleAsync();
            await page.ShowAsync($"application-{part ?? "main"}-{width}");
        }
    }

    [Fact]
    public async Task The_checklist_is_answered_and_the_application_passed_by_keyboard()
    {
        var application = await _story.ApplicationAsync(ApplicationStatus.Screening);
        var page = await _browser.SignInAsync(_app, await _story.StaffAsync(Role.ProgramOfficer));
        await page.OpenAsync(ApplicationsRoutes.Work(application.Id, ApplicationsRoutes.Checklist));
        var gates = await page.GetByLabel("Yes").CountAsync();
        for (var i = 0; i < gates; i++)
        {
            await page.GetByLabel("Yes").Nth(i).FocusAsync();
            await page.Keyboard.PressAsync("Space");
            await Expect(page.GetByLabel("Yes").Nth(i)).ToBeCheckedAsync();
        }
        await Expect(page.GetByText("Everything is met.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pass to review" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("Screening is over.")).ToBeVisibleAsync();
    }
}
