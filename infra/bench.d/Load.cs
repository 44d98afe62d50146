using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Grants.Bench;

/// <summary>Requests over kept connections, counted by us and, where it is installed, by wrk.</summary>
internal static partial class Load
{
    public const int Connections = 16;

    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    /// <summary>Milliseconds until the first byte of the body, one request after the other.</summary>
    public static async Task<List<double>> FirstBytesAsync(
        Uri page,
        int count,
        CancellationToken cancel
    )
    {
        using var browser = new HttpClient();
        List<double> all = [];
        var one = new byte[1];
        for (var i = 0; i < count; i++)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await browser.GetAsync(
                page,
                HttpCompletionOption.ResponseHeadersRead,
                cancel
            );
            await using var body = await answer.Content.ReadAsStreamAsync(cancel);
            await body.ReadExactlyAsync(one, cancel);
            all.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await body.CopyToAsync(Stream.Null, cancel);
        }
        return all;
    }

    /// <summary>Answers per second over <see cref="Connections"/> connections, after a warm-up of a second.</summary>
    /// <exception cref="HttpRequestException">An answer wasn't 200.</exception>
    public static async Task<double> RequestsPerSecondAsync(Uri page, CancellationToken cancel)
    {
        await RunAsync(page, TimeSpan.FromSeconds(1), cancel);
        return await RunAsync(page, Duration, cancel);
    }

    /// <summary>The same by wrk; null where it isn't installed.</summary>
    public static async Task<double?> RequestsPerSecondByWrkAsync(
        Uri page,
        CancellationToken cancel
    )
    {
        if (Programs.Find("wrk") is not { } wrk)
            return null;
        var output = await Programs.OutputAsync(
            wrk,
            ["-t2", $"-c{Connections}", $"-d{Duration.TotalSeconds}s", page.ToString()],
            cancel
        );
        return double.Parse(
            RequestsPerSecond().Match(output).Groups[1].Value,
            CultureInfo.InvariantCulture
        );
    }

    public static double Median(IReadOnlyCollection<double> values) =>
        values.Order().ElementAt(values.Count / 2);

    private static async Task<double> RunAsync(Uri page, TimeSpan time, CancellationToken cancel)
    {
        using var browser = new HttpClient(
            new SocketsHttpHandler { MaxConnectionsPerServer = Connections }
        );
        var began = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(async _ =>
                {
                    var count = 0;
                    for (; Stopwatch.GetElapsedTime(began) < time; count++)
                        await browser.GetByteArrayAsync(page, cancel);
                    return count;
                })
        );
        return counts.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    [GeneratedRegex(@"Requests/sec:\s*([\d.]+)")]
    private static partial Regex RequestsPerSecond();
}
