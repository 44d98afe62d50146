using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
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
        await page.GetByLabel("What to do").SelectOptionAsync("Ask the applicants for more");
        await page.GetByLabel("Significance").CheckAsync();
        await page.GetByLabel("Due").FillAsync("2999-12-31");
        var ask = page.GetByRole(
            AriaRole.Button,
            new() { Name = "Ask the applicants for more (1)" }
        );
        await Expect(ask).ToBeDisabledAsync();
        await page.GetByLabel("What you ask for").FillAsync("Which years?");
        await Expect(ask).ToBeEnabledAsync();
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
        await Expect(page.Locator(".form-body:enabled")).ToBeVisibleAsync();
        await Expect(page.Locator("h1")).ToBeFocusedAsync(); // a new page begins at its heading
        var gates = await page.GetByLabel("Yes").CountAsync();
        for (var i = 0; i < gates; i++)
        {
            await page.GetByLabel("Yes").Nth(i).PressAsync("Space");
            await Expect(page.GetByLabel("Yes").Nth(i)).ToBeCheckedAsync();
        }
        await Expect(page.GetByText("Everything is met.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pass to review" })
            .PressAsync("Enter");

        await Expect(page.GetByText("Screening is over.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_checklist_of_any_question_type_keeps_itself()
    {
        var application = await _story.ApplicationAsync(ApplicationStatus.Screening);
        await _app.AddAsync(
            new FormVersion(
                "Our checklist",
                1,
                FormKind.ScreeningChecklist,
                Everything,
                Given.Stamp(Given.Actor(Role.ProgramOfficer))
            )
        );
        var page = await _browser.SignInAsync(_app, await _story.StaffAsync(Role.ProgramOfficer));
        var address = ApplicationsRoutes.Work(application.Id, ApplicationsRoutes.Checklist);
        await page.OpenAsync(address);

        await page.GetByLabel("Reference of the deed").FillAsync("MS-12");
        await page.GetByLabel("High").CheckAsync();
        await page.GetByLabel("Boxes counted").FillAsync("12");
        await page.GetByLabel("Water damage").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a row" }).ClickAsync();
        await page.GetByLabel("Shelf").FillAsync("B 4");
        await Expect(page.GetByText("Everything is met.")).ToBeVisibleAsync();
        await page.IsAccessibleAsync();
        await page.ShowAsync("checklist-types");
        await page.OpenAsync(address);

        await Expect(page.GetByLabel("Reference of the deed")).ToHaveValueAsync("MS-12");
        await Expect(page.GetByLabel("Boxes counted")).ToHaveValueAsync("12");
        await Expect(page.GetByLabel("Water damage")).ToBeCheckedAsync();
        await Expect(page.GetByLabel("Shelf")).ToHaveValueAsync("B 4");
    }

    private static FormDefinition Everything { get; } =
        new([
            new FormSection(
                "all",
                "All kinds",
                "",
                [
                    new Question("deed", "Reference of the deed", QuestionType.ShortText),
                    new Question("urgent", "How urgent", QuestionType.Choice)
                    {
                        Options = ["Low", "High"],
                    },
                    new Question("boxes", "Boxes counted", QuestionType.Number),
                    new Question("damage", "Damage seen", QuestionType.ManyChoices)
                    {
                        Options = ["Water damage", "Mould"],
                    },
                    new Question("shelves", "Shelves looked at", QuestionType.Table)
                    {
                        Required = true,
                        Columns = [new FormColumn("shelf", "Shelf", QuestionType.ShortText)],
                    },
                ]
            ),
        ]);
}
