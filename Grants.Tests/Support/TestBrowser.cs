using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Grants.Data.Identity;
using Microsoft.Playwright;

namespace Grants.Tests.Support;

/// <summary>
/// A real Chromium: CHROMIUM, or Debian's chromium-headless-shell or chromium. Screenshots go to .artifacts/screens in the checkout when
/// GRANTS_SCREENS is set.
/// </summary>
public sealed class TestBrowser : IAsyncDisposable
{
    private static readonly string[] Quiet =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private TestBrowser(IPlaywright playwright, IBrowser browser) =>
        (_playwright, _browser) = (playwright, browser);

    private static readonly string[] Places =
    [
        "/usr/bin/chromium-headless-shell",
        "/usr/bin/chromium",
    ];

    public static async Task<TestBrowser> StartAsync()
    {
        var chromium =
            Environment.GetEnvironmentVariable("CHROMIUM")
            ?? Places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"Browser tests need Chromium at {string.Join(" or ", Places)}; infra/test installs it, or set CHROMIUM."
            );
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = chromium, Args = Quiet }
        );
        return new TestBrowser(playwright, browser);
    }

    /// <summary>A person's own window: cookies apart from all others.</summary>
    /// <param name="width">Pixels; 360 is a phone.</param>
    public Task<IPage> OpenAsync(TestApp app, int width = 1280, bool dark = false) =>
        OpenAsync(app.Address, width, dark);

    /// <summary>The same on another server than the test's own.</summary>
    public async Task<IPage> OpenAsync(Uri server, int width = 1280, bool dark = false)
    {
        var context = await _browser.NewContextAsync(
            new()
            {
                BaseURL = server.ToString(),
                ViewportSize = new() { Width = width, Height = 900 },
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                ReducedMotion = ReducedMotion.Reduce,
                TimezoneId = "Europe/Berlin",
                AcceptDownloads = true,
            }
        );
        context.SetDefaultTimeout(30_000);
        Assertions.SetDefaultExpectTimeout(30_000);
        return await context.NewPageAsync();
    }

    /// <summary>A window in which this person is signed in, on the page they are led to.</summary>
    public async Task<IPage> SignInAsync(
        TestApp app,
        Account account,
        int width = 1280,
        bool dark = false
    )
    {
        var page = await OpenAsync(app, width, dark);
        await page.SignInAsync(account.Email!, Given.Password);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

public static class Pages
{
    public static async Task SignInAsync(this IPage page, string email, string password)
    {
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true })
            .ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/account/"));
    }

    /// <summary>
    /// Waits until the address is this path, whatever its query. Asked of the browser again and again: Playwright's own wait for an
    /// address looks once and listens from then on, and misses what happens in between on a busy machine.
    /// </summary>
    public static Task ArrivesAsync(this IPage page, string path) =>
        page.ArrivesAsync(new Regex($@"^https?://[^/]+{Regex.Escape(path)}(\?|$)"));

    public static Task ArrivesAsync(this IPage page, Regex address) =>
        Assertions.Expect(page).ToHaveURLAsync(address);

    /// <summary>Opens a workspace page and waits for its circuit: before, buttons do nothing.</summary>
    public static async Task OpenAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.LiveAsync();
    }

    public static Task LiveAsync(this IPage page) =>
        page.Locator("[data-interactive=true]").WaitForAsync();

    /// <summary>No violation that axe finds, on the page as it stands once nothing fades in any more.</summary>
    public static async Task IsAccessibleAsync(this IPage page)
    {
        await page.EvaluateAsync(
            """
            async () => {
                const ends = document.getAnimations()
                    .filter(a => a.playState === "running" && Number.isFinite(a.effect.getComputedTiming().endTime))
                    .map(a => a.finished);
                await Promise.race([Promise.allSettled(ends), new Promise(done => setTimeout(done, 2000))]);
            }
            """
        );
        var result = await page.RunAxe();
        result
            .Violations.Select(v =>
                $"{page.Url} {v.Id} ({v.Impact}): {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"
            )
            .Should()
            .BeEmpty();
    }

    /// <summary>Nothing sticks out of the window to the right.</summary>
    public static async Task FitsAsync(this IPage page)
    {
        var (wide, window) = (
            await page.EvaluateAsync<int>("document.documentElement.scrollWidth"),
            page.ViewportSize!.Width
        );
        wide.Should().BeLessThanOrEqualTo(window, page.Url);
    }

    /// <summary>For people to look at.</summary>
    public static async Task ShowAsync(this IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("GRANTS_SCREENS") is null)
            return;
        var path = Path.Combine(Repository.Root, ".artifacts", "screens", $"{name}.png");
        await page.ScreenshotAsync(new() { Path = path, FullPage = true });
    }
}
