using System.Text.RegularExpressions;
using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Tests.Features.Catalog;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables;
using Grants.Web.Features.Deliverables.Control;
using Grants.Web.Features.Deliverables.Details;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Features.Deliverables;

/// <summary>A small batch looked through with nothing but the keyboard, and its report as the archive reads it.</summary>
public sealed class ControlJourneyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_is_looked_through_by_keyboard_and_the_archive_reads_what_to_do()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var story = app.Story();
        var delivery = await BatchAsync(app, story);
        var officer = await story.StaffAsync(Role.GrantsOfficer);
        await app.AsAsync<BeginQualityControl>(
            officer,
            begin => begin.RunAsync(delivery.Deliverable.Id, Cancel)
        );

        var page = await browser.SignInAsync(app, officer);
        await page.OpenAsync(DeliverablesRoutes.One(delivery.Deliverable.Id));
        await LookAsync(page, "control");
        await page.OpenAsync(DeliverablesRoutes.Control(delivery.Batch.Id, 1));
        await page.Locator("[data-picture][data-shown]").WaitForAsync();
        await page.PressOnDeskAsync("+");
        await Expect(page.Locator("[data-sheet]"))
            .ToHaveAttributeAsync("style", new Regex("scale\\(1.25\\)"));
        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator("[data-sheet]"))
            .ToHaveAttributeAsync("style", new Regex("rotate\\(90deg\\)"));
        await LookAsync(page, "control-item");
        await page.PressOnDeskAsync("g");
        await page.GetByText("Item 2 of 3").WaitForAsync();
        await page.PressOnDeskAsync("m");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        foreach (var _ in Enumerable.Range(0, 20))
            await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Marked lower centre. Choose").WaitForAsync();
        await page.PressOnDeskAsync("e");
        await page.Keyboard.TypeAsync("The last line is missing");
        await page.Keyboard.PressAsync("Escape");
        await page.PressOnDeskAsync("1");
        await Expect(page.Locator(".defects")).ToContainTextAsync("The last line is missing");
        await Expect(page.Locator(".defects")).ToContainTextAsync("Cut off, lower centre");
        await LookAsync(page, "control-defect");
        await page.PressOnDeskAsync("n");
        await page.GetByText("Item 3 of 3").WaitForAsync();
        await page.PressOnDeskAsync("g");
        await page.GetByText("3 of 3 looked at").WaitForAsync();
        var phone = await browser.SignInAsync(app, officer, 360, dark: true);
        await phone.OpenAsync(DeliverablesRoutes.Control(delivery.Batch.Id, 2));
        await LookAsync(phone, "control-defect-360");

        await page.OpenAsync(DeliverablesRoutes.One(delivery.Deliverable.Id));
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept the good items" })
            .PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("Scan the second poster again.");
        // A key doesn't wait for what it presses, as a click does.
        var accept = dialog.GetByRole(
            AriaRole.Button,
            new() { Name = "Accept the good items", Disabled = false }
        );
        await accept.WaitForAsync();
        await accept.PressAsync("Enter");
        await Expect(page.GetByText("Correction needed").First).ToBeVisibleAsync();

        var archivist = await browser.SignInAsync(app, await story.ArchivistAsync(), 360);
        await archivist.OpenAsync(DeliverablesRoutes.My(delivery.Deliverable.Id));
        await Expect(archivist.GetByText("Scan it again with the whole original"))
            .ToBeVisibleAsync();
        await LookAsync(archivist, "control-report-360");
        var pdf = await archivist.APIRequest.GetAsync(DeliverablesRoutes.Report(delivery.Batch.Id));
        System.Text.Encoding.ASCII.GetString(await pdf.BodyAsync(), 0, 5).Should().Be("%PDF-");
        var sheet = await archivist.APIRequest.GetAsync(
            DeliverablesRoutes.ReturnedSheet(delivery.Batch.Id)
        );
        (await sheet.TextAsync())
            .Should()
            .Contain("ta_2")
            .And.NotContain("ta_1")
            .And.Contain("The last line is missing");
    }

    [Fact]
    public async Task A_batch_of_several_is_accepted_and_the_archive_delivers_the_rest()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var story = app.Story();
        var delivery = await BatchAsync(app, story);
        await app.ReadAsync(d =>
            d.MaterialLines.ExecuteUpdateAsync(s => s.SetProperty(l => l.Promised, 1_200), Cancel)
        );
        var officer = await story.StaffAsync(Role.GrantsOfficer);
        await app.AsAsync<BeginQualityControl>(
            officer,
            begin => begin.RunAsync(delivery.Deliverable.Id, Cancel)
        );
        foreach (var number in Enumerable.Range(1, 3))
            await app.AsAsync<JudgeItem>(
                officer,
                judge => judge.PassAsync(delivery.Batch.Id, number, Cancel)
            );

        var page = await browser.SignInAsync(app, officer);
        await page.OpenAsync(DeliverablesRoutes.One(delivery.Deliverable.Id));
        await LookAsync(page, "several-decide");
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept the batch, more is to come" })
            .ClickAsync();
        await page.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "Accept the batch" })
            .ClickAsync();
        await Expect(page.GetByText("Partly delivered").First).ToBeVisibleAsync();
        await LookAsync(page, "several-accepted");

        var archivist = await browser.SignInAsync(app, await story.ArchivistAsync(), 360);
        await archivist.OpenAsync(DeliverablesRoutes.My(delivery.Deliverable.Id));
        await LookAsync(archivist, "several-archivist-360");
        await archivist
            .GetByRole(AriaRole.Button, new() { Name = "Deliver the rest" })
            .ClickAsync();
        await Expect(archivist.GetByRole(AriaRole.Heading, new() { Name = "Batch 2" }))
            .ToBeVisibleAsync();
    }

    /// <summary>Three posters that passed the checks.</summary>
    private static async Task<Story.Delivery> BatchAsync(TestApp app, Story story)
    {
        var delivery = await story.DeliveryAsync(DeliverableStatus.Validated, items: 3);
        var databases = app.Services.GetRequiredService<IDbContextFactory<GrantsDb>>();
        var store = app.Services.GetRequiredService<IFileStore>();
        for (var i = 1; i <= 3; i++)
            await delivery.AddItemAsync(
                databases,
                store,
                $"ta_{i}",
                $"Poster {i}: שלח את עמי",
                [$"poster_{i}.tif"]
            );
        await app.ReadAsync(d =>
            d.BatchFiles.ExecuteUpdateAsync(
                s =>
                    s.SetProperty(f => f.Format, "image/tiff")
                        .SetProperty(f => f.Width, 600)
                        .SetProperty(f => f.Height, 400),
                Cancel
            )
        );
        return delivery;
    }

    private static async Task LookAsync(IPage page, string name)
    {
        await page.IsAccessibleAsync();
        await page.FitsAsync();
        await page.ShowAsync(name);
    }
}
