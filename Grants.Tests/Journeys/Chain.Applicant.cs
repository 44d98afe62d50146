using System.Text.RegularExpressions;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Tests.Features.Applications;
using Grants.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Journeys;

/// <summary>Step 2: an archive applies.</summary>
internal sealed partial class Chain
{
    private const string Archive = "Archive of Refusenik Letters";
    private const string Title = "Письма движения · מכתבים מהתנועה";

    private const string Summary =
        "Мы оцифруем письма отказников и плакаты и откроем их всем. Letters and posters, open to everybody.";

    private static readonly Person Archivist = new("Ада Архивист", "ada@archive.example");
    private static readonly Person Official = new("Olga Official", "olga@archive.example");

    private LostLine _line = null!;
    private string _applicationPath = "";
    private string _reference = "";

    private Guid ApplicationId => Guid.Parse(_applicationPath.Split('/')[^1]);

    public async Task AnArchivistRegistersAndConfirmsTheAddressAsync()
    {
        var page = await OpenWindowAsync(Archivist);
        _line = await LostLine.OnAsync(page);
        await page.GotoAsync("/calls");
        await FollowAsync(page, Call);
        await FollowAsync(page, "Start an application");
        await LookAsync(page, "02-sign-in");
        await FollowAsync(page, "register here");
        await page.GetByLabel("Your name").FillAsync(Archivist.Name);
        await page.GetByLabel("E-mail address").FillAsync(Archivist.Email);
        await page.GetByLabel("Password").FillAsync(Given.Password);
        await LookAsync(page, "02-register");
        await LookOnAPhoneAsync(page, "02-register");
        await PressAsync(page, "Register");
        await HeadedAsync(page, "Look into your mailbox");
        await LookAsync(page, "02-registered");

        await page.GotoAsync(LinkIn(await MailAsync(Archivist, "Confirm your e-mail address")));
        await LookAsync(page, "02-confirm");
        await PressAsync(page, "Confirm");
        await page.ArrivesAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(Archivist.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Given.Password);
        await PressAsync(page, "Sign in");
        await page.ArrivesAsync("/my");
        await page.LiveAsync();
        await LookAsync(page, "02-my-first");
    }

