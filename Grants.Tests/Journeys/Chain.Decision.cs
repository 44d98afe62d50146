using Grants.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Journeys;

/// <summary>Step 5: ranked, recommended, decided, told.</summary>
internal sealed partial class Chain
{
    public async Task TheSecretaryRecommendsAnAmountFromTheRankedListAsync()
    {
        var page = Of(Secretary);
        await page.OpenAsync("/work/ranking");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = Title });
        await Expect(row.Locator("[data-label='Raw score']")).ToContainTextAsync("87.50");
        await Expect(row.Locator("[data-label=Reviews]")).ToHaveTextAsync("2");
        await Expect(row.Locator("[data-label=Spread]")).ToHaveTextAsync("17.68");
        await LookAsync(page, "05-ranking");
        await LookOnAPhoneAsync(page, "05-ranking");
        await FollowAsync(page, Title);
        await page.GetByLabel("The committee advises to").SelectOptionAsync("Fund");
        await page.GetByLabel("Amount in USD").FillAsync("11500");
        await page.GetByLabel("Conditions, if any").FillAsync("Item-level description in Russian.");
        await page.GetByLabel("Reasons").FillAsync("Unique letters, and a sound plan.");
        await LookAsync(page, "05-recommendation");
        await LookOnAPhoneAsync(page, "05-recommendation");
        await PressAsync(page, "Record the recommendation");
        await SaysAsync(page, $"Recorded by {Secretary.Name}");
        await LookAsync(page, "05-recommended");
    }

    public async Task TheAuthorityApprovesAndTheFundCommitsTheMoneyAsync()
    {
        var page = Of(Authority);
        await page.OpenAsync("/work/ranking");
        await FollowAsync(page, Title);
        await page.GetByLabel("Decision", new() { Exact = true }).SelectOptionAsync("Approve");
        await Expect(page.GetByLabel("Amount in USD")).ToHaveValueAsync("11500.00");
        await page.GetByLabel("Reasons").FillAsync("As the committee advises.");
        await LookAsync(page, "05-decision");
        await PressAsync(page, "Approve");
        await SaysAsync(page, "Approve with $11,500.00");
        await LookAsync(page, "05-decided");
        await LookOnAPhoneAsync(page, "05-decided");

        var officer = Of(ProgramOfficer);
        await officer.OpenAsync(_fundPath);
        await Expect(officer.Locator(".figure-line"))
            .ToHaveTextAsync("$88,500.00 uncommitted of $100,000.00 deposited");
        await SaysAsync(officer, _reference);
        await LookAsync(officer, "05-fund-committed");
    }

    public async Task StaffTellTheApplicantAsync()
    {
        var applicant = Of(Archivist);
        await applicant.OpenAsync(_applicationPath);
        await Expect(applicant.Locator(".page-header")).ToContainTextAsync("Under review");

        var page = Of(ProgramOfficer);
        await page.OpenAsync(WorkPath);
        await PressAsync(page, "Read the mail and send it");
        await SaysAsync(page, "Mail to the applicant");
        await LookAsync(page, "05-decision-mail");
        await PressInDialogAsync(page, "Send and show the decision");
        await SaysAsync(page, "The applicant was told; their pages show the decision.");

        (await MailAsync(Archivist, $"Approved: {_reference}"))
            .TextBody.Should()
            .Contain("Amount granted: $11,500.00")
            .And.Contain("Item-level description in Russian.");
        await applicant.OpenAsync(_applicationPath);
        await Expect(applicant.Locator(".page-header")).ToContainTextAsync("Decision made");
        await LookAsync(applicant, "05-told");
        await LookOnAPhoneAsync(applicant, "05-told");
    }
}
