using System.Security.Cryptography;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Disbursements;
using Grants.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Grants.Tests.Features.Awards;

/// <summary>An approved application's way to its first payment, each step by its own person in a browser.</summary>
public sealed class AwardJourneyTests
{
    [Fact]
    public async Task An_award_goes_from_its_letter_to_its_first_payment()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var story = app.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.Approved, 12_000m);
        var second = Given.Account("Sam Second");
        await app.AddAsync(second, new RoleAssignment(second.Id, Role.GrantsOfficer));

        // The officer makes the award and drafts its letter.
        var officer = await browser.SignInAsync(app, await story.StaffAsync(Role.GrantsOfficer));
        await officer.OpenAsync("/work/awards");
        await SeenAsync(officer, "awards-empty");
        await officer
            .GetByRole(AriaRole.Link, new() { Name = "1 approved application waits" })
            .ClickAsync();
        await officer
            .GetByRole(AriaRole.Heading, new() { Name = "Waiting for an award" })
            .WaitForAsync();
        await SeenAsync(officer, "awards-waiting");
        await officer
            .GetByRole(
                AriaRole.Link,
                new() { Name = $"Make the award for {application.ReferenceNumber}" }
            )
            .ClickAsync();
        await officer.GetByLabel("First day").WaitForAsync();
        (await officer.GetByLabel("Count").First.InputValueAsync()).Should().Be("40");
        await SeenAsync(officer, "award-make");
        await ClickAsync(officer, "Make the award");
        await officer.GetByRole(AriaRole.Heading, new() { Name = "DG-2026-0001" }).WaitForAsync();
        await ClickAsync(officer, "Preview the letter");
        await officer
            .FrameLocator("iframe.letter-view")
            .GetByText("We are glad to tell you")
            .WaitForAsync();
        await officer.ShowAsync("award-preview");
        await officer.FitsAsync();
        await ClickAsync(officer, "Close the letter");
        await ClickAsync(officer, "Draft the letter");
        await officer
            .GetByText("A second person approves the letter; you prepared it.")
            .WaitForAsync();
        await ClickAsync(officer, "Verify the stored file");
        await officer.GetByText("The stored file still has this SHA-256.").WaitForAsync();
        await SeenAsync(officer, "award-drafted");
        var path = new Uri(officer.Url).AbsolutePath;

        // A second person approves it; the officer sees the mail and issues it.
        var other = await browser.SignInAsync(app, second);
        await other.OpenAsync(path);
        await ClickAsync(other, "Approve the letter");
        await other.GetByText("The letter is approved.").WaitForAsync();
        await officer.OpenAsync(path);
        await ClickAsync(officer, "Issue the letter");
        var dialog = officer.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("olga@archive.example").WaitForAsync();
        await SeenAsync(officer, "award-issue");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Issue and send" }).ClickAsync();
        await officer.GetByText("Not signed yet").WaitForAsync();

        // An editor may read but not sign; the official signs.
        var editor = await browser.SignInAsync(app, await story.ArchivistAsync());
        await editor.OpenAsync("/my/awards");
        await SeenAsync(editor, "my-awards");
        await editor.GetByRole(AriaRole.Link, new() { Name = "DG-2026-0001" }).ClickAsync();
        await editor.GetByText("An authorized official of the organization signs.").WaitForAsync();
        var official = await browser.SignInAsync(app, await story.OfficialAsync());
        await official.OpenAsync(path.Replace("/work/", "/my/", StringComparison.Ordinal));
        await ClickAsync(official, "Read the letter here");
        await official
            .FrameLocator("iframe.letter-view")
            .GetByText("Dear Olga Official")
            .WaitForAsync();
        await ClickAsync(official, "Close the letter");
        await official.GetByLabel("Your name").FillAsync("Olga Official");
        await official.GetByLabel("Your office").FillAsync("Director");
        await SeenAsync(official, "my-award");
        await ClickAsync(official, "Sign the award letter");
        await official.GetByText("Waiting for the countersignature").WaitForAsync();

        // Countersigned: in force, and public.
        await other.OpenAsync(path);
        await ClickAsync(other, "Countersign");
        await other
            .GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "Countersign" })
            .ClickAsync();
        await other
            .GetByRole(AriaRole.Link, new() { Name = "Copy with both signatures (PDF)" })
            .WaitForAsync();
        await SeenAsync(other, "award-active");
        await other.GetByRole(AriaRole.Link, new() { Name = "Public page" }).ClickAsync();
        await other
            .GetByText("Digitized with support of Test Foundation, grant DG-2026-0001")
            .WaitForAsync();
        await SeenAsync(other, "award-public");

        // The grantee gets the signed copy, byte for byte as it was kept.
        await official.OpenAsync(path.Replace("/work/", "/my/", StringComparison.Ordinal));
        var copy = await official.RunAndWaitForDownloadAsync(() =>
            official
                .GetByRole(AriaRole.Link, new() { Name = "Copy with both signatures (PDF)" })
                .ClickAsync()
        );
        var bytes = await File.ReadAllBytesAsync(
            await copy.PathAsync(),
            TestContext.Current.CancellationToken
        );
        var kept = await app.ReadAsync(d =>
            d.Awards.SelectMany(a => a.Letters).Select(l => l.SignedCopySha256).SingleAsync()
        );
        Convert.ToHexStringLower(SHA256.HashData(bytes)).Should().Be(kept);
        await Screens.ShowAsync(bytes, "award-signed-copy.pdf");

        // Requested, approved by another person, exported, paid.
        var finance = await browser.SignInAsync(app, await story.StaffAsync(Role.FinanceOfficer));
        await finance.OpenAsync("/work/payments");
        await SeenAsync(finance, "payments-due");
        await ClickAsync(finance, "Request payment 1 of DG-2026-0001");
        await finance.GetByText("No payments here").WaitForAsync();
        var approver = await browser.SignInAsync(app, await story.StaffAsync(Role.FinanceApprover));
        await approver.OpenAsync("/work/payments?status=Requested");
        await ClickAsync(approver, "Approve payment 1 of DG-2026-0001");
        await approver.GetByText("No payments here").WaitForAsync();
        await finance.OpenAsync("/work/payments?status=Approved");
        await finance.GetByLabel("Put payment 1 of DG-2026-0001 into the file").CheckAsync();
        await SeenAsync(finance, "payments-approved");
        await ClickAsync(finance, "Put 1 into a payment file");
        await finance.GetByRole(AriaRole.Link, new() { Name = "PAY-2026-0001" }).WaitForAsync();
        await SeenAsync(finance, "payments-exported");
        var file = await finance.RunAndWaitForDownloadAsync(() =>
            finance.GetByRole(AriaRole.Link, new() { Name = "PAY-2026-0001" }).ClickAsync()
        );
        file.SuggestedFilename.Should().Be("PAY-2026-0001.csv");
        await finance.OpenAsync("/work/payments?status=Exported");
        await ClickAsync(finance, "Mark as paid: payment 1 of DG-2026-0001");
        var paid = finance.GetByRole(AriaRole.Dialog);
        await paid.GetByLabel("Day on the bank statement")
            .FillAsync(TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd"));
        await paid.GetByLabel("Reference of the bank or bookkeeper").FillAsync("WIRE-77");
        await SeenAsync(finance, "payment-paying");
        await paid.GetByRole(AriaRole.Button, new() { Name = "Mark as paid" }).ClickAsync();
        await finance.GetByText("No payments here").WaitForAsync();
        await finance.OpenAsync("/work/payments?status=All");
        await SeenAsync(finance, "payments-all");
        await finance.GetByRole(AriaRole.Link, new() { Name = "DG-2026-0001, no. 1" }).ClickAsync();
        await finance
            .GetByRole(AriaRole.Heading, new() { Name = "Payment 1 of DG-2026-0001" })
            .WaitForAsync();
        await SeenAsync(finance, "payment-detail");

        var tranche = await app.ReadAsync(d => d.Tranches.OrderBy(t => t.Number).FirstAsync());
        tranche.Status.Should().Be(TrancheStatus.Paid);
        var fund = await app.ReadAsync(d => d.Funds.SingleAsync());
        fund.PaidTotal.Should().Be(4_800m);
        (await app.ReadAsync(d => d.Mail.Select(m => m.Subject).ToListAsync()))
            .Should()
            .Contain("$4,800.00 was paid for DG-2026-0001");
    }

    [Fact]
    public async Task The_pages_fit_a_phone()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var story = app.Story();
        var made = await story.AwardAsync();
        var auditor = Given.Account();
        await app.AddAsync(auditor, new RoleAssignment(auditor.Id, Role.Auditor));
        var phone = await browser.SignInAsync(app, auditor, 360, dark: true);

        foreach (
            var (path, name) in ((string, string)[])
                [
                    ("/work/awards", "awards"),
                    ($"/work/awards/{made.Award.Id}", "award"),
                    ("/work/payments?status=All", "payments"),
                    ($"/work/payments/{made.Tranches[1].Id}", "payment"),
                ]
        )
        {
            await phone.OpenAsync(path);
            await SeenAsync(phone, $"phone-{name}");
        }
        foreach (var path in (string[])["/awards", $"/awards/{made.Award.Number}"])
        {
            await phone.GotoAsync(path);
            await SeenAsync(phone, $"phone-public{path.Replace('/', '-')}");
        }
        var official = await browser.SignInAsync(app, await story.OfficialAsync(), 360);
        await official.OpenAsync($"/my/awards/{made.Award.Id}");
        await SeenAsync(official, "phone-my-award");
    }

    /// <summary>Shown, accessible, and within the window. Not with a letter open: axe can't run inside its sandbox.</summary>
    private static async Task SeenAsync(IPage page, string name)
    {
        await page.ShowAsync(name);
        await page.IsAccessibleAsync();
        await page.FitsAsync();
    }

    private static Task ClickAsync(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