    public async Task TheArchivistRegistersTheArchiveAndInvitesItsOfficialAsync()
    {
        var page = Of(Archivist);
        await page.OpenAsync("/my/organization");
        await page.GetByLabel("Legal name").FillAsync(Archive);
        await page.GetByLabel("Country").SelectOptionAsync("UA");
        await page.GetByLabel("Website (optional)").FillAsync("https://archive.example");
        await page.GetByLabel("About the organization (optional)")
            .FillAsync("Хранит письма и плакаты движения с 1989 года.");
        await LookAsync(page, "02-organization-new");
        await PressAsync(page, "Register");
        await HeadedAsync(page, Archive);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(Official.Name);
        await page.GetByLabel("E-mail address").FillAsync(Official.Email);
        await page.GetByLabel("As", new() { Exact = true }).SelectOptionAsync("AuthorizedOfficial");
        await PressAsync(page, "Send the invitation");
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = Official.Email }))
            .ToBeVisibleAsync();

        var official = await OpenWindowAsync(Official);
        await official.GotoAsync(LinkIn(await MailAsync(Official, "invites you to")));
        await official.GetByLabel("Password").FillAsync(Given.Password);
        await PressAsync(official, "Accept");
        await official.ArrivesAsync("/my");
        await page.OpenAsync("/my/organization");
        await LookAsync(page, "02-organization");
        await LookOnAPhoneAsync(page, "02-organization");
    }

    public async Task TheArchivistStartsAnApplicationAsync()
    {
        var page = Of(Archivist);
        await FollowAsync(page, "Find a call");
        await FollowAsync(page, Call);
        await FollowAsync(page, "Start an application");
        await page.LiveAsync();
        await LookAsync(page, "02-start");
        await LookOnAPhoneAsync(page, "02-start");
        await page.GetByLabel("Yes").First.WaitForAsync();
        foreach (var yes in await page.GetByLabel("Yes").AllAsync())
            await yes.CheckAsync();
        await PressAsync(page, "Start the application");
        await page.ArrivesAsync(new Regex("/edit$"));
        _applicationPath = PathOf(page)[..^"/edit".Length];
    }

    public async Task TheArchivistFillsTheFormThoughTheLineBreaksAsync()
    {
        var page = Of(Archivist);
        foreach (var section in DefaultForm.Make().Sections)
        {
            await Expect(page.Locator("#section-title")).ToHaveTextAsync(section.Title);
            // What is asked only after certain answers isn't asked here.
            foreach (var question in section.Questions.Where(q => q.ShowWhen is null))
                if (question.Purpose == QuestionPurpose.PublicSummary)
                    await WriteWhileTheLineBreaksAsync(page, question);
                else
                    await page.FillAsync(question, Answers);
            await LookAsync(page, $"02-form-{section.Key}");
            await FollowAsync(page, "Next");
        }
        await Expect(page.GetByText("Every required answer is there.")).ToBeVisibleAsync();
        await LookAsync(page, "02-form-check");
        await LookOnAPhoneAsync(page, "02-form-check");
    }

    public async Task TheArchivistHandsItInAndGetsAReceiptAsync()
    {
        var page = Of(Archivist);
        await PressAsync(page, "Hand in the application");
        await page.ArrivesAsync(_applicationPath);
        await HeadedAsync(page, Title);
        await SaysAsync(page, "Reference number");
        _reference = await page.Locator("dl.facts dd").First.InnerTextAsync();
        _reference.Should().MatchRegex(@"^MAF-[0-9A-Z-]*\d+$");
        await LookAsync(page, "02-handed-in");
        await LookOnAPhoneAsync(page, "02-handed-in");

        foreach (var person in (Person[])[Archivist, Official])
            (await MailAsync(person, $"Received: {_reference}"))
                .TextBody.Should()
                .Contain($"Reference number: {_reference}")
                .And.Contain("$12,000.00")
                .And.Contain(Zone);
        (await StoredAsync()).ValueOf("project.summary").Should().Be(Summary);
    }

    private static IReadOnlyDictionary<string, string> Answers { get; } =
        new Dictionary<string, string>
        {
            ["organization.legalName"] = Archive,
            ["organization.country"] = "Україна, Київ",
            ["people.leadName"] = Archivist.Name,
            ["people.leadEmail"] = Archivist.Email,
            ["people.signatoryName"] = Official.Name,
            ["people.signatoryEmail"] = Official.Email,
            ["project.title"] = Title,
            ["project.start"] = "2027-01-01",
            ["project.end"] = "2028-03-31",
            ["project.type"] = "Digitization",
            ["collections.list.name"] = "Papers of the council · ניירות המועצה",
            ["collections.list.languages"] = "русский, עברית",
            ["collections.list.materials.count"] = "4",
            ["significance.movement"] =
                "המכתבים מתעדים את מאבקם של מסורבי העלייה. Письма рассказывают о тех, кто ждал визы.",
            ["significance.names"] = "Москва, Пермь, ירושלים, New York",
            ["budget.lines.quantity"] = "4200",
            ["budget.lines.unitCost"] = "3",
            ["budget.lines.requested"] = "12000",
            ["budget.lines.matchCash"] = "400",
            ["budget.lines.matchInKind"] = "200",
            ["budget.attestation"] = Archivist.Name,
        };

    /// <summary>First nothing arrives, then the network is gone; what was typed stays and is saved once it is back.</summary>
    private async Task WriteWhileTheLineBreaksAsync(IPage page, Question question)
    {
        var field = page.Locator($"[id='a-{question.Key}']");
        _line.GoDead();
        await field.FillAsync(Summary);
        var answer = page.Locator($"[id='q-{question.Key}']");
        await Expect(answer.Locator(".answer-late")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(true);
        await _line.BreakAsync();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await page.ShowAsync("chain-02-line-broken");
        await Expect(field).ToHaveValueAsync(Summary);

        _line.ComeBack();
        await page.Context.SetOfflineAsync(false);
        await Expect(answer.Locator(".answer-saved")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(field).ToHaveValueAsync(Summary);
        (await StoredAsync()).ValueOf(question.Key).Should().Be(Summary);
    }

    private Task<Application> StoredAsync() =>
        _app.ReadAsync(db =>
            db.Applications.Include(a => a.Answers).SingleAsync(a => a.Id == ApplicationId, Cancel)
        );
}
