using Grants.Domain.Accounts;
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
        var editor = await app.PersonAsync(Role.CatalogEditor);
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
