using Microsoft.Playwright;

namespace Grants.Tests.Features.Deliverables;

public static class ControlSteps
{
    /// <summary>Finds every item of a sample good by the keyboard, from the quality control of a deliverable and back to it.</summary>
    public static async Task LookThroughAsync(this IPage page, int items)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Look at the first item" }).ClickAsync();
        await page.GetByText($"Item 1 of {items}").WaitForAsync();
        for (var seen = 1; seen <= items; seen++)
        {
            await page.PressOnDeskAsync("g");
            await page.GetByText($"{seen} of {items} looked at").WaitForAsync();
        }
        await page.GetByRole(AriaRole.Link, new() { Name = "Quality control of batch" })
            .ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Look at the items" }).WaitForAsync();
    }

    /// <summary>Once the desk listens and the key before is done with.</summary>
    public static async Task PressOnDeskAsync(this IPage page, string key)
    {
        await page.Locator(".desk[data-listens]:not([data-busy])").WaitForAsync();
        await page.Keyboard.PressAsync(key);
    }
}
