using System.Text.RegularExpressions;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Tests.Support;
using Grants.Web.Features.Accounts;
using Grants.Web.Features.Applications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Features.Applications;

public sealed class FormBrowserTests : IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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
    public async Task An_archivist_fills_the_whole_shipped_form_and_hands_it_in()
    {
        var call = (await _story.CallAsync()).Call;
        var page = await _browser.SignInAsync(_app, await _story.ArchivistAsync());
        await page.OpenAsync(ApplicationsRoutes.Start(call.Id));
        await page.ShowAsync("start");
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the application" })
            .ClickAsync();
        await page.ArrivesAsync(new Regex("/edit$"));

        foreach (var section in DefaultForm.Make().Sections)
        {
            await Expect(page.Locator("#section-title")).ToHaveTextAsync(section.Title);
            foreach (var question in section.Questions.Where(q => q.Required && q.ShowWhen is null))
                await page.FillAsync(question);
            await page.ShowAsync($"form-{section.Key}");
            await page.IsAccessibleAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Next", Exact = true }).ClickAsync();
        }

        await Expect(page.GetByText("Every required answer is there.")).ToBeVisibleAsync();
        await page.ShowAsync("form-check");
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Hand in the application" })
            .ClickAsync();
        await Expect(page.GetByText("TF-", new() { Exact = false }).First).ToBeVisibleAsync();
        await page.ShowAsync("handed-in");
        await page.IsAccessibleAsync();

        var stored = await _app.ReadAsync(d => d.Applications.SingleAsync());
        (stored.Status, stored.Title)
            .Should()
            .Be((ApplicationStatus.Submitted, "As the papers show"));
        (await _app.ReadAsync(d => d.Mail.CountAsync(m => m.Subject.StartsWith("Received:"))))
            .Should()
            .Be(2);
    }

    [Fact]
    public async Task Text_typed_into_a_dead_line_is_there_after_a_reload_and_gets_saved()
    {
        var (page, line, draft) = await OpenFormAsync("project");
        line.GoDead();
        await page.Locator("#a-project\\.summary").FillAsync("Typed while nobody listened.");
        await Expect(page.Locator(".answer[data-late] .answer-late")).ToBeVisibleAsync();
        (await ValueAsync(draft, "project.summary")).Should().Be("As the papers show");

        await page.Context.SetOfflineAsync(true);
        await line.BreakAsync();
        await page.Context.SetOfflineAsync(false);
        line.ComeBack();
        await page.GotoAsync(ApplicationsRoutes.Edit(draft.Id, "people"));
        await page.LiveAsync();

        await Expect(page.GetByText("is here again, and saved now")).ToBeVisibleAsync();
        await page.ShowAsync("form-restored");
        await page.IsAccessibleAsync();
        (await ValueAsync(draft, "project.summary")).Should().Be("Typed while nobody listened.");
        (await KeptAsync(page)).Should().Be(0);
    }

    [Fact]
    public async Task Text_typed_into_a_dead_line_is_saved_once_the_circuit_is_back()
    {
        var (page, line, draft) = await OpenFormAsync("project");
        line.GoDead();
        await page.Locator("#a-project\\.title").FillAsync("Written in a tunnel");
        await Expect(page.Locator(".answer[data-late] .answer-late")).ToBeVisibleAsync();

        line.ComeBack();
        await line.BreakAsync();

        await Expect(page.Locator("#q-project\\.title .answer-saved"))
            .ToBeVisibleAsync(new() { Timeout = 30_000 });
        (await ValueAsync(draft, "project.title")).Should().Be("Written in a tunnel");
        (await page.Locator("#a-project\\.title").InputValueAsync())
            .Should()
            .Be("Written in a tunnel");
        (await KeptAsync(page)).Should().Be(0);
    }

    [Fact]
    public async Task A_session_that_ends_while_typing_loses_nothing()
    {
        var (page, _, draft) = await OpenFormAsync("project");
        var archivist = await _story.ArchivistAsync();
        await using (var db = await _app.Databases.CreateDbContextAsync(Cancel))
        {
            Credentials.EndSessions(await db.Users.SingleAsync(u => u.Id == archivist.Id, Cancel));
            await db.SaveChangesAsync(Cancel);
        }
        await page.Locator("#a-project\\.title").FillAsync("Written after the end");
        await page.ArrivesAsync("/account/sign-in");
        (await ValueAsync(draft, "project.title")).Should().Be("Letters of the movement");

        await page.GetByLabel("E-mail address").FillAsync(archivist.Email!);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Given.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true })
            .ClickAsync();

        await Expect(page.GetByText("is here again, and saved now")).ToBeVisibleAsync();
        (await ValueAsync(draft, "project.title")).Should().Be("Written after the end");
    }

    [Fact]
    public async Task Two_editors_of_one_answer_see_both_texts_and_one_chooses()
    {
        var (ada, _, draft) = await OpenFormAsync("significance");
        var olga = await _browser.SignInAsync(_app, await _story.OfficialAsync());
        await olga.OpenAsync(ApplicationsRoutes.Edit(draft.Id, "significance"));

        // Ada is in the field already, so what Olga saves doesn't appear in it.
        await ada.Locator("#a-significance\\.names").FocusAsync();
        await olga.Locator("#a-significance\\.names").FillAsync("Olga's names");
        await Expect(olga.Locator("#q-significance\\.names .answer-saved")).ToBeVisibleAsync();
        await ada.Locator("#a-significance\\.names").FillAsync("Ada's names");

        await Expect(ada.GetByText("Olga Official changed this answer while you were writing."))
            .ToBeVisibleAsync();
        await ada.ShowAsync("form-two-texts");
        await ada.IsAccessibleAsync();
        (await ValueAsync(draft, "significance.names")).Should().Be("Olga's names");

        await ada.GetByRole(AriaRole.Button, new() { Name = "Keep both, one below the other" })
            .ClickAsync();
        await Expect(ada.Locator("#q-significance\\.names .answer-saved")).ToBeVisibleAsync();
        (await ada.Locator("#a-significance\\.names").InputValueAsync())
            .Should()
            .Be("Olga's names\n\nAda's names");
        (await ValueAsync(draft, "significance.names")).Should().Be("Olga's names\n\nAda's names");
    }

    [Fact]
    public async Task A_very_long_answer_in_Hebrew_is_saved_whole()
    {
        var (page, _, draft) = await OpenFormAsync("significance");
        var text = string.Concat(Enumerable.Repeat("מכתבים מהתנועה ", 10_000)).Trim();

        await page.Locator("#a-significance\\.names").FillAsync(text, new() { Timeout = 90_000 });

        await Expect(page.Locator("#q-significance\\.names .answer-saved")).ToBeVisibleAsync();
        (await ValueAsync(draft, "significance.names")).Should().Be(text);
    }

    [Fact]
    public async Task Budget_sums_and_the_limit_follow_the_typing_and_rows_move()
    {
        var (page, _, draft) = await OpenFormAsync("budget");
        var box = page.Locator("#q-budget\\.lines");
        await box.GetByRole(AriaRole.Button, new() { Name = "Add a line" }).ClickAsync();
        await box.GetByLabel("Item, line 2").FillAsync("Scanner");
        await box.GetByLabel("Quantity, line 2").FillAsync("2");
        await box.GetByLabel("Unit cost, line 2").FillAsync("10,000.50");
        await box.GetByLabel("Requested, line 2").FillAsync("20001");

        await Expect(box.Locator("tr[data-row]").Nth(1)).ToContainTextAsync("20,001.00");
        await Expect(box.GetByText("Budget line 2 (Scanner) goes over the limit."))
            .ToBeVisibleAsync();
        await page.ShowAsync("form-budget-over");

        await box.GetByRole(AriaRole.Button, new() { Name = "Move row 2 up" }).ClickAsync();
        await Expect(box.GetByLabel("Item, line 1")).ToHaveValueAsync("Scanner");
        await box.GetByRole(AriaRole.Button, new() { Name = "Remove row 2" }).ClickAsync();
        await Expect(box.GetByText("goes over the limit")).ToHaveCountAsync(0);
        await box.GetByLabel("Item, line 1").FillAsync("A better scanner");
        await box.GetByLabel("Item, line 1").BlurAsync();

        await Expect(box.Locator(".answer-saved")).ToBeVisibleAsync();
        await SavedAsync(page);
        Budget
            .Parse(await ValueAsync(draft, "budget.lines"))
            .Lines.Should()
            .ContainSingle()
            .Which.Item.Should()
            .Be("A better scanner");
        (await _app.ReadAsync(d => d.Applications.SingleAsync()))
            .AmountRequested.Amount.Should()
            .Be(20_001m);
    }

    [Fact]
    public async Task A_second_collection_gets_a_file_goes_and_comes_back_and_questions_follow_answers()
    {
        var (page, _, draft) = await OpenFormAsync("collections");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a collection" }).ClickAsync();
        var second = page.Locator(".group-entry").Nth(1);
        await second.GetByLabel("Name", new() { Exact = true }).FillAsync("Posters");
        await second
            .Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "sample.pdf",
                    MimeType = "application/pdf",
                    Buffer = "%PDF-1.7\n1 0 obj\n"u8.ToArray(),
                }
            );
        await Expect(second.GetByRole(AriaRole.Link, new() { Name = "sample.pdf" }))
            .ToBeVisibleAsync();
        await SavedAsync(page);
        await page.ShowAsync("form-collections");

        await second
            .GetByRole(AriaRole.Button, new() { Name = "Remove collection 2" })
            .ClickAsync();
        await Expect(page.Locator(".group-entry")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Put it back" }).ClickAsync();

        await Expect(second.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Posters");
        await Expect(second.GetByRole(AriaRole.Link, new() { Name = "sample.pdf" }))
            .ToBeVisibleAsync();
        await page.IsAccessibleAsync();
        var form = (await _story.CallAsync()).Form.Definition;
        var stored = await _app.ReadAsync(d =>
            d.Applications.Include(a => a.Answers).SingleAsync(a => a.Id == draft.Id)
        );
        new FormReading(form, stored.ValueOf)
            .CollectionNames.Should()
            .Equal("As the papers show", "Posters");

        await page.OpenAsync(ApplicationsRoutes.Edit(draft.Id, "rights"));
        await Expect(page.Locator("#q-rights\\.plan")).ToHaveCountAsync(0);
        await page.GetByLabel("living persons").CheckAsync();
        await page.Locator("#a-rights\\.plan").FillAsync("Two people read every file.");
        await page.GetByLabel("living persons").UncheckAsync();
        await Expect(page.Locator("#q-rights\\.plan")).ToHaveCountAsync(0);
        await page.GetByLabel("living persons").CheckAsync();
        await Expect(page.Locator("#a-rights\\.plan"))
            .ToHaveValueAsync("Two people read every file.");
    }

    [Fact]
    public async Task The_form_fits_a_phone_in_every_section()
    {
        var draft = await _story.ApplicationAsync(ApplicationStatus.Draft);
        var page = await _browser.SignInAsync(_app, await _story.ArchivistAsync(), width: 360);
        foreach (var section in DefaultForm.Make().Sections.Select(s => s.Key).Append("check"))
        {
            await page.OpenAsync(ApplicationsRoutes.Edit(draft.Id, section));
            await page.FitsAsync();
            await page.ShowAsync($"phone-{section}");
        }
        await page.OpenAsync("/my");
        await page.FitsAsync();
        await page.ShowAsync("phone-my");
        await page.OpenAsync(ApplicationsRoutes.Mine);
        await page.FitsAsync();
        await page.ShowAsync("phone-my-applications");
    }

    [Fact]
    public async Task A_link_of_the_summary_leads_to_the_question()
    {
        var (page, _, draft) = await OpenFormAsync("rights");
        await page.Locator("#a-rights\\.owner").FillAsync("");
        await page.OpenAsync(ApplicationsRoutes.Edit(draft.Id, "check"));
        await page.GetByRole(
                AriaRole.Link,
                new() { Name = "Rights and care: Who owns the originals?" }
            )
            .ClickAsync();

        await Expect(page.Locator("#a-rights\\.owner")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Staff_screen_and_tell_in_the_browser()
    {
        var application = await _story.ApplicationAsync();
        var page = await _browser.SignInAsync(_app, await _story.StaffAsync(Role.ProgramOfficer));
        await page.OpenAsync(ApplicationsRoutes.All);
        await page.ShowAsync("work-applications");
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = application.Title }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin screening" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pass to review" }))
            .ToBeVisibleAsync();
        await page.ShowAsync("work-screening");
        await page.IsAccessibleAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Mark ineligible" }).ClickAsync();
        await page.GetByLabel("Condition that it doesn't meet").SelectOptionAsync("scope-years");
        await page.GetByLabel("What you found").FillAsync("All papers are from the 1950s");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark ineligible" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Read the mail and send it" })
            .ClickAsync();
        await Expect(page.GetByText("doesn't meet the call's conditions")).ToBeVisibleAsync();
        await page.ShowAsync("work-mail-preview");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send and show the decision" })
            .ClickAsync();
        await Expect(page.GetByText("The applicant was told; their pages show the decision."))
            .ToBeVisibleAsync();

        var second = await _story.ApplicationAsync(ApplicationStatus.Declined, title: "Posters");
        await page.OpenAsync(ApplicationsRoutes.Notify);
        await page.GetByLabel($"Tell {second.ReferenceNumber}").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Tell the chosen (1)" }).ClickAsync();
        await Expect(page.GetByText("told, mail queued")).ToBeVisibleAsync();
        await page.ShowAsync("work-notify");
        await page.IsAccessibleAsync();
    }

    [Fact]
    public async Task Staff_pages_fit_a_phone()
    {
        var application = await _story.ApplicationAsync(ApplicationStatus.Screening);
        var page = await _browser.SignInAsync(
            _app,
            await _story.StaffAsync(Role.ProgramOfficer),
            width: 360,
            dark: true
        );
        foreach (
            var address in (string[])
                [
                    ApplicationsRoutes.All,
                    ApplicationsRoutes.Work(application.Id),
                    ApplicationsRoutes.Notify,
                ]
        )
        {
            await page.OpenAsync(address);
            await page.FitsAsync();
            await page.IsAccessibleAsync();
            await page.ShowAsync($"phone-dark-{address.Split('/')[^1]}");
        }
    }

    private async Task<(IPage Page, LostLine Line, Application Draft)> OpenFormAsync(string section)
    {
        var draft = await _story.ApplicationAsync(ApplicationStatus.Draft);
        var page = await _browser.SignInAsync(_app, await _story.ArchivistAsync());
        var line = await LostLine.OnAsync(page);
        await page.OpenAsync(ApplicationsRoutes.Edit(draft.Id, section));
        await Expect(page.Locator(".form-body [data-value]").First).ToBeEnabledAsync();
        return (page, line, draft);
    }

    private Task<string> ValueAsync(Application application, string key) =>
        _app.ReadAsync(async d =>
            (
                await d
                    .Applications.Include(a => a.Answers)
                    .SingleAsync(a => a.Id == application.Id)
            ).ValueOf(key)
        );

    /// <summary>Unsaved texts that lie in the browser.</summary>
    private static Task<int> KeptAsync(IPage page) =>
        page.EvaluateAsync<int>(
            "Object.keys(localStorage).filter(k => k.startsWith('answer:')).length"
        );

    /// <summary>Waits until the browser keeps nothing unsaved.</summary>
    private static async Task SavedAsync(IPage page) =>
        await page.WaitForFunctionAsync(
            "() => !Object.keys(localStorage).some(k => k.startsWith('answer:'))"
        );
}
