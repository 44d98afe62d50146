using System.Diagnostics;
using Grants.Domain.Documents;
using Grants.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Bench;

/// <summary>Award letters of a page as PDF, one after the other, beside Chromium printing the same content.</summary>
internal static class LettersBench
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Figure>> RunAsync(
        string published,
        CancellationToken cancel
    )
    {
        await using var host = GrantsHost.Build([]);
        var renderers = host.Services.GetServices<IDocumentRenderer>().ToList();
        var pdf = renderers.Last(r => r.ContentType == "application/pdf");
        var html = renderers.Last(r => r.ContentType == "text/html");
        await PdfAsync(pdf, 0, cancel);
        var (count, bytes) = (0, 0L);
        var began = Stopwatch.GetTimestamp();
        for (; Stopwatch.GetElapsedTime(began) < Duration; count++)
            bytes = await PdfAsync(pdf, count, cancel);
        var ours = count / Stopwatch.GetElapsedTime(began).TotalSeconds;
        return
        [
            new Figure(
                "letters",
                "letters of a page as tagged PDF, one thread",
                ours,
                "per second",
                Limit.AtLeast(10),
                await ByChromiumAsync(html, cancel),
                "chromium prints one"
            ),
            new Figure("letters", "size of a letter", bytes / 1000.0, "kB", Limit.AtMost(300)),
        ];
    }

    private static async Task<long> PdfAsync(
        IDocumentRenderer renderer,
        int number,
        CancellationToken cancel
    )
    {
        using var file = new MemoryStream();
        await renderer.RenderAsync(Letter(number), file, cancel);
        return file.Length;
    }

    /// <summary>Null without Chromium. A new process for each letter, as a command would.</summary>
    private static async Task<double?> ByChromiumAsync(
        IDocumentRenderer html,
        CancellationToken cancel
    )
    {
        const int Letters = 3;
        if (Programs.Find("chromium") is not { } chromium)
            return null;
        var folder = Directory.CreateTempSubdirectory("grants-letters-");
        var page = Path.Combine(folder.FullName, "letter.html");
        await using (var file = File.Create(page))
            await html.RenderAsync(Letter(0), file, cancel);
        var began = Stopwatch.GetTimestamp();
        for (var letter = 0; letter < Letters; letter++)
            await Programs.OutputAsync(
                chromium,
                [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    $"--user-data-dir={folder.FullName}",
                    $"--print-to-pdf={page}.pdf",
                    $"file://{page}",
                ],
                cancel
            );
        var perSecond = Letters / Stopwatch.GetElapsedTime(began).TotalSeconds;
        folder.Delete(recursive: true);
        return perSecond;
    }

    /// <summary>Different each time, so that nothing is remembered.</summary>
    private static PrintDocument Letter(int number) =>
        new(
            $"Award letter DG-2026-{number:0000}",
            "Bench Foundation",
            "en",
            DateTimeOffset.UnixEpoch.AddDays(number),
            $"DG-2026-{number:0000}",
            [
                new Letterhead("Bench Foundation", ["1 Example Street", "New York"]),
                new Address(["Example Archive", "ארכיון לדוגמה", "Архив для примера"]),
                new Heading(1, $"Award DG-2026-{number:0000}"),
                Paragraph.Of(
                    $"We are pleased to tell you that your application {number} was approved. The terms below are part of this letter, and the award begins when both sides have signed."
                ),
                new KeyValues([
                    new("Award number", $"DG-2026-{number:0000}"),
                    new("Amount", $"USD {10_000 + number:#,0}.00"),
                    new("Period", "1 July 2026 to 30 June 2027"),
                ]),
                new Table(
                    "Instalments",
                    [
                        new TableColumn("When", 2),
                        new TableColumn("On what condition", 4),
                        new TableColumn("Amount", 2, TextAlign.End),
                    ],
                    [
                        ["On signing", "Agreement signed by both", "5,000.00"],
                        ["In January", "Progress report accepted", "3,000.00"],
                        ["At the end", "All items accepted", $"{2_000 + number:#,0}.00"],
                    ]
                ),
                new Signatures([new Signature("Ada Example", "For the foundation")]),
            ]
        );
}
