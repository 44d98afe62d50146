using System.Net;

namespace Grants.Bench;

/// <summary>Public pages beside a bare endpoint that sends as many bytes.</summary>
internal static class PagesBench
{
    private static readonly string[] Pages = ["/", "/catalog"];

    public static async Task<IReadOnlyList<Figure>> RunAsync(
        string published,
        CancellationToken cancel
    )
    {
        using var installation = await Installation.NewAsync(published, cancel);
        await using var server = await installation.ServeAsync(cancel);
        List<Figure> figures = [];
        foreach (var path in Pages)
        {
            var page = new Uri(server.Address, path);
            if (await SizeAsync(page, cancel) is not { } size)
            {
                Console.Error.WriteLine($"{path} isn't served; left out.");
                continue;
            }
            await using var bare = await BareServer.StartAsync(size, cancel);
            figures.AddRange(await MeasureAsync(path, page, bare.Address, size, cancel));
        }
        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(
        string path,
        Uri page,
        Uri bare,
        int size,
        CancellationToken cancel
    )
    {
        const int Count = 200;
        var peer = $"bare endpoint, {size / 1000.0:0.0} kB";
        var ours = await Load.RequestsPerSecondAsync(page, cancel);
        var bares = await Load.RequestsPerSecondAsync(bare, cancel);
        var first = Load.Median(await Load.FirstBytesAsync(page, Count, cancel));
        var barest = Load.Median(await Load.FirstBytesAsync(bare, Count, cancel));
        List<Figure> figures =
        [
            new(
                "pages",
                $"{path} first byte, warm, median of {Count}",
                first,
                "ms",
                Limit.AtMost(100),
                barest,
                peer
            ),
            new(
                "pages",
                $"{path} answers over {Load.Connections} connections",
                ours,
                "per second",
                null,
                bares,
                peer
            ),
        ];
        if (await Load.RequestsPerSecondByWrkAsync(page, cancel) is { } counted)
            figures.Add(
                new Figure(
                    "pages",
                    $"{path} the same, counted by wrk",
                    counted,
                    "per second",
                    null,
                    await Load.RequestsPerSecondByWrkAsync(bare, cancel),
                    peer
                )
            );
        return figures;
    }

    /// <summary>Null where the address isn't served.</summary>
    private static async Task<int?> SizeAsync(Uri page, CancellationToken cancel)
    {
        using var browser = new HttpClient();
        var answer = await browser.GetAsync(page, cancel);
        return answer.StatusCode == HttpStatusCode.OK
            ? (await answer.Content.ReadAsByteArrayAsync(cancel)).Length
            : null;
    }
}
