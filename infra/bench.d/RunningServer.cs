using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Grants.Bench;

/// <summary>A server process on a loopback port of its own, as it runs in production: log on, as JSON, into a pipe.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly Process _process;

    private RunningServer(Process process, Uri address, TimeSpan untilAnswer) =>
        (_process, Address, UntilAnswer) = (process, address, untilAnswer);

    public Uri Address { get; }

    /// <summary>From starting the process to the first whole answer.</summary>
    public TimeSpan UntilAnswer { get; }

    /// <summary>The most that it was at once, as Linux counts it.</summary>
    public double MostWorkingSetMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1e6;
        }
    }

    public double WorkingSetMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <param name="command">Program and arguments.</param>
    /// <param name="path">Asked until it answers 200.</param>
    public static async Task<RunningServer> StartAsync(
        IReadOnlyList<string> command,
        string path,
        string dataFolder,
        CancellationToken cancel,
        bool isDemo = false
    )
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = start.Environment["Site__Address"] =
            address.ToString();
        start.Environment["GRANTS_DATA"] = dataFolder;
        start.Environment["Demo__Enabled"] = isDemo.ToString();
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var browser = new HttpClient { BaseAddress = address };
        while (!await AnswersAsync(browser, path, cancel))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began).TotalSeconds > 60)
                throw new InvalidOperationException($"{command[0]} didn't answer at {address}.");
            await Task.Delay(5, cancel);
        }
        return new RunningServer(process, address, Stopwatch.GetElapsedTime(began));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> AnswersAsync(
        HttpClient browser,
        string path,
        CancellationToken cancel
    )
    {
        try
        {
            return (await browser.GetAsync(path, cancel)).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
