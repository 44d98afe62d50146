using System.Text;
using System.Text.RegularExpressions;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Tests.Support;
using Grants.Web.Features.Applications;
using Grants.Web.Features.Applications.Form;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Features.Applications;

/// <summary>What several people do with one draft, in real browsers.</summary>
public sealed class DraftingBrowserTests : IAsyncLifetime
{
    private static readonly byte[] Pdf = Encoding.Latin1.GetBytes("%PDF-1.7\n%âãÏÓ\n1 0 obj\n");

    private TestApp _app = null!;
    private TestBrowser _browser = null!;
    private Story _story = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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
    public async Task Two_editors_see_each_other_and_what_the_other_saves()
    {
        var draft = await _story.ApplicationAsync(ApplicationStatus.Draft);
        var ada = await OpenAsync(await _story.ArchivistAsync(), draft, "project");
        var olga = await OpenAsync(await _story.OfficialAsync(), draft, "people");
        await Expect(ada.GetByText("Olga Official is editing People")).ToBeVisibleAsync();
        await olga.GetByRole(AriaRole.Link, new() { Name = "Project" }).First.ClickAsync();
        await Expect(ada.GetByText("Olga Official is editing Project")).ToBeVisibleAsync();
        await Expect(olga.GetByText("Ada Archivist is editing Project")).ToBeVisibleAsync();

        await ada.Locator("#a-project\\.summary").FillAsync("Ada's words");

        await Expect(olga.Locator("#a-project\\.summary")).ToHaveValueAsync("Ada's words");

        // The field that somebody is in stays as it is until they leave it.
        await olga.Locator("#a-project\\.title").FocusAsync();
        await ada.Locator("#a-project\\.title").FillAsync("Ada's title");
        await Expect(ada.Locator("#q-project\\.title .answer-saved")).ToBeVisibleAsync();
        await Expect(olga.Locator("#a-project\\.title"))
            .ToHaveValueAsync("Letters of the movement");
        await olga.Locator("#a-project\\.title").BlurAsync();
        await Expect(olga.Locator("#a-project\\.title")).ToHaveValueAsync("Ada's title");

        await olga.Context.CloseAsync();
        await Expect(ada.GetByText("Olga Official is editing")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Whoever_loses_the_line_is_shown_as_gone_and_comes_back_with_it()
    {
        var draft = await _story.ApplicationAsync(ApplicationStatus.Draft);
        var ada = await OpenAsync(await _story.ArchivistAsync(), draft, "project");
        var olga = await _browser.SignInAsync(_app, await _story.OfficialAsync());
        var line = await LostLine.OnAsync(olga);
        await olga.OpenAsync(ApplicationsRoutes.Edit(draft.Id, "people"));
        await Expect(ada.GetByText("Olga Official is editing People")).ToBeVisibleAsync();

        line.GoDead();
        await line.BreakAsync();
        await Expect(ada.GetByText("Olga Official is editing")).ToHaveCountAsync(0);
        line.ComeBack();

        await Expect(ada.GetByText("Olga Official is editing People"))
            .ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task Comments_appear_at_the_others_and_are_resolved()
    {
        var draft = await _story.ApplicationAsync(ApplicationStatus.Draft);
        var ada = await OpenAsync(await _story.ArchivistAsync(), draft, "project");
        var olga = await OpenAsync(await _story.OfficialAsync(), draft, "people");
        var box = ada.Locator("#q-project\\.title");
        await box.GetByRole(AriaRole.Button, new() { Name = "Comment on Project title" })
            .ClickAsync();
        await box.GetByLabel("Comment for your colleagues").FillAsync("Is this the whole name?");
        await box.GetByRole(AriaRole.Button, new() { Name = "Send the comment" }).ClickAsync();
        await Expect(box.GetByText("Is this the whole name?")).ToBeVisibleAsync();

        await Expect(olga.GetByText("1 new comment")).ToBeVisibleAsync();
        await olga.GetByRole(AriaRole.Link, new() { Name = "Project" }).First.ClickAsync();
        var same = olga.Locator("#q-project\\.title");
        await same.GetByRole(AriaRole.Button, new() { Name = "1 comment on Project title" })
            .ClickAsync();
        await Expect(same.GetByText("Is this the whole name?")).ToBeVisibleAsync();
        await olga.ShowAsync("comments");
        await olga.IsAccessibleAsync();
        await Expect(olga.GetByText("1 new comment")).ToHaveCountAsync(0);
        await same.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();

        await Expect(box.GetByText("1 resolved")).ToBeVisibleAsync();
        (await ValueAsync(draft, "project.title")).Should().Be("Letters of the movement");
    }

    [Fact]
    public async Task A_killed_server_loses_nothing_that_is_older_than_a_second()
    {
        var draft = await _story.ApplicationAsync(ApplicationStatus.Draft);
        var archivist = await _story.ArchivistAsync();
        await using var server = new ServerProcess(_app);
        await server.StartAsync();
        var page = await _browser.OpenAsync(server.Address);
        await page.SignInAsync(archivist.Email!, Given.Password);
        await page.OpenAsync(ApplicationsRoutes.Edit(draft.Id, "project"));
        var summary = page.Locator("#a-project\\.summary");
        await Expect(summary).ToBeEnabledAsync();
        await summary.FillAsync("");
        await summary.PressSequentiallyAsync("Older than a second.");
        await StoredAsync(draft, "project.summary", "Older than a second.");
        await summary.PressSequentiallyAsync(" And the last words");

        await server.KillAsync();
        await server.StartAsync();
        await page.GotoAsync(ApplicationsRoutes.Edit(draft.Id, "project"));
        await page.LiveAsync();
        await Expect(page.GetByText("is here again, and saved now")).ToBeVisibleAsync();
        const string All = "Older than a second. And the last words";
        await Expect(summary).ToHaveValueAsync(All);
        (await ValueAsync(draft, "project.summary")).Should().Be(All);
    }

    [Fact]
    public async Task A_small_application_is_written_and_handed_in_by_keyboard_alone()
    {
        var draft = await _app.DraftWithFilesAsync(_story);
        var page = await _browser.SignInAsync(_app, await _story.ArchivistAsync());
        await page.OpenAsync(ApplicationsRoutes.My(draft.Id));
        await TabToAsync(page, "Go on writing");
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivesAsync(new Regex("/edit$"));
        await Expect(page.Locator("#a-project\\.title")).ToBeEnabledAsync();

        await TabToAsync(page, "Project title");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("Typed without a mouse");
        await TabToAsync(page, "Summary");
        await page.Keyboard.TypeAsync("A summary.");
        await TabToAsync(page, "Next");
        await page.Keyboard.PressAsync("Enter");
        await ArrivedAsync(page, "Attachments");

        await TabToAsync(page, "Choose files");
        // Enter opens the system's own dialog from here.
        await page.Locator("input[type=file]:focus")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "letter.pdf",
                    MimeType = "application/pdf",
                    Buffer = Pdf,
                }
            );
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "letter.pdf" }))
            .ToBeVisibleAsync();
        await page.ShowAsync("attached");
        await page.IsAccessibleAsync();
        await TabToAsync(page, "It is all true.");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("Ada Archivist");
        await TabToAsync(page, "Next");
        await page.Keyboard.PressAsync("Enter");
        await ArrivedAsync(page, "Check and hand in");
        await TabToAsync(page, "Hand in the application");
        await page.Keyboard.PressAsync("Enter");

        await page.ArrivesAsync($"/my/applications/{draft.Id}");
        await Expect(page.GetByText("We have it.")).ToBeVisibleAsync();
        var stored = await _app.ReadAsync(d =>
            d.Applications.Include(a => a.Submissions).SingleAsync(Cancel)
        );
        (stored.Status, stored.Title)
            .Should()
            .Be((ApplicationStatus.Submitted, "Typed without a mouse"));
        stored.Submissions.Single().AnswersJson.Should().Contain("letter.pdf");
    }

    [Fact]
    public async Task A_file_of_another_kind_is_refused_in_words_and_one_that_fits_can_be_removed()
    {
        var draft = await _app.DraftWithFilesAsync(_story);
        var page = await OpenAsync(await _story.ArchivistAsync(), draft, "more", width: 360);
        var box = page.Locator("#q-more\\.letters");
        await SendAsync(box, "photo.pdf", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        await Expect(box.GetByText("this question takes pdf")).ToBeVisibleAsync();
        await page.FitsAsync();
        await page.IsAccessibleAsync();

        await SendAsync(box, "letter.pdf", Pdf);
        await Expect(box.GetByRole(AriaRole.Link, new() { Name = "letter.pdf" }))
            .ToBeVisibleAsync();
        await Expect(box.Locator("file-uploads")).ToHaveCountAsync(0);
        await page.ShowAsync("phone-attached");
        await box.GetByRole(AriaRole.Button, new() { Name = "Remove letter.pdf" }).ClickAsync();

        await Expect(box.Locator("file-uploads")).ToBeVisibleAsync();
        (await ValueAsync(draft, "more.letters")).Should().BeEmpty();
    }

    [Fact]
    public async Task The_official_signs_off_what_the_lead_asks_for()
    {
        var draft = await _story.ApplicationAsync(ApplicationStatus.Draft);
        await using (var db = await _app.Databases.CreateDbContextAsync(Cancel))
            await db.Calls.ExecuteUpdateAsync(
                c => c.SetProperty(x => x.NeedsSignOff, true),
                Cancel
            );
        var ada = await OpenAsync(await _story.ArchivistAsync(), draft, FormPage.Check);
        await ada.GetByRole(AriaRole.Button, new() { Name = "Ask for the sign-off" }).ClickAsync();
        await Expect(ada.GetByText("it waits for the sign-off")).ToBeVisibleAsync();

        var olga = await _browser.SignInAsync(_app, await _story.OfficialAsync());
        await olga.OpenAsync("/my");
        await olga.GetByRole(AriaRole.Link, new() { NameRegex = new("^Sign off and hand in") })
            .ClickAsync();
        await Expect(olga.GetByText("What is to be handed in")).ToBeVisibleAsync();
        await olga.ShowAsync("sign-off");
        await olga.IsAccessibleAsync();
        await olga.GetByRole(AriaRole.Button, new() { Name = "Sign off and hand in" }).ClickAsync();
        await Expect(olga.GetByText("We have it.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_applicants_pages_fit_a_phone_and_are_accessible()
    {
        var draft = await _story.ApplicationAsync(ApplicationStatus.Draft);
        var handedIn = await _story.ApplicationAsync(title: "Posters");
        var page = await _browser.SignInAsync(_app, await _story.ArchivistAsync(), width: 360);
        foreach (
            var address in (string[])
                [
                    ApplicationsRoutes.Mine,
                    ApplicationsRoutes.My(draft.Id),
                    ApplicationsRoutes.My(handedIn.Id),
                    ApplicationsRoutes.Deleted,
                ]
        )
        {
            await page.OpenAsync(address);
            await page.FitsAsync();
            await page.IsAccessibleAsync();
            await page.ShowAsync($"phone-{address.Split('/')[^1]}");
        }
        await page.GotoAsync(ApplicationsRoutes.Print(draft.Id));
        await page.FitsAsync();
    }

    [Fact]
    public async Task The_applicant_asks_and_staff_answer()
    {
        var draft = await _story.ApplicationAsync(ApplicationStatus.Draft);
        var ada = await _browser.SignInAsync(_app, await _story.ArchivistAsync());
        await ada.OpenAsync(ApplicationsRoutes.My(draft.Id));
        await ada.GetByLabel("Your question").FillAsync("May we send film as well?");
        await ada.GetByRole(AriaRole.Button, new() { Name = "Ask" }).ClickAsync();
        await Expect(ada.GetByText("Our staff were told by mail.")).ToBeVisibleAsync();

        var officer = await _browser.SignInAsync(
            _app,
            await _story.StaffAsync(Role.ProgramOfficer)
        );
        await officer.OpenAsync("/work");
        await officer
            .GetByRole(AriaRole.Link, new() { NameRegex = new("^Answer the question") })
            .ClickAsync();
        await Expect(officer.GetByText("May we send film as well?")).ToBeVisibleAsync();
        await officer.GetByLabel("Your answer").FillAsync("You may.");
        await officer.GetByRole(AriaRole.Button, new() { Name = "Answer" }).ClickAsync();
        await Expect(officer.GetByText("The applicant was told by mail.")).ToBeVisibleAsync();
        await officer.IsAccessibleAsync();
    }

    private async Task<IPage> OpenAsync(
        Grants.Data.Identity.Account account,
        Application draft,
        string section,
        int width = 1280
    )
    {
        var page = await _browser.SignInAsync(_app, account, width);
        await page.OpenAsync(ApplicationsRoutes.Edit(draft.Id, section));
        await Expect(page.Locator(".form-body:enabled")).ToBeVisibleAsync();
        return page;
    }

    private static Task SendAsync(ILocator box, string name, byte[] content) =>
        box.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = "application/pdf",
                    Buffer = content,
                }
            );

    /// <summary>At a step of the form: its heading gets the focus once it is there.</summary>
    private static async Task ArrivedAsync(IPage page, string title)
    {
        await Expect(page.Locator("#section-title")).ToHaveTextAsync(title);
        await Expect(page.Locator("#section-title")).ToBeFocusedAsync();
    }

    /// <summary>Goes on with Tab until what has the focus is called so.</summary>
    private static async Task TabToAsync(IPage page, string name)
    {
        for (var i = 0; i < 150; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<string>(
                "() => { const e = document.activeElement; return (e.labels?.[0] ?? e).innerText.trim(); }"
            );
            if (focused.StartsWith(name, StringComparison.Ordinal))
                return;
        }
        throw new InvalidOperationException($"Tab never came to \"{name}\".");
    }

    /// <summary>Waits until the server has it. On an idle machine that is less than a second after the typing.</summary>
    private async Task StoredAsync(Application application, string key, string value)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (await ValueAsync(application, key) == value)
                return;
            await Task.Delay(100, Cancel);
        }
        (await ValueAsync(application, key)).Should().Be(value);
    }

    private Task<string> ValueAsync(Application application, string key) =>
        _app.ReadAsync(async d =>
            (
                await d
                    .Applications.Include(a => a.Answers)
                    .SingleAsync(a => a.Id == application.Id)
            ).ValueOf(key)
        );
}
