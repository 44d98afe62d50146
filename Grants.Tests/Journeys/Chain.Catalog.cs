using Grants.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Journeys;

/// <summary>Step 9: published, and found by anybody.</summary>
internal sealed partial class Chain
{
    private IPage _anybody = null!;
    private string _recordPath = "";

    public async Task TheCatalogEditorPublishesTheItemsAsync()
    {
        var page = Of(CatalogEditor);
        await UntilAsync(
            async () =>
            {
                await page.OpenAsync("/work/catalog");
                await Expect(page.Locator(".table, .empty").First).ToBeVisibleAsync();
                return await page.GetByRole(AriaRole.Checkbox).CountAsync() == 2;
            },
            "two draft records"
        );
        await LookAsync(page, "09-drafts");
        await LookOnAPhoneAsync(page, "09-drafts");
        await FollowAsync(page, HebrewTitle);
        await HeadedAsync(page, HebrewTitle);
        await IsLoadedAsync(page.Locator(".record-figure img"));
        await LookAsync(page, "09-record-edit");
        await page.OpenAsync("/work/catalog");
        await PressAsync(page, "Select the drafts on this page");
        await PressAsync(page, "Publish 2");
        await SaysAsync(page, "2 of 2 published.");
        await LookAsync(page, "09-published");
    }

    public async Task AnybodyFindsTheItemByAHebrewWordAsync()
    {
        var page = _anybody = await _browser.OpenAsync(_app);
        await UntilAsync(
            async () =>
            {
                await page.GotoAsync("/catalog");
                await page.GetByLabel("Words, names, places or an identifier").FillAsync("כרזה");
                await PressAsync(page, "Search");
                return await Link(page, HebrewTitle).CountAsync() == 1;
            },
            "the record in the index"
        );
        await IsLoadedAsync(page.Locator(".record-grid img"));
        await LookAsync(page, "09-found");
        await LookOnAPhoneAsync(page, "09-found");
        await FollowAsync(page, HebrewTitle);
        await HeadedAsync(page, HebrewTitle);
        _recordPath = PathOf(page);

        await IsLoadedAsync(page.Locator(".record-figure img"));
        await SaysAsync(page, Description);
        await Expect(Link(page, "In Copyright")).ToBeVisibleAsync();
        await Expect(Link(page, Archive).First).ToBeVisibleAsync();
        await SaysAsync(page, $"Digitized with support of Movement Archives Fund, grant {_number}");
        await LookAsync(page, "09-record");
        await LookOnAPhoneAsync(page, "09-record");
    }

    public async Task AnybodyFollowsTheLinkToTheAwardAndBackAsync()
    {
        var page = _anybody;
        await FollowAsync(page, $"About grant {_number}");
        await page.ArrivesAsync($"/awards/{_number}");
        await HeadedAsync(page, Title);
        await SaysAsync(page, "$11,500.00");
        await LookAsync(page, "09-award");
        await LookOnAPhoneAsync(page, "09-award");
        await FollowAsync(page, HebrewTitle);
        await page.ArrivesAsync(_recordPath);

        await page.GotoAsync("/awards");
        await Expect(Link(page, Title)).ToBeVisibleAsync();
        await LookAsync(page, "09-awards");
        await page.GotoAsync("/institutions");
        await FollowAsync(page, Archive);
        await Expect(Link(page, HebrewTitle)).ToBeVisibleAsync();
        await LookAsync(page, "09-institution");
        await page.GotoAsync("/");
        await SaysAsync(page, HebrewTitle);
        await LookAsync(page, "09-home");
        await LookOnAPhoneAsync(page, "09-home");
    }

    /// <summary>The browser has its pixels.</summary>
    private static async Task IsLoadedAsync(ILocator image)
    {
        await image.First.ScrollIntoViewIfNeededAsync();
        (
            await image.First.EvaluateAsync<int>(
                "async image => { await image.decode(); return image.naturalWidth; }"
            )
        )
            .Should()
            .BePositive();
    }
}
