using System.Diagnostics;
using System.Text.RegularExpressions;
using Grants.Tests.Support;
using Grants.Web.Platform.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MimeKit;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Journeys;

/// <summary>What the steps of the chain stand on: the server, everybody's windows, and the mail.</summary>
internal sealed partial class Chain : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestApp _app;
    private readonly TestBrowser _browser;
    private readonly Dictionary<Person, IPage> _windows = [];
    private readonly List<string> _faults = [];

    private Chain(TestApp app, TestBrowser browser) => (_app, _browser) = (app, browser);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static async Task<Chain> StartAsync() =>
        new(
            await TestApp.StartEmptyAsync(null, "Jobs:Enabled=true"),
            await TestBrowser.StartAsync()
        );

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _app.DisposeAsync();
    }

    /// <summary>At the end of the walk.</summary>
    public void NoPageHadAFault() => _faults.Should().BeEmpty();

    /// <summary>Where this person works; it stays open and signed in.</summary>
    private IPage Of(Person person) => _windows[person];

    private async Task<IPage> OpenWindowAsync(Person person) =>
        _windows[person] = await _browser.OpenAsync(_app);

    /// <summary>The newest mail to this person with these words in its subject, from the pickup folder.</summary>
    private async Task<MimeMessage> MailAsync(Person to, string subject)
    {
        MimeMessage? found = null;
        await UntilAsync(
            async () => (found = await FindMailAsync(to.Email, subject)) is not null,
            $"mail to {to.Email}: {subject}"
        );
        return found!;
    }

    private async Task<MimeMessage?> FindMailAsync(string address, string subject)
    {
        var folder = _app.Services.GetRequiredService<MailSettings>().PickupFolder;
        if (!Directory.Exists(folder))
            return null;
        foreach (var file in Directory.GetFiles(folder, $"*{address}*.eml").OrderDescending())
        {
            var mail = await MimeMessage.LoadAsync(file, Cancel);
            if (mail.Subject?.Contains(subject, StringComparison.Ordinal) == true)
                return mail;
        }
        return null;
    }

    /// <summary>Path and query of the one address in a mail's text.</summary>
    private static string LinkIn(MimeMessage mail) =>
        mail.TextBody!.Split('\n', StringSplitOptions.TrimEntries)
            .Where(line => line.StartsWith("http", StringComparison.Ordinal))
            .Select(line => new Uri(line).PathAndQuery)
            .First();

    /// <summary>Looks again and again until it is so.</summary>
    private static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var since = Stopwatch.StartNew();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (!await isSo())
        {
            if (since.Elapsed > Patience)
                throw new TimeoutException($"Waited {Patience.TotalSeconds:0} s for {what}.");
            await tick.WaitForNextTickAsync(Cancel);
        }
    }

    private static ILocator Button(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Link(IPage page, string name) =>
        page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    private static Task PressAsync(IPage page, string button) => Button(page, button).ClickAsync();

    private static Task FollowAsync(IPage page, string link) => Link(page, link).ClickAsync();

    private static Task PressInDialogAsync(IPage page, string button) =>
        page.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = button, Exact = true })
            .ClickAsync();

    private static Task HeadedAsync(IPage page, string heading) =>
        Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    private static Task SaysAsync(IPage page, string text) =>
        Expect(page.GetByText(text).First).ToBeVisibleAsync();

    private static async Task<byte[]> DownloadAsync(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => FollowAsync(page, link));
        return await File.ReadAllBytesAsync(await download.PathAsync(), Cancel);
    }

    /// <summary>
    /// A picture for people, and the page's faults, which are kept so that one walk tells all: what axe finds, and what sticks
    /// out of the window.
    /// </summary>
    private async Task LookAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.WaitForAsync();
        if (await page.Locator("[data-interactive]").CountAsync() > 0)
            await page.LiveAsync();
        await Expect(page).ToHaveTitleAsync(Something());
        await page.ShowAsync($"chain-{name}");
        foreach (var check in (Func<IPage, Task>[])[Pages.IsAccessibleAsync, Pages.FitsAsync])
        {
            try
            {
                await check(page);
            }
            catch (Xunit.Sdk.XunitException fault)
            {
                _faults.Add($"{name}: {fault.Message}");
                TestContext.Current.TestOutputHelper?.WriteLine(_faults[^1]);
            }
        }
    }

    /// <summary>The same page, opened beside it on a phone.</summary>
    private async Task LookOnAPhoneAsync(IPage page, string name)
    {
        var phone = await page.Context.NewPageAsync();
        await phone.SetViewportSizeAsync(360, 780);
        await phone.GotoAsync(page.Url);
        await LookAsync(phone, $"{name}-phone");
        await phone.CloseAsync();
    }

    [GeneratedRegex(".")]
    private static partial Regex Something();
}
