using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Catalog;
using Microsoft.Playwright;

namespace Grants.Tests.Features.Catalog;

public sealed class NamesBrowserTests
{
    [Fact]
    public async Task An_editor_adds_names_and_merges_two_that_mean_the_same()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var editor = await story.StaffAsync(Role.CatalogEditor);
        await app.AddAsync(
            new CatalogRecord(
                "r1",
                (await story.OrganizationAsync()).Id,
                new CatalogDescription
                {
                    Identifier = "r1",
                    Title = "A letter",
                    People = "Shcharansky, Anatoly",
                },
                new Stamp(Actor.System, DateTimeOffset.UnixEpoch)
            )
        );
        await using var browser = await TestBrowser.StartAsync();
        var page = await browser.SignInAsync(app, editor);

        await page.OpenAsync(CatalogRoutes.Work);
        await page.GetByRole(AriaRole.Link, new() { Name = "Names and places" }).ClickAsync();
        await Assertions.Expect(page.GetByText("No name fits")).ToBeVisibleAsync();
        await AddAsync(page, "Shcharansky, Anatoly", "");
        await AddAsync(page, "Sharansky, Natan", "Анатолий Щаранский\nנתן שרנסקי");
        await LookAsync(page, "name");

        await page.GetByLabel("The other name, or a part of it").FillAsync("anatoly");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find" }).ClickAsync();
        await page.GetByRole(
                AriaRole.Button,
                new() { Name = "Merge into this: Shcharansky, Anatoly" }
            )
            .ClickAsync();
        await Assertions
            .Expect(page.GetByLabel("Other spellings"))
            .ToHaveValueAsync("Shcharansky, Anatoly\nАнатолий Щаранский\nנתן שרנסקי");

        await Assertions
            .Expect(page.GetByText("1 record writes it by another spelling"))
            .ToBeVisibleAsync();
        await LookAsync(page, "name-respell");
        await page.SetViewportSizeAsync(360, 780);
        await LookAsync(page, "name-respell-360");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rewrite it" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Rewritten.")).ToBeVisibleAsync();
        (await app.ReadAsync(d => Task.FromResult(d.CatalogRecords.Single().People)))
            .Should()
            .Be("Sharansky, Natan");

        var phone = await browser.SignInAsync(app, editor, 360, dark: true);
        await phone.OpenAsync(CatalogRoutes.Names);
        await Assertions
            .Expect(phone.GetByRole(AriaRole.Link, new() { Name = "Sharansky, Natan" }))
            .ToBeVisibleAsync();
        await LookAsync(phone, "names-360");
    }

    private static async Task AddAsync(IPage page, string name, string variants)
    {
        await page.OpenAsync(CatalogRoutes.NewName);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Other spellings").FillAsync(variants);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the name" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 }).WaitForAsync();
    }

    private static async Task LookAsync(IPage page, string name)
    {
        await page.LiveAsync();
        await page.IsAccessibleAsync();
        await page.FitsAsync();
        await page.ShowAsync(name);
    }
}
