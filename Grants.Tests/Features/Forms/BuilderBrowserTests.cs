using System.Text.RegularExpressions;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Tests.Support;
using Grants.Web.Features.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Features.Forms;

public sealed class BuilderBrowserTests : IAsyncLifetime
{
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

    [Fact]
    public async Task A_form_is_built_moved_about_and_tried_by_keyboard_alone()
    {
        var page = await _browser.SignInAsync(_app, await _story.StaffAsync(Role.ProgramOfficer));
        await page.OpenAsync(FormsRoutes.List);
        await page.IsAccessibleAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FocusAsync();
        await page.Keyboard.TypeAsync("Small grants");
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivesAsync(new Regex("/work/forms/[^/]+-[^/]+$"));
        await Expect(page.Locator("h1")).ToBeFocusedAsync(); // a new page begins at its heading

        await AddAsync(page, "Who helps?", "Choice");
        await Expect(page.GetByLabel("Choices")).ToHaveValueAsync("First choice\nSecond choice");
        await page.GetByLabel("Choices").FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("Nobody\nA partner");
        await page.Keyboard.PressAsync("Tab");
        await SavedAsync(page, "choices");
        await page.GetByRole(AriaRole.Link, new() { Name = "Project", Exact = false })
            .First.PressAsync("Enter");
        await AddAsync(page, "Who is the partner?", "Organization");
        await page.GetByLabel("Asked", new() { Exact = true })
            .SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await SavedAsync(page, "condition");
        await page.GetByRole(AriaRole.Radio, new() { Name = "A partner" }).First.PressAsync(" ");
        await SavedAsync(page, "condition");
        await page.ShowAsync("builder");
        await page.IsAccessibleAsync();

        // Tried where it is built: the partner is asked for once there is one.
        var preview = page.Locator(".builder-preview");
        await Expect(preview.GetByLabel("Who is the partner?")).ToHaveCountAsync(0);
        await preview.GetByLabel("A partner").PressAsync(" ");
        await Expect(preview.GetByLabel("Who is the partner?")).ToBeVisibleAsync();

        // Up twice: the focus stays on the button that moves it.
        await page.GetByRole(AriaRole.Button, new() { Name = "Move \"Who is the partner?\" up" })
            .FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".form-tree li li").Nth(1))
            .ToContainTextAsync("Who is the partner?");
        await Expect(page.GetByText("No earlier question has the key")).ToBeVisibleAsync();
        await Expect(
                page.GetByRole(AriaRole.Button, new() { Name = "Move \"Who is the partner?\" up" })
            )
            .ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Move \"Who is the partner?\" down" })
            .PressAsync("Enter");
        await Expect(page.GetByText("No earlier question has the key")).ToHaveCountAsync(0);

        var form = await _app.ReadAsync(d =>
            d.FormVersions.SingleAsync(f => f.Name == "Small grants")
        );
        form.Definition.Questions.Select(q => q.Label)
            .Should()
            .Equal("Project title", "Who helps?", "Who is the partner?");
        FormRules.Faults(form.Definition, form.Kind).Should().BeEmpty();
        var condition = form.Definition.Questions.Last().ShowWhen!;
        condition.Test.Should().Be(ConditionTest.Is);
        condition.Values.Should().Equal("A partner");
    }

    [Fact]
    public async Task The_shipped_form_is_dragged_and_tried_with_groups_and_tables()
    {
        var used = (await _story.CallAsync()).Form;
        var page = await _browser.SignInAsync(_app, await _story.StaffAsync(Role.ProgramOfficer));
        await page.OpenAsync(FormsRoutes.Form(used.Id, "project", "project.title"));
        await Expect(page.GetByText("This version is in use")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make version 2" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "version 2" }))
            .ToBeVisibleAsync();
        await page.OpenAsync(page.Url);
        await page.Locator(".builder[data-alive]").WaitForAsync();
        await page.Locator("li[draggable=true]", new() { HasText = "Type of grant" })
            .DragToAsync(page.Locator("li[draggable=true]", new() { HasText = "Project title" }));
        await Expect(page.Locator(".tree-section").Nth(2).Locator("li").First)
            .ToContainTextAsync("Type of grant");
        await page.GotoAsync(page.Url.Split('?')[0] + "?section=budget&question=budget.lines");
        await page.LiveAsync();
        await page.ShowAsync("builder-budget");
        await page.IsAccessibleAsync();

        await page.GotoAsync(page.Url.Split('?')[0] + "/try?section=collections");
        await page.LiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a collection" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Papers");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a row" }).ClickAsync();
        await page.GetByLabel("Count, row 1").FillAsync("1200");
        await Expect(page.Locator("tr.column-totals")).ToContainTextAsync("1,200");
        await page.ShowAsync("builder-try");
        await page.IsAccessibleAsync();
    }

    [Fact]
    public async Task Drafts_are_moved_after_a_look_at_what_changes_and_all_pages_fit_a_phone()
    {
        await _story.ApplicationAsync(ApplicationStatus.Draft, title: "Letters");
        var used = (await _story.CallAsync()).Form;
        var officer = await _story.StaffAsync(Role.ProgramOfficer);
        var page = await _browser.SignInAsync(_app, officer, width: 360);
        await page.OpenAsync(FormsRoutes.Form(used.Id));
        await page.FitsAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make version 2" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "version 2" }))
            .ToBeVisibleAsync();
        await page.LiveAsync();
        await AddAsync(page, "Why now?", "LongText");
        await page.FitsAsync();
        await page.ShowAsync("phone-builder");
        await page.GetByRole(AriaRole.Link, new() { Name = "Move a published call" }).ClickAsync();
        await Expect(page.GetByText("Asked now as well")).ToBeVisibleAsync();
        await page.FitsAsync();
        await page.IsAccessibleAsync();
        await page.ShowAsync("phone-move-drafts");
        await page.GetByRole(AriaRole.Button, new() { Name = "Let the call ask this version" })
            .ClickAsync();
        await page.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true })
            .ClickAsync();
        await Expect(page.GetByText("1 draft was moved.")).ToBeVisibleAsync();
        await page.OpenAsync(FormsRoutes.List);
        await page.FitsAsync();
        await page.ShowAsync("phone-forms");
    }

    private static async Task AddAsync(IPage page, string label, string kind)
    {
        await page.GetByLabel("New question").FocusAsync();
        await page.Keyboard.TypeAsync(label);
        await page.GetByLabel("Kind", new() { Exact = true }).SelectOptionAsync(kind);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the question" })
            .PressAsync("Enter");
        await Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync(label);
    }

    /// <summary>Said to whoever doesn't see it, once it is stored.</summary>
    private static Task SavedAsync(IPage page, string what) =>
        Expect(page.Locator("p[role=status].visually-hidden")).ToContainTextAsync(what);
}
