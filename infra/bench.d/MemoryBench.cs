using Microsoft.Playwright;

namespace Grants.Bench;

/// <summary>The server's working set, idle and with open workspaces: tabs of a real Chromium, each with its own circuit.</summary>
internal static class MemoryBench
{
    private const int Workspaces = 50;

    public static async Task<IReadOnlyList<Figure>> RunAsync(
        string published,
        CancellationToken cancel
    )
    {
        if (
            (Environment.GetEnvironmentVariable("CHROMIUM") ?? Programs.Find("chromium"))
            is not { } chromium
        )
        {
            Console.Error.WriteLine("memory needs chromium; left out.");
            return [];
        }
        using var installation = await Installation.NewAsync(published, cancel);
        await using var server = await installation.ServeAsync(cancel);
        var idle = server.WorkingSetMegabytes;

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--renderer-process-limit=4"],
            }
        );
        var window = await browser.NewContextAsync(new() { BaseURL = server.Address.ToString() });
        window.SetDefaultTimeout(60_000);
        await SignInAsync(await window.NewPageAsync());
        await OpenAsync(await window.NewPageAsync());
        var one = server.WorkingSetMegabytes;
        for (var open = 1; open < Workspaces; open++)
        {
            cancel.ThrowIfCancellationRequested();
            await OpenAsync(await window.NewPageAsync());
        }
        var all = server.WorkingSetMegabytes;
        return
        [
            new Figure(
                "memory",
                "working set after the first answer",
                idle,
                "MB",
                Limit.AtMost(300)
            ),
            new Figure(
                "memory",
                $"working set with {Workspaces} open workspaces",
                all,
                "MB",
                Limit.AtMost(600)
            ),
            new Figure(
                "memory",
                "each further workspace",
                (all - one) / (Workspaces - 1),
                "MB",
                Limit.AtMost(5)
            ),
        ];
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(Installation.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Installation.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true })
            .ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        await page.CloseAsync();
    }

    private static async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/work");
        await page.Locator("[data-interactive=true]").WaitForAsync();
    }
}
