using Grants.Data.Identity;
using Grants.Domain.Inspection.Sheets;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables;
using Grants.Web.Features.Deliverables.Delivering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Grants.Tests.Features.Deliverables;

public sealed class SheetPagesTests
{
    private const string Rights = "https://rightsstatements.org/page/InC/1.0/?language=en";

    private static readonly byte[] Sheet = SampleFiles.Text(
        $"identifier,Name,type,rights,files,date,desciption,cdmid\r\n"
            + $"ta_1,Свобода узникам Сиона,Foto,{Rights},a.tif,c. 1975,\"Two\r\nlines\",17\r\n"
            + $"ta_2,שלח את עמי,StillImage,{Rights},b.tif,12 марта 1974,,18\r\n"
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_archivist_says_what_the_columns_mean_and_mends_the_cells()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var award = await story.AwardAsync();
        var account = await story.ArchivistAsync();
        var batch = await OpenAsync(app, account, award.Deliverables[0].Id, Sheet);
        await using var browser = await TestBrowser.StartAsync();
        var page = await browser.SignInAsync(app, account);

        await page.OpenAsync(DeliverablesRoutes.My(award.Deliverables[0].Id));
        await page.GetByRole(AriaRole.Link, new() { Name = "Mend the sheet here" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "What the columns mean" }).ClickAsync();
        await Assertions
            .Expect(page.GetByLabel("desciption means"))
            .ToHaveValueAsync(MetadataProfile.Description);
        await page.GetByLabel("Name means").SelectOptionAsync(MetadataProfile.Title);
        await page.GetByLabel("cdmid means").SelectOptionAsync("Leave out");
        await LookAsync(page, "sheet-columns");
        await page.GetByLabel("collection (required)").FillAsync("Papers, I-410");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the column collection" })
            .ClickAsync();
        await Assertions
            .Expect(page.GetByLabel("collection means"))
            .ToHaveValueAsync(MetadataProfile.Collection);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and check the sheet" })
            .ClickAsync();

        var type = Cell(page, "type, row 2");
        await Assertions.Expect(type).ToHaveAttributeAsync("aria-invalid", "true");
        await LookAsync(page, "sheet-grid");
        await type.FillAsync("StillImage");
        await type.BlurAsync();
        await Assertions.Expect(page.GetByText("Was: Foto")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Nothing to mend in 2 rows.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Write 1975~ in date, row 2" })
            .ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept the 1 offer for date" })
            .ClickAsync();
        await Assertions.Expect(Cell(page, "date, row 3")).ToHaveValueAsync("1974-03-12");
        await LookAsync(page, "sheet-mended");

        var phone = await browser.SignInAsync(app, account, 360, dark: true);
        await phone.OpenAsync(DeliverablesRoutes.Sheet(batch));
        await LookAsync(phone, "sheet-grid-360");
        await phone.OpenAsync(DeliverablesRoutes.Columns(batch));
        await LookAsync(phone, "sheet-columns-360");

        var workbook = await (await app.SignInAsAsync(account)).GetByteArrayAsync(
            DeliverablesRoutes.AnnotatedWorkbook(batch),
            Cancel
        );
        var again = MetadataSheet.Read(
            new MemoryStream(workbook),
            "again.xlsx",
            new SheetRules(MetadataProfile.Core)
            {
                Headings = await app.ReadAsync(d =>
                    d.SheetHeadings.ToDictionaryAsync(h => h.Heading, h => h.Field, Cancel)
                ),
            }
        );
        again.IsRefused.Should().BeFalse();
        again.Rows[0].Fields[MetadataProfile.Description].Should().Be("Two\nlines");
        again
            .Rows.Select(r => r.Fields[MetadataProfile.Date])
            .Should()
            .Equal("1975~", "1974-03-12");
    }

    [Fact]
    public async Task An_archivist_names_a_column_without_a_heading_and_clears_another()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var award = await story.AwardAsync();
        var account = await story.ArchivistAsync();
        var batch = await OpenAsync(
            app,
            account,
            award.Deliverables[0].Id,
            SampleFiles.Text(
                $"identifier,title,type,rights,collection,files\r\n"
                    + $"ta_1,Свобода,StillImage,{Rights},Papers,a.tif,שער,x\r\n"
                    + $"ta_2,Узникам,StillImage,{Rights},Papers,b.tif,обложка,\r\n"
            )
        );
        await using var browser = await TestBrowser.StartAsync();
        var page = await browser.SignInAsync(app, account);

        await page.OpenAsync(DeliverablesRoutes.Columns(batch));
        await LookAsync(page, "sheet-unnamed");
        await page.SetViewportSizeAsync(360, 780);
        await LookAsync(page, "sheet-unnamed-360");
        await page.GetByLabel("Column 7, in 2 rows").FillAsync("description");
        await page.GetByRole(AriaRole.Button, new() { Name = "Name column 7" }).ClickAsync();
        await Assertions
            .Expect(page.GetByLabel("description means"))
            .ToHaveValueAsync(MetadataProfile.Description);
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear column 8" }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Without a heading" }))
            .ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Back without saving" }).ClickAsync();
        await Assertions.Expect(Cell(page, "description, row 3")).ToHaveValueAsync("обложка");
        await Assertions.Expect(page.GetByText("Nothing to mend in 2 rows.")).ToBeVisibleAsync();
    }

    private static ILocator Cell(IPage page, string name) =>
        page.GetByRole(AriaRole.Textbox, new() { Name = name });

    private static async Task<Guid> OpenAsync(
        TestApp app,
        Account account,
        Guid deliverableId,
        byte[] sheet
    )
    {
        var batch = Guid.Empty;
        await app.AsAsync<StartBatch>(
            account,
            async start => batch = await start.RunAsync(deliverableId, Cancel)
        );
        await app.AsAsync<ReceiveFile>(
            account,
            receive => receive.RunAsync(batch, "sheet.csv", new MemoryStream(sheet), Cancel)
        );
        return batch;
    }

    private static async Task LookAsync(IPage page, string name)
    {
        await page.LiveAsync();
        await page.IsAccessibleAsync();
        await page.FitsAsync();
        await page.ShowAsync(name);
    }
}
