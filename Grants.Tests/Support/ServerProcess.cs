using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Grants.Tests.Support;

/// <summary>The server as a process of its own on the data of a <see cref="TestApp"/>, to be killed and started again.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly IReadOnlyList<string> _settings;
    private Process? _process;

    public ServerProcess(TestApp app)
    {
        _settings = app.Settings;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    public Uri Address { get; }

    /// <summary>The most bytes that it had in memory since it was started.</summary>
    public long PeakMemory
    {
        get
        {
            _process!.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Grants.Web.dll"),
                .. _settings,
                $"--urls={Address}",
                "--environment=Production",
                "--Jobs:Enabled=false",
                "--Logging:LogLevel:Default=Error",
            ]
        )
        {
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine(); // a full pipe would stop it
        using var browser = new HttpClient { BaseAddress = Address };
        for (var attempt = 0; ; attempt++)
            try
            {
                (await browser.GetAsync("/health/live")).EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (attempt < 300 && !_process.HasExited)
            {
                await Task.Delay(100);
            }
    }

    /// <summary>As a crash or a lost power line does: nothing is finished and nobody is told.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async ValueTask DisposeAsync() => await KillAsync();
}
