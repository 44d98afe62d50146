using System.Diagnostics;
using System.Text;
using Grants.Web.Platform.Scanning;

namespace Grants.Tests.Support;

/// <summary>Debian's clamd with one signature of its own, on a Unix socket in a temporary folder. infra/test installs it.</summary>
internal sealed class ClamdServer : IAsyncDisposable
{
    /// <summary>In two parts, so that neither this file nor the test's program is taken for one.</summary>
    public static string Eicar { get; } =
        @"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private ClamdServer(DirectoryInfo folder, Process process) =>
        (_folder, _process) = (folder, process);

    public ScanSettings Settings => new() { Address = Path.Combine(_folder.FullName, "socket") };

    public static async Task<ClamdServer> StartAsync(CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("grants-clamd-");
        var signatures = folder.CreateSubdirectory("signatures").FullName;
        var hex = Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Eicar));
        await File.WriteAllTextAsync(
            Path.Combine(signatures, "test.ndb"),
            $"Eicar-Test-Signature:0:0:{hex}\n",
            cancel
        );
        var settings = Path.Combine(folder.FullName, "clamd.conf");
        await File.WriteAllTextAsync(
            settings,
            $"""
            Foreground yes
            DatabaseDirectory {signatures}
            LocalSocket {folder.FullName}/socket
            StreamMaxLength 2M

            """,
            cancel
        );
        var process = Process.Start(
            new ProcessStartInfo("/usr/sbin/clamd", [$"--config-file={settings}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ClamdServer(folder, process);
        var scanner = new Clamd(server.Settings);
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(50, cancel))
            try
            {
                await scanner.VersionAsync(cancel);
                return server;
            }
            catch (IOException) when (!process.HasExited)
            {
                if (Stopwatch.GetElapsedTime(began) > Patience)
                    throw;
            }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
