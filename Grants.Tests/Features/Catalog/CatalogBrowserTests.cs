using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Tests.Support;
using Grants.Web.Features.Catalog.Intake;
using Grants.Web.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Grants.Tests.Features.Catalog;

public sealed class CatalogBrowserTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_editor_publishes_what_was_delivered_and_anybody_finds_it_in_two_scripts()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var story = app.Story();
        var delivery = await DeliveredAsync(app, story);

        var editor = await browser.SignInAsync(app, await story.StaffAsync(Role.CatalogEditor));
        await editor.OpenAsync("/work/catalog?status=Draft");
        await editor.GetByText("Select the drafts on this page").ClickAsync();
        await editor.IsAccessibleAsync();
        await editor.ShowAsync("catalog-work-list");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Publish 2" }).ClickAsync();
        await editor.GetByText("2 of 2 published.").WaitForAsync();
        await editor.OpenAsync("/work/catalog?text=ta_0001");
        await editor.GetByRole(AriaRole.Link, new() { Name = "Плакат" }).ClickAsync();
        await editor.GetByLabel("Subjects").FillAsync("Rallies; Posters");
        await editor.GetByText("Save the description").ClickAsync();
        await editor.GetByText("Saved.", new() { Exact = true }).WaitForAsync();
        await editor.IsAccessibleAsync();
        await editor.ShowAsync("catalog-work-record");

        await app.IndexAsync();
        var anybody = await browser.OpenAsync(app);
        foreach (
            var (word, title) in new[]
            {
                ("отпусти", "Плакат: Отпусти народ мой"),
                ("מכתב", "מִכְתָּב מלנינגרד"),
            }
        )
        {
            await anybody.GotoAsync("/catalog");
            await anybody.GetByLabel("Words, names, places or an identifier").FillAsync(word);
            await anybody.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
            await anybody.IsAccessibleAsync();
            await anybody.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
            (await anybody.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync())
                .Should()
                .Be(title);
        }
        await anybody.GotoAsync("/catalog?q=отпусти");
        await anybody.GetByRole(AriaRole.Link, new() { Name = "Плакат" }).ClickAsync();
        var image = anybody.GetByRole(
            AriaRole.Img,
            new() { Name = "A poster with a clenched fist" }
        );
        (await image.EvaluateAsync<int>("i => i.naturalWidth")).Should().Be(600);
        await anybody.GetByRole(AriaRole.Link, new() { Name = "In Copyright" }).WaitForAsync();
        await anybody
            .GetByRole(AriaRole.Link, new() { Name = "Test Archive" })
            .First.WaitForAsync();
        await anybody
            .GetByText(
                $"Digitized with support of Test Foundation, grant {delivery.Award.Award.Number}"
            )
            .WaitForAsync();
        await anybody.IsAccessibleAsync();
        await anybody.ShowAsync("catalog-record");
    }

    [Theory]
    [InlineData(360, false)]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    public async Task The_catalogs_pages_fit_and_are_accessible(int width, bool dark)
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var story = app.Story();
        var record = await story.RecordAsync(
            title: "Плакат: Отпусти народ мой / שלח את עמי",
            awardId: (await story.AwardAsync()).Award.Id
        );
        await app.AddImageAsync(record);
        await story.RecordAsync(title: "מכתב מלנינגרד");
        await story.RecordAsync(
            title: "Newsletter of the council, with a title that is much longer than others are and goes on"
        );
        await app.IndexAsync();
        var page = await browser.OpenAsync(app, width, dark);
        var look = $"{width}{(dark ? "-dark" : "")}";
        (string Name, string Path)[] pages =
        [
            ("catalog", "/catalog"),
            ("catalog-none", "/catalog?q=nothing+of+the+kind"),
            ("catalog-narrowed", "/catalog?decade=1970&language=eng"),
            ("record", $"/catalog/{record.Slug}"),
            ("institutions", "/institutions"),
            ("institution", $"/institutions/{record.HoldingInstitutionId}"),
        ];

        foreach (var (name, path) in pages)
        {
            await page.GotoAsync(path);
            await page.FitsAsync();
            await page.IsAccessibleAsync();
            await page.ShowAsync($"{name}-{look}");
        }
    }

    [Fact]
    public async Task Withdrawing_asks_for_a_message_to_the_public_and_a_private_reason()
    {
        await using var app = await TestApp.StartAsync();
        await using var browser = await TestBrowser.StartAsync();
        var story = app.Story();
        var record = await story.RecordAsync();
        var page = await browser.SignInAsync(
            app,
            await story.StaffAsync(Role.CatalogEditor),
            width: 360
        );

        await page.OpenAsync($"/work/catalog/{record.Id}");
        await page.FitsAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await page.GetByLabel("Message to the public").FillAsync("At the family's wish.");
        await page.GetByLabel("Reason, not public").FillAsync("The family asked");
        // Its colours change as it becomes enabled, and axe would see the way there.
        var withdraw = page.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "Withdraw", Disabled = false });
        await withdraw.WaitForAsync();
        await page.IsAccessibleAsync();
        await withdraw.ClickAsync();
        await page.GetByText("In its place the public reads").WaitForAsync();
        await page.ShowAsync("catalog-withdrawn-360");

        await page.GotoAsync($"/catalog/{record.Slug}");
        await page.GetByText("This record was withdrawn").WaitForAsync();
        await page.IsAccessibleAsync();
    }

    private static async Task<Story.Delivery> DeliveredAsync(TestApp app, Story story)
    {
        var delivery = await story.DeliveryAsync(DeliverableStatus.Accepted, items: 2);
        var store = app.Services.GetRequiredService<IFileStore>();
        await delivery.AddItemAsync(
            app.Databases,
            store,
            "ta_0001",
            "Плакат: Отпусти народ мой",
            ["ta_0001.tif"],
            ("language", "rus"),
            ("alt_text", "A poster with a clenched fist"),
            ("date", "1975-04-13")
        );
        await delivery.AddItemAsync(
            app.Databases,
            store,
            "ta_0002",
            "מִכְתָּב מלנינגרד",
            ["ta_0002_01.tif", "ta_0002_02.tif"],
            ("language", "heb")
        );
        await using var scope = app.Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<CatalogueBatch>()
            .RunAsync(delivery.Deliverable.Id, Cancel);
        return delivery;
    }
}
