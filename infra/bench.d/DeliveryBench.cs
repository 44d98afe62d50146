using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using NetVips;

namespace Grants.Bench;

/// <summary>
/// Deliveries in the sample data, through a real browser as the archivist and as the program officer: a master of 1 GiB, and 10,000 small
/// files chosen as one folder, sent, handed in, checked, the sample looked at by keyboard, and accepted. Beside it cp, and what others
/// wait for meanwhile.
/// </summary>
internal static class DeliveryBench
{
    private const int Files = 10_000;
    private const int FilesOfItem = 2;
    private const string Archivist = "archivist@hudson.example";
    private const string Officer = "program@demo.example";

    /// <summary>Sending and checking take minutes.</summary>
    private const int Patience = 30 * 60_000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(
        string published,
        CancellationToken cancel
    )
    {
        using var playwright = await Playwright.CreateAsync();
        if (await Browsing.LaunchAsync(playwright, "delivery") is not { } browser)
            return [];
        await using var closed = browser;
        using var installation = await Installation.DemoAsync(published, cancel);
        await using var server = await installation.ServeAsync(cancel);
        var folder = Directory.CreateTempSubdirectory("grants-delivery-");
        try
        {
            var archivist = await OpenAsync(browser, server, Archivist);
            var before = server.WorkingSetMegabytes;
            var large = folder.CreateSubdirectory("large");
            WriteMaster(large.FullName);
            var sentLarge = await SendAsync(archivist, "D3 ", large.FullName, 1);
            var copiedLarge = await CopyAsync(large.FullName, cancel);
            var mostLarge = server.MostWorkingSetMegabytes;
            var small = folder.CreateSubdirectory("small");
            await WriteAsync(small.FullName, cancel);
            var beforeSmall = server.WorkingSetMegabytes;
            var sent = await SendAsync(archivist, "D2 ", small.FullName, Files + 1);
            var copied = await CopyAsync(small.FullName, cancel);
            var (took, waited) = await CheckAsync(archivist, server, cancel);
            var most = server.MostWorkingSetMegabytes;
            var officer = await OpenAsync(browser, server, Officer);
            var deliverable = archivist.Url.Split('/')[^1];
            var (items, looked) = await LookAsync(officer, deliverable);
            var accepted = await AcceptAsync(officer, deliverable);
            return
            [
                new Figure(
                    "delivery",
                    "sending 1 GiB in one file from a browser",
                    sentLarge,
                    "s",
                    Limit.AtMost(120),
                    copiedLarge,
                    "cp"
                ),
                new Figure(
                    "delivery",
                    "memory above the start while it is sent, at most",
                    mostLarge - before,
                    "MB",
                    Limit.AtMost(200)
                ),
                new Figure(
                    "delivery",
                    $"sending {Files:#,##0} files from a browser",
                    sent,
                    "s",
                    Limit.AtMost(600),
                    copied,
                    "cp"
                ),
                new Figure("delivery", "from handing in to checked", took, "s", Limit.AtMost(120)),
                new Figure(
                    "delivery",
                    "catalog for others while it is checked, p95",
                    waited,
                    "ms",
                    Limit.AtMost(300)
                ),
                new Figure(
                    "delivery",
                    "memory above what the large file left, at most",
                    most - beforeSmall,
                    "MB",
                    Limit.AtMost(400)
                ),
                new Figure(
                    "delivery",
                    $"from the key to the next item's picture, p95 of {items}",
                    looked,
                    "ms",
                    Limit.AtMost(1000)
                ),
                new Figure(
                    "delivery",
                    $"accepting {Files / FilesOfItem:#,##0} items",
                    accepted,
                    "s",
                    Limit.AtMost(30)
                ),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A picture of 1 GiB, as an oversize poster makes one.</summary>
    private static void WriteMaster(string folder)
    {
        using var picture = Image
            .Black(16_384, 21_846, bands: 3)
            .Copy(interpretation: Enums.Interpretation.Srgb);
        picture.Tiffsave(Path.Combine(folder, "bench_poster_0001_m.tif"), xres: 11.8, yres: 11.8);
    }

    /// <summary>Small pictures, each with a content of its own, and the sheet that names them.</summary>
    private static async Task WriteAsync(string folder, CancellationToken cancel)
    {
        var sheet = new StringBuilder("identifier,title,type,rights,collection,genre,files\r\n");
        for (var item = 1; item <= Files / FilesOfItem; item++)
        {
            List<string> names = [];
            for (var page = 1; page <= FilesOfItem; page++)
            {
                var name = $"bench_{item:00000}_{page:0000}_m.tif";
                using var picture = Image.Gaussnoise(96, 72, seed: item * FilesOfItem + page);
                using var grey = picture.Cast(Enums.BandFormat.Uchar);
                grey.Tiffsave(Path.Combine(folder, name), xres: 11.8, yres: 11.8);
                names.Add(name);
            }
            sheet
                .Append(CultureInfo.InvariantCulture, $"bench-{item:00000},Newsletter {item},")
                .Append("StillImage,http://rightsstatements.org/vocab/InC/1.0/,Bench,newsletter,")
                .AppendJoin(';', names)
                .Append("\r\n");
        }
        await File.WriteAllTextAsync(
            Path.Combine(folder, "sheet.csv"),
            sheet.ToString(),
            Encoding.UTF8,
            cancel
        );
    }

    private static async Task<IPage> OpenAsync(IBrowser browser, RunningServer server, string email)
    {
        var window = await browser.NewContextAsync(new() { BaseURL = server.Address.ToString() });
        window.SetDefaultTimeout(60_000);
        return await window.SignInAsync(email, Installation.DemoPassword);
    }

    /// <returns>Seconds from choosing the folder until all of it is there.</returns>
    private static async Task<double> SendAsync(
        IPage page,
        string deliverable,
        string folder,
        int files
    )
    {
        await page.GotoAsync("/my/deliverables");
        await page.GetByRole(AriaRole.Link, new() { Name = deliverable }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the delivery" }).ClickAsync();
        var chooser = page.GetByLabel("Choose a folder");
        await chooser.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var began = Stopwatch.GetTimestamp();
        await chooser.SetInputFilesAsync(folder, new() { Timeout = Patience });
        await page.GetByText($"{files:#,##0} of {files:#,##0} file")
            .WaitForAsync(new() { Timeout = Patience });
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<double> CopyAsync(string folder, CancellationToken cancel)
    {
        var copy = folder + "-copy";
        var began = Stopwatch.GetTimestamp();
        await Programs.OutputAsync("cp", ["-r", folder, copy], cancel);
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Directory.Delete(copy, recursive: true);
        return took;
    }

    /// <returns>Seconds, and what another visitor waited for the catalog meanwhile, in milliseconds.</returns>
    private static async Task<(double Took, double Waited)> CheckAsync(
        IPage page,
        RunningServer server,
        CancellationToken cancel
    )
    {
        using var other = new HttpClient { BaseAddress = server.Address };
        List<double> waits = [];
        var began = Stopwatch.GetTimestamp();
        await page.GetByRole(AriaRole.Button, new() { Name = "Hand the batch in" }).ClickAsync();
        var passed = page.GetByText("All checks passed")
            .First.WaitForAsync(new() { Timeout = Patience });
        while (!passed.IsCompleted)
        {
            var asked = Stopwatch.GetTimestamp();
            (await other.GetAsync("/catalog", cancel)).EnsureSuccessStatusCode();
            waits.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            await Task.Delay(50, cancel);
        }
        await passed;
        return (Stopwatch.GetElapsedTime(began).TotalSeconds, InProcess.P95(waits));
    }

    /// <returns>Items of the sample, and milliseconds from the key for "good" until the next item's picture is there, p95.</returns>
    private static async Task<(int Items, double P95)> LookAsync(IPage page, string deliverable)
    {
        await page.GotoAsync($"/work/deliverables/{deliverable}");
        await page.Locator("[data-interactive=true]").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin quality control" })
            .ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Look at the first item" }).ClickAsync();
        var first = await page.GetByText("Item 1 of ").First.TextContentAsync();
        var items = int.Parse(
            first!.Split(' ')[^1],
            NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture
        );
        List<double> times = [];
        for (var number = 1; number <= items; number++)
        {
            await page.Locator(".desk[data-listens]:not([data-busy]) [data-picture][data-shown]")
                .WaitForAsync();
            var began = Stopwatch.GetTimestamp();
            await page.Keyboard.PressAsync("g");
            await page.GetByText($"{number:#,##0} of {items:#,##0} looked at").WaitForAsync();
            await page.Locator("[data-picture][data-shown]").WaitForAsync();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return (items, InProcess.P95(times));
    }

    /// <returns>Seconds from the answer to the dialog until the page says so.</returns>
    private static async Task<double> AcceptAsync(IPage page, string deliverable)
    {
        await page.GotoAsync($"/work/deliverables/{deliverable}");
        await page.Locator("[data-interactive=true]").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept", Exact = true }).ClickAsync();
        var began = Stopwatch.GetTimestamp();
        await page.GetByRole(AriaRole.Dialog)
            .GetByRole(AriaRole.Button, new() { Name = "Accept", Exact = true })
            .ClickAsync();
        await page.GetByText($"{Files / FilesOfItem:#,##0} accepted").First.WaitForAsync();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
