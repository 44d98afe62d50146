using System.Globalization;
using Grants.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Journeys;

/// <summary>Step 1: program, fund and call.</summary>
internal sealed partial class Chain
{
    private const string Fund = "Family fund for letters";
    private const string Call = "Letters and posters of the movement";
    private const string Zone = "America/New_York";

    private string _fundPath = "";

    public async Task TheProgramOfficerFillsAFundAsync()
    {
        var page = Of(ProgramOfficer);
        await page.OpenAsync("/work/funds");
        await LookAsync(page, "01-funds-empty");
        await page.GetByLabel("Name").FillAsync(Fund);
        await page.GetByLabel("Source").FillAsync("The Example family");
        await page.GetByLabel("Restrictions").FillAsync("Digitization of letters and posters.");
        await PressAsync(page, "Create the fund");
        await HeadedAsync(page, Fund);
        await page.GetByText("Deposit", new() { Exact = true }).First.ClickAsync();
        await page.GetByLabel("Amount").FillAsync("100000");
        await page.GetByLabel("Note").FillAsync("First gift");
        await PressAsync(page, "Deposit");
        await SaysAsync(page, "The deposit is in the ledger.");
        await SaysAsync(page, "$100,000.00");
        await LookAsync(page, "01-fund");
        await LookOnAPhoneAsync(page, "01-fund");
        _fundPath = PathOf(page);
    }

    public async Task TheProgramOfficerPublishesACallAsync()
    {
        var page = Of(ProgramOfficer);
        await page.OpenAsync("/work/programs");
        await page.GetByLabel("Name").FillAsync("Digitization Grants");
        await page.GetByLabel("Summary")
            .FillAsync("For archives that hold papers of the movement.");
        await PressAsync(page, "Create the program");
        await FollowAsync(page, "Draft the first call");
        await page.GetByLabel("Title").FillAsync(Call);
        await page.GetByLabel("Title").BlurAsync();
        await Expect(page.GetByLabel("Public address")).Not.ToHaveValueAsync("");
        await page.GetByLabel("Summary")
            .FillAsync("Letters, photographs and posters, 1963 to 1991.");
        await page.GetByLabel("Guidelines")
            .FillAsync(
                "# Who may apply\n\nAny archive with **letters** of the movement.\n\n# Кто может подать заявку\n\nЛюбой архив.\n\n- one project\n- open to the public"
            );
        await page.GetByLabel("Time zone").FillAsync(Zone);
        await page.GetByLabel("Opens").FillAsync(InNewYork(Now.AddHours(-1)));
        await page.GetByLabel("Deadline").FillAsync(InNewYork(Now.AddHours(5)));
        await page.GetByLabel("Award cap").FillAsync("25000");
        await page.GetByLabel("Minimum of reviews").FillAsync("2");
        await LookAsync(page, "01-call-new");
        await PressAsync(page, "Save the draft");
        await PressAsync(page, "Publish");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Dialog)).ToContainTextAsync(Zone);
        await LookAsync(page, "01-call-publish");
        await PressInDialogAsync(page, "Publish the call");
        await SaysAsync(page, "Published.");
        await LookAsync(page, "01-call-published");
        await LookOnAPhoneAsync(page, "01-call-published");
    }

    public async Task AnybodyReadsTheCallAsync()
    {
        var anybody = await _browser.OpenAsync(_app);
        await anybody.GotoAsync("/");
        await SaysAsync(anybody, Call);
        await LookAsync(anybody, "01-home");
        await LookOnAPhoneAsync(anybody, "01-home");
        await anybody.GotoAsync("/calls");
        await LookAsync(anybody, "01-calls");
        await FollowAsync(anybody, Call);
        await SaysAsync(anybody, Zone);
        await LookAsync(anybody, "01-call");
        await LookOnAPhoneAsync(anybody, "01-call");
        await anybody.CloseAsync();
    }

    private static string PathOf(Microsoft.Playwright.IPage page) => new Uri(page.Url).AbsolutePath;

    /// <summary>As the field for a day and a time takes it.</summary>
    private static string InNewYork(DateTimeOffset at) =>
        TimeZoneInfo
            .ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(Zone))
            .ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
