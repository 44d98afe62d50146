using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Journeys;

/// <summary>Somebody in the chain.</summary>
/// <param name="Role">At the funder; null for the archive's people.</param>
internal sealed record Person(string Name, string Email, Role? Role = null);

internal sealed partial class Chain
{
    private static readonly Person Administrator = new(
        "Anna Administrator",
        "anna@funder.example",
        Role.Administrator
    );
    private static readonly Person ProgramOfficer = new(
        "Paula Program",
        "paula@funder.example",
        Role.ProgramOfficer
    );
    private static readonly Person GrantsOfficer = new(
        "George Grants",
        "george@funder.example",
        Role.GrantsOfficer
    );
    private static readonly Person SecondGrantsOfficer = new(
        "Greta Grants",
        "greta@funder.example",
        Role.GrantsOfficer
    );
    private static readonly Person FinanceOfficer = new(
        "Fima Finance",
        "fima@funder.example",
        Role.FinanceOfficer
    );
    private static readonly Person FinanceApprover = new(
        "Faina Approver",
        "faina@funder.example",
        Role.FinanceApprover
    );
    private static readonly Person Rivka = new(
        "Rivka Reviewer",
        "rivka@review.example",
        Role.Reviewer
    );
    private static readonly Person Roman = new(
        "Roman Reviewer",
        "roman@review.example",
        Role.Reviewer
    );
    private static readonly Person Rosa = new(
        "Rosa Reviewer",
        "rosa@review.example",
        Role.Reviewer
    );
    private static readonly Person Secretary = new(
        "Selma Secretary",
        "selma@funder.example",
        Role.CommitteeSecretary
    );
    private static readonly Person Authority = new(
        "Arie Authority",
        "arie@funder.example",
        Role.Authority
    );
    private static readonly Person CatalogEditor = new(
        "רחל מרגולין",
        "rachel@funder.example",
        Role.CatalogEditor
    );
    private static readonly Person Auditor = new(
        "Olaf Auditor",
        "olaf@audit.example",
        Role.Auditor
    );

    private static readonly IReadOnlyList<Person> Staff =
    [
        ProgramOfficer,
        GrantsOfficer,
        SecondGrantsOfficer,
        FinanceOfficer,
        FinanceApprover,
        Rivka,
        Roman,
        Rosa,
        Secretary,
        Authority,
        CatalogEditor,
        Auditor,
    ];

    public async Task TheFirstAdministratorSetsUpTheInstallationAsync()
    {
        var page = await OpenWindowAsync(Administrator);
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await page.ArrivesAsync("/setup");
        await LookAsync(page, "00-setup");
        await LookOnAPhoneAsync(page, "00-setup");
        await page.Locator("#funder").FillAsync("Movement Archives Fund");
        await page.GetByLabel("Short name").FillAsync("MAF");
        await page.Locator("#name").FillAsync(Administrator.Name);
        await page.GetByLabel("E-mail address").FillAsync(Administrator.Email);
        await page.GetByLabel("Password").FillAsync(Given.Password);
        await PressAsync(page, "Set up");
        await page.ArrivesAsync("/work");
        await HeadedAsync(page, "Next steps");
        await LookAsync(page, "00-work");

        var late = await page.Context.APIRequest.GetAsync("/setup");
        late.Status.Should().Be(404, "there is one first administrator");
    }

    public async Task TheAdministratorInvitesTheStaffAsync()
    {
        var page = Of(Administrator);
        foreach (var person in Staff)
        {
            await page.OpenAsync("/work/people/invite");
            await page.GetByLabel("Name", new() { Exact = true }).FillAsync(person.Name);
            await page.GetByLabel("E-mail address").FillAsync(person.Email);
            await page.GetByLabel(Words.Of(person.Role.ToString()!), new() { Exact = true })
                .CheckAsync();
            if (person == ProgramOfficer)
                await LookOnAPhoneAsync(page, "00-invite");
            await PressAsync(page, "Send the invitation");
            await Expect(page.GetByText(person.Email)).ToBeVisibleAsync();
        }
        await LookAsync(page, "00-people-invited");
    }

    public async Task EverybodyAcceptsThroughTheMailedLinkAsync()
    {
        foreach (var person in Staff)
        {
            var mail = await MailAsync(person, $"{Administrator.Name} invites you");
            var page = await OpenWindowAsync(person);
            await page.GotoAsync(LinkIn(mail));
            await Expect(page.GetByLabel("Your name")).ToHaveValueAsync(person.Name);
            if (person == ProgramOfficer)
            {
                await LookAsync(page, "00-invitation");
                await LookOnAPhoneAsync(page, "00-invitation");
            }
            await page.GetByLabel("Password").FillAsync(Given.Password);
            await PressAsync(page, "Accept");
            await page.ArrivesAsync("/work");
        }
        await Of(Administrator).OpenAsync("/work/people");
        await LookAsync(Of(Administrator), "00-people");
    }
}
