using Grants.Domain.Inspection;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Features.Deliverables;
using Grants.Tests.Platform.Pdf;
using Grants.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Journeys;

/// <summary>Step 8: a delivery, refused, mended and accepted.</summary>
internal sealed partial class Chain
{
    private const string HebrewTitle = "שלח את עמי: כרזה מהפגנה בירושלים";
    private const string Description = "Плакат с демонстрации у Стены плача.";
    private const string Poster = "arl_0001.tif";
    private const string Letter = "arl_0002.jpg";
    private const double PixelsPerMillimetre = 400 / 25.4;

    private readonly byte[] _poster = MadeImage(i => i.TiffsaveBuffer());
    private readonly byte[] _letter = MadeImage(i => i.Rot180().JpegsaveBuffer());

    public async Task TheArchiveDeliversABatchThatIsRefusedInPlainWordsAsync()
    {
        var page = Of(Archivist);
        await page.OpenAsync("/my/deliverables");
        await LookAsync(page, "08-my-deliverables");
        await FollowAsync(page, "D1 Sample");
        await HeadedAsync(page, "D1 Sample");
        await PressAsync(page, "Start the delivery");
        await SendAsync(
            page,
            ("sheet.csv", SampleFiles.Text(Sheet("colour"))),
            (Poster, _poster),
            (Letter, _letter),
            (Manifest.FileName, SampleFiles.Text($"{new string('0', 64)}  {Letter}\n"))
        );
        await SaysAsync(page, "4 files, ");
        await LookAsync(page, "08-sent");
        await PressAsync(page, "Hand the batch in");

        await SaysAsync(page, "2 errors have to be mended");
        await SaysAsync(page, "The column \"colour\" isn't known.");
        await SaysAsync(page, "The file isn't the one that manifest-sha256.txt");
        await LookAsync(page, "08-refused");
        await LookOnAPhoneAsync(page, "08-refused");
        var sheet = await DownloadAsync(page, "Your sheet with the errors beside its rows");
        System.Text.Encoding.UTF8.GetString(sheet).Should().Contain("arl_0001");
    }

    public async Task TheArchiveMendsTheBatchAsync()
    {
        var page = Of(Archivist);
        await PressAsync(page, "Mend and deliver again");
        await SaysAsync(page, "These were refused and have to be sent again:");
        await Expect(Button(page, $"Remove {Poster}")).ToBeVisibleAsync();
        await SendAsync(
            page,
            ("sheet.csv", SampleFiles.Text(Sheet("alt_text"))),
            (Letter, _letter),
            (
                Manifest.FileName,
                SampleFiles.Text(
                    $"{SampleFiles.Digest(_poster)}  {Poster}\n{SampleFiles.Digest(_letter)}  {Letter}\n"
                )
            )
        );
        await SaysAsync(page, "4 files, ");
        await LookAsync(page, "08-mended");
        await PressAsync(page, "Hand the batch in");
        await SaysAsync(page, "All checks passed: 2 items in 4 files");
        await LookAsync(page, "08-passed");
        await LookOnAPhoneAsync(page, "08-passed");
    }

    public async Task StaffAcceptTheDeliveryAndThePaymentBecomesDueAsync()
    {
        var page = Of(GrantsOfficer);
        await page.OpenAsync("/work/deliverables?show=waiting");
        await LookAsync(page, "08-queue");
        await FollowAsync(page, "D1 Sample");
        await PressAsync(page, "Begin quality control");
        await Expect(Button(page, "Accept as the last batch")).ToBeVisibleAsync();
        await FollowAsync(page, "Items");
        await SaysAsync(page, HebrewTitle);
        await LookAsync(page, "08-items");
        await LookOnAPhoneAsync(page, "08-items");
        await FollowAsync(page, "Quality control");
        await page.LookThroughAsync(2);
        await PressAsync(page, "Accept as the last batch");
        await PressInDialogAsync(page, "Accept");
        await SaysAsync(page, "4 pages promised, 2 accepted");

        var finance = Of(FinanceOfficer);
        await finance.OpenAsync("/work/payments?status=Due");
        await Expect(Button(finance, $"Request payment 2 of {_number}")).ToBeEnabledAsync();
        await LookAsync(finance, "08-payment-due");
    }

    private static byte[] MadeImage(Func<NetVips.Image, byte[]> save)
    {
        using var image = SampleImages.Colours(900, 600);
        using var sized = image.Copy(xres: PixelsPerMillimetre, yres: PixelsPerMillimetre);
        return save(sized);
    }

    private static string Sheet(string lastColumn) =>
        $"{SampleFiles.Heading},date,language,description,{lastColumn}\r\n"
        + $"arl_0001,{HebrewTitle},StillImage,http://rightsstatements.org/vocab/InC/1.0/,Papers of the council,{Poster},1971,heb,{Description},A poster in red\r\n"
        + $"arl_0002,Письмо из Перми,Text,http://rightsstatements.org/vocab/NKC/1.0/,Papers of the council,{Letter},1974-03,rus,Письмо домой.,A page in ink\r\n";

    private static Task SendAsync(IPage page, params (string Name, byte[] Content)[] files) =>
        page.GetByLabel("Choose files")
            .SetInputFilesAsync(
                files.Select(f => new FilePayload
                {
                    Name = f.Name,
                    MimeType = "application/octet-stream",
                    Buffer = f.Content,
                })
            );
}
