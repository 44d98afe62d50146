using System.Security.Cryptography;
using Grants.Tests.Features.Awards;
using Grants.Tests.Platform.Pdf;
using Grants.Tests.Support;
using Microsoft.Playwright;
using MimeKit;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Journeys;

/// <summary>Step 6: the award, its letter and both signatures.</summary>
internal sealed partial class Chain
{
    private string _awardPath = "";
    private string _number = "";
    private string _sha256 = "";

    private string MyAwardPath => _awardPath.Replace("/work/", "/my/", StringComparison.Ordinal);

    public async Task TheGrantsOfficerMakesTheAwardAndItsLetterAsync()
    {
        var page = Of(GrantsOfficer);
        await page.OpenAsync("/work/awards");
        await FollowAsync(page, "1 approved application waits for an award");
        await HeadedAsync(page, "Waiting for an award");
        await LookAsync(page, "06-waiting");
        await FollowAsync(page, $"Make the award for {_reference}");
        await Expect(page.GetByLabel("First day")).ToHaveValueAsync("2027-01-01");
        await Expect(page.GetByLabel("Count").First).ToHaveValueAsync("4");
        await LookAsync(page, "06-make");
        await LookOnAPhoneAsync(page, "06-make");
        await PressAsync(page, "Make the award");
        await page.GetByRole(AriaRole.Heading, new() { Name = "DG-" }).WaitForAsync();
        _awardPath = PathOf(page);
        _number = await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync();

        await PressAsync(page, "Preview the letter");
        await page.FrameLocator("iframe.letter-view")
            .GetByText("We are glad to tell you")
            .WaitForAsync();
        await page.ShowAsync("chain-06-preview");
        await PressAsync(page, "Close the letter");
        await PressAsync(page, "Draft the letter");
        await SaysAsync(page, "A second person approves the letter; you prepared it.");
        await LookAsync(page, "06-drafted");

        _sha256 = await page.Locator("dl.facts code").First.InnerTextAsync();
        var letter = await DownloadAsync(page, "Letter 1 (PDF)");
        Sha256Of(letter).Should().Be(_sha256);
        using var pdf = new PdfInspector(letter);
        pdf.Text.Should().Contain(_number).And.Contain("$11,500.00").And.Contain(Archive);
        await Screens.ShowAsync(letter, "chain-06-letter.pdf");
    }

    public async Task ASecondOfficerApprovesTheLetterAsync()
    {
        var page = Of(SecondGrantsOfficer);
        await page.OpenAsync(_awardPath);
        await PressAsync(page, "Approve the letter");
        await SaysAsync(page, "The letter is approved.");
    }

    public async Task TheLetterIsIssuedByMailAsync()
    {
        var page = Of(GrantsOfficer);
        await page.OpenAsync(_awardPath);
        await PressAsync(page, "Issue the letter");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync(Official.Email);
        await LookAsync(page, "06-issue");
        await PressInDialogAsync(page, "Issue and send");
        await SaysAsync(page, "Not signed yet");

        var mail = await MailAsync(Official, $"Your award {_number}");
        var attached = mail.Attachments.OfType<MimePart>().Single();
        using var bytes = new MemoryStream();
        await attached.Content!.DecodeToAsync(bytes, Cancel);
        Sha256Of(bytes.ToArray()).Should().Be(_sha256, "the mail carries the stored letter");
    }

    public async Task TheOfficialSignsAndTheFunderCountersignsAsync()
    {
        var archivist = Of(Archivist);
        await archivist.OpenAsync("/my/awards");
        await LookAsync(archivist, "06-my-awards");
        await FollowAsync(archivist, _number);
        await SaysAsync(archivist, "An authorized official of the organization signs.");

        var official = Of(Official);
        await official.OpenAsync(MyAwardPath);
        await official.GetByLabel("Your name").FillAsync(Official.Name);
        await official.GetByLabel("Your office").FillAsync("Director");
        await LookAsync(official, "06-sign");
        await LookOnAPhoneAsync(official, "06-sign");
        await PressAsync(official, "Sign the award letter");
        await SaysAsync(official, "Waiting for the countersignature");

        var page = Of(SecondGrantsOfficer);
        await page.OpenAsync(_awardPath);
        await PressAsync(page, "Countersign");
        await PressInDialogAsync(page, "Countersign");
        await Expect(Link(page, "Copy with both signatures (PDF)")).ToBeVisibleAsync();
        await LookAsync(page, "06-in-force");
        await LookOnAPhoneAsync(page, "06-in-force");

        await MailAsync(Official, $"Your award {_number} is in force");
        await official.OpenAsync(MyAwardPath);
        var copy = await DownloadAsync(official, "Copy with both signatures (PDF)");
        using var pdf = new PdfInspector(copy);
        pdf.Text.Should().Contain(Official.Name).And.Contain(SecondGrantsOfficer.Name);
        string.Concat(pdf.Text.Where(c => !char.IsWhiteSpace(c))).Should().Contain(_sha256);
        await Screens.ShowAsync(copy, "chain-06-signed-copy.pdf");
        await LookAsync(official, "06-my-award");
    }

    private static string Sha256Of(byte[] bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes));
}
