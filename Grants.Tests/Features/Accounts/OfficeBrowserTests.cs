using System.Text.RegularExpressions;
using Grants.Domain.Accounts;
using Grants.Domain.Notifications;
using Grants.Tests.Support;
using Grants.Web.Features.Accounts;
using Grants.Web.Features.Mail;
using Grants.Web.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Features.Accounts;

/// <summary>The office's pages in a real browser.</summary>
public sealed partial class OfficeBrowserTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_invites_somebody_who_accepts_and_whose_roles_change_at_once()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var page = await browser.SignInAsync(app, await app.PersonAsync(Role.Administrator));

        await page.OpenAsync(AccountsRoutes.InvitePerson);
        await page.GetByLabel("Name", Exactly).FillAsync("רחל מרגולין");
        await page.GetByLabel("E-mail address").FillAsync("rachel@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the invitation" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Choose at least one role.");
        await Expect(page.GetByLabel("E-mail address")).ToHaveValueAsync("rachel@example.org");
        await page.GetByLabel("Catalog editor").CheckAsync();
        await LookAsync(page, "invite");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the invitation" }).ClickAsync();
        await Expect(page.GetByText("rachel@example.org")).ToBeVisibleAsync();
        await LookAsync(page, "people");

        var invited = await browser.OpenAsync(app);
        await invited.GotoAsync(await LinkInPickedUpMailAsync(app, "rachel@example.org"));
        await invited.GetByLabel("Password").FillAsync(Given.Password);
        await invited.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await invited.ArrivesAsync("/work");
        await Expect(invited.GetByRole(AriaRole.Link, new() { Name = "Mail", Exact = true }))
            .ToHaveCountAsync(0);

        await page.OpenAsync(AccountsRoutes.People);
        await page.GetByRole(AriaRole.Link, new() { Name = "רחל מרגולין" }).ClickAsync();
        await page.GetByLabel("Program officer").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the roles" }).ClickAsync();
        await Expect(page.GetByText("Roles changed")).ToHaveCountAsync(2);
        await LookAsync(page, "person");

        await invited.OpenAsync(MailRoutes.List);
        await Expect(invited.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Mail");
    }

    [Fact]
    public async Task An_administrator_shuts_an_account_with_a_reason_and_opens_it_again()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var person = await app.PersonAsync(Role.Auditor);
        var page = await browser.SignInAsync(app, await app.PersonAsync(Role.Administrator));

        await page.OpenAsync(AccountsRoutes.Person(person.Id));
        await page.GetByRole(AriaRole.Button, new() { Name = "Deactivate" }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("Left the foundation");
        await page.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "Deactivate" })
            .ClickAsync();
        await Expect(page.GetByText("Reason: Left the foundation")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Reactivate" }).ClickAsync();
        await Expect(page.GetByText("Person reactivated")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_applicant_registers_an_organization_and_invites_its_official()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var page = await browser.SignInAsync(app, await app.PersonAsync());

        await page.OpenAsync(AccountsRoutes.MyOrganization);
        await LookAsync(page, "organization-new");
        await page.GetByLabel("Legal name").FillAsync("Архив еврейской истории");
        await page.GetByLabel("Website (optional)").FillAsync("archive.example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Register" }).ClickAsync();
        await Expect(page.GetByText("Choose the country.")).ToBeVisibleAsync();
        await page.GetByLabel("Country").SelectOptionAsync("UA");
        await page.GetByLabel("Website (optional)").FillAsync("https://archive.example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Register" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToHaveTextAsync("Архив еврейской истории");

        await page.GetByLabel("Name", Exactly).FillAsync("Dmitri Director");
        await page.GetByLabel("E-mail address").FillAsync("dmitri@example.org");
        await page.GetByLabel("As", Exactly).SelectOptionAsync("AuthorizedOfficial");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the invitation" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "dmitri@example.org" }))
            .ToBeVisibleAsync();
        await LookAsync(page, "organization");

        (await LinkInPickedUpMailAsync(app, "dmitri@example.org")).Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_program_officer_reads_mail_and_sends_a_failed_one_again()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var mail = Given.Mail(
            subject: "Ваша заявка DG-2026-0012 принята",
            toName: "Иосиф Менделевич",
            body: "Уважаемый Иосиф,\n\nмы получили заявку. Она здесь:\nhttps://grants.example/my/applications/0197\n\nС уважением"
        );
        mail.MarkFailed("The mail server said 550: No such user", permanent: true, TestDb.Start);
        var waiting = Given.Mail(subject: "Your grant agreement is ready to sign");
        waiting.MarkFailed(
            "The mail server said 452: Mailbox full",
            permanent: false,
            TestDb.Start
        );
        await app.AddAsync(
            mail,
            waiting,
            Given.Mail(subject: "Confirm your address", aboutType: "Account")
        );
        var page = await browser.SignInAsync(app, await app.PersonAsync(Role.ProgramOfficer));

        await page.OpenAsync(MailRoutes.List);
        await LookAsync(page, "mail-list");
        await page.GetByRole(AriaRole.Link, new() { Name = mail.Subject }).ClickAsync();
        await page.GetByText("As plain text").ClickAsync();
        await LookAsync(page, "mail");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(page.GetByText("Mail resent")).ToBeVisibleAsync();

        (await app.ReadAsync(db => db.Mail.SingleAsync(m => m.Id == mail.Id, Cancel)))
            .Status.Should()
            .Be(MailStatus.Queued);
    }

    [Fact]
    public async Task The_funder_the_organizations_and_the_history_read_well()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var organization = await app.Story().OrganizationAsync();
        var page = await browser.SignInAsync(
            app,
            await app.PersonAsync(Role.Administrator, Role.ProgramOfficer)
        );

        await page.OpenAsync(AccountsRoutes.Funder);
        await page.GetByLabel("Credit line").FillAsync("With support of {funder}");
        await page.GetByLabel("Tagline").FillAsync("Grants for archives");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("{grant}");
        await Expect(page.GetByLabel("Tagline")).ToHaveValueAsync("Grants for archives");
        await page.GetByLabel("Credit line").FillAsync("With support of {funder} ({grant})");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("With support of Test Foundation (DG-2026-0001)"))
            .ToBeVisibleAsync();
        await Expect(page.GetByText("Funder described")).ToBeVisibleAsync();
        await LookAsync(page, "funder");

        await page.OpenAsync(AccountsRoutes.Organizations);
        await LookAsync(page, "organizations");
        await page.OpenAsync(AccountsRoutes.Organization(organization.Id));
        await LookAsync(page, "organization-staff");
        await page.OpenAsync("/work/history");
        await LookAsync(page, "history");
    }

    private static PageGetByLabelOptions Exactly => new() { Exact = true };

    /// <summary>Accessible, and fits a desk and a phone; pictures for people in light and dark.</summary>
    private static async Task LookAsync(IPage page, string name)
    {
        await page.IsAccessibleAsync();
        await page.FitsAsync();
        await page.ShowAsync($"office-{name}");
        await page.SetViewportSizeAsync(360, 780);
        await page.FitsAsync();
        await page.IsAccessibleAsync();
        await page.ShowAsync($"office-{name}-phone");
        await page.SetViewportSizeAsync(1280, 900);
    }

    /// <summary>Sends what waits into the pickup folder, and reads the link in the mail to this address.</summary>
    private static async Task<string> LinkInPickedUpMailAsync(TestApp app, string address)
    {
        await app.Services.GetRequiredService<MailJob>().RunRoundAsync(Cancel);
        var folder = app.Services.GetRequiredService<MailSettings>().PickupFolder;
        var file = Directory.GetFiles(folder, $"*{address}*.eml").Single();
        var mail = await MimeKit.MimeMessage.LoadAsync(file, Cancel);
        return new Uri(Address().Match(mail.TextBody!).Value.Trim()).PathAndQuery;
    }

    [GeneratedRegex("^http.*$", RegexOptions.Multiline)]
    private static partial Regex Address();
}
