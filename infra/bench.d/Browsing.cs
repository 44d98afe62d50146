using Microsoft.Playwright;

namespace Grants.Bench;

/// <summary>A real Chromium, as people use the site.</summary>
internal static class Browsing
{
    /// <returns>Null where there is none; said then.</returns>
    public static async Task<IBrowser?> LaunchAsync(IPlaywright playwright, string bench)
    {
        var chromium =
            Environment.GetEnvironmentVariable("CHROMIUM")
            ?? Programs.Find("chromium")
            ?? Programs.Find("chromium-headless-shell");
        if (chromium is null)
        {
            Console.Error.WriteLine($"{bench} needs chromium; left out.");
            return null;
        }
        return await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--renderer-process-limit=4"],
            }
        );
    }

    /// <returns>The page that came after.</returns>
    public static async Task<IPage> SignInAsync(
        this IBrowserContext window,
        string email,
        string password
    )
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").First.FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true })
            .ClickAsync();
        await page.Locator("[data-interactive=true]").First.WaitForAsync();
        return page;
    }
}
