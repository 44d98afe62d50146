using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Inspection;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Platform.Pdf;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Grants.Tests.Features.Deliverables;

/// <summary>A delivery in a real browser: refused with plain words, mended, accepted, and the payment becomes due.</summary>
public sealed class DeliveryJourneyTests
{
    private static readonly byte[] Good = SampleFiles.Tiff(shade: 1);
    private static readonly byte[] Changed = SampleFiles.Png();
    private static readonly byte[] Second = SampleFiles.Tiff(shade: 2);

    [Fact]
    public async Task A_delivery_is_refused_mended_accepted_and_its_payment_becomes_due()
    {
        await using var app = await TestApp.StartAsync(null, "Jobs:Enabled=true");
        await using var browser = await TestBrowser.StartAsync();
        var story = app.Story();
        var award = await story.AwardAsync();
        var d1 = award.Deliverables[0].Id;
        var archivist = await browser.SignInAsync(app, await story.ArchivistAsync());

        await archivist.OpenAsync(DeliverablesRoutes.Mine);
        await LookAsync(archivist, "deliverables-mine");
        await archivist.GetByRole(AriaRole.Link, new() { Name = "D1 Sample" }).ClickAsync();
        await archivist
            .GetByRole(AriaRole.Button, new() { Name = "Start the delivery" })
            .ClickAsync();
        await SendAsync(
            archivist,
            ("sheet.csv", SampleFiles.Text(Sheet("colour"))),
            ("poster_1.tif", Good),
            ("poster_2.png", Changed),
            ("poster_3.tif", SampleImages.Jpeg()),
            (Manifest.FileName, SampleFiles.Text($"{new string('0', 64)}  poster_2.png\n"))
        );
        await Assertions.Expect(archivist.GetByText("5 files, ")).ToBeVisibleAsync();
        await LookAsync(archivist, "delivery-open");
        await NarrowAsync(browser, app, story, d1, "delivery-open-360");
        await archivist
            .GetByRole(AriaRole.Button, new() { Name = "Hand the batch in" })
            .ClickAsync();

        await Assertions
            .Expect(archivist.GetByText("3 errors have to be mended"))
            .ToBeVisibleAsync();
        await Assertions
            .Expect(archivist.GetByText("The column \"colour\" isn't known."))
            .ToBeVisibleAsync();
        await Assertions
            .Expect(archivist.GetByText("The file is named \".tif\" and is JPEG inside."))
            .ToBeVisibleAsync();
        await Assertions
            .Expect(archivist.GetByText("The file isn't the one that manifest-sha256.txt"))
            .ToBeVisibleAsync();
        await LookAsync(archivist, "delivery-refused");
        await NarrowAsync(browser, app, story, d1, "delivery-refused-360");

        await archivist
            .GetByRole(AriaRole.Button, new() { Name = "Mend and deliver again" })
            .ClickAsync();
        await Assertions
            .Expect(archivist.GetByText("These were refused and have to be sent again:"))
            .ToBeVisibleAsync();
        await Assertions
            .Expect(archivist.GetByRole(AriaRole.Button, new() { Name = "Remove poster_1.tif" }))
            .ToBeVisibleAsync();
        await SendAsync(
            archivist,
            ("sheet.csv", SampleFiles.Text(Sheet("description"))),
            ("poster_2.png", Changed),
            ("poster_3.tif", Second),
            (Manifest.FileName, SampleFiles.Text($"{SampleFiles.Digest(Changed)}  poster_2.png\n"))
        );
        await Assertions.Expect(archivist.GetByText("5 files, ")).ToBeVisibleAsync();
        await archivist
            .GetByRole(AriaRole.Button, new() { Name = "Hand the batch in" })
            .ClickAsync();
        await Assertions
            .Expect(archivist.GetByText("All checks passed: 3 items in 5 files"))
            .ToBeVisibleAsync();
        await LookAsync(archivist, "delivery-passed");

        var officer = await browser.SignInAsync(app, await story.StaffAsync(Role.GrantsOfficer));
        await officer.OpenAsync(DeliverablesRoutes.Queue + "?show=waiting");
        await LookAsync(officer, "deliverables-queue");
        await officer.GetByRole(AriaRole.Link, new() { Name = "D1 Sample" }).ClickAsync();
        await officer
            .GetByRole(AriaRole.Button, new() { Name = "Begin quality control" })
            .ClickAsync();
        await Assertions
            .Expect(officer.GetByRole(AriaRole.Button, new() { Name = "Accept as the last batch" }))
            .ToBeVisibleAsync();
        await LookAsync(officer, "deliverable-control");
        foreach (var part in (string[])["Items", "Files", "Preservation events"])
        {
            await officer
                .GetByRole(AriaRole.Link, new() { Name = part, Exact = true })
                .ClickAsync();
            await officer
                .GetByRole(AriaRole.Table, new() { Name = $"{part} of the batch" })
                .WaitForAsync();
            await LookAsync(officer, $"deliverable-{part.Split(' ')[0].ToLowerInvariant()}");
        }
        await officer
            .GetByRole(AriaRole.Link, new() { Name = "Quality control", Exact = true })
            .ClickAsync();
        await officer.LookThroughAsync(3);
        await officer
            .GetByRole(AriaRole.Button, new() { Name = "Accept as the last batch" })
            .ClickAsync();
        await officer
            .GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "Accept" })
            .ClickAsync();
        await Assertions
            .Expect(officer.GetByText("10 items promised, 3 accepted"))
            .ToBeVisibleAsync();

        var phone = await browser.SignInAsync(app, await story.StaffAsync(Role.GrantsOfficer), 360);
        await phone.OpenAsync(DeliverablesRoutes.Queue);
        await LookAsync(phone, "deliverables-360");
        foreach (var part in (string[])["findings", "items", "files", "events"])
        {
            await phone.OpenAsync($"{DeliverablesRoutes.One(d1)}?show={part}");
            await LookAsync(phone, $"deliverable-360-{part}");
        }

        var tranche = await app.ReadAsync(d =>
            d.Tranches.SingleAsync(
                t => t.AwardId == award.Award.Id && t.Number == 2,
                TestContext.Current.CancellationToken
            )
        );
        tranche.Status.Should().Be(TrancheStatus.Due);
        (
            await app.ReadAsync(d =>
                d.Deliverables.SingleAsync(x => x.Id == d1, TestContext.Current.CancellationToken)
            )
        )
            .Status.Should()
            .BeOneOf(DeliverableStatus.Accepted, DeliverableStatus.Catalogued);
    }

    private static string Sheet(string lastColumn) =>
        $"{SampleFiles.Heading},{lastColumn}\r\n"
        + "ta_1,Свобода узникам Сиона,StillImage,https://rightsstatements.org/page/InC/1.0/?language=en,Papers,poster_1.tif,red\r\n"
        + "ta_2,שלח את עמי,StillImage,http://rightsstatements.org/vocab/InC/1.0/,Papers,poster_2.png,blue\r\n"
        + "ta_3,Let my people go,StillImage,http://rightsstatements.org/vocab/InC/1.0/,Papers,poster_3.tif,green\r\n";

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

    private static async Task LookAsync(IPage page, string name)
    {
        await page.IsAccessibleAsync();
        await page.FitsAsync();
        await page.ShowAsync(name);
    }

    private static async Task NarrowAsync(
        TestBrowser browser,
        TestApp app,
        Story story,
        Guid d1,
        string name
    )
    {
        var phone = await browser.SignInAsync(app, await story.ArchivistAsync(), 360, dark: true);
        await phone.OpenAsync(DeliverablesRoutes.My(d1));
        await LookAsync(phone, name);
    }
}
