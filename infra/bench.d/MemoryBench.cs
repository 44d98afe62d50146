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
        using var playwright = await Playwright.CreateAsync();
        if (await Browsing.LaunchAsync(playwright, "memory") is not { } browser)
            return [];
        await using var closed = browser;
        using var installation = await Installation.NewAsync(published, cancel);
        await using var server = await installation.ServeAsync(cancel);
        var idle = server.WorkingSetMegabytes;

        var window = await browser.NewContextAsync(new() { BaseURL = server.Address.ToString() });
        window.SetDefaultTimeout(60_000);
        await window.SignInAsync(Installation.Email, Installation.Password);
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

    private static async Task OpenAsync(IPage page)
    {
        await page.GotoAsync("/work");
        await page.Locator("[data-interactive=true]").WaitForAsync();
    }
}
