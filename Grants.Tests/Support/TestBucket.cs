using System.Diagnostics;
using System.Text.Json;
using Grants.Web.Platform.Storage;

namespace Grants.Tests.Support;

/// <summary>A server in a process of its own, on a free port, that speaks the S3 protocol and keeps one bucket in a folder.</summary>
public sealed class TestBucket : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("grants-s3-").FullName;
    private Process? _process;
    private int _port;

    /// <summary>Where the objects lie.</summary>
    private string Objects => Path.Combine(_folder, "grants");

    /// <summary>As an operator would write them for this server.</summary>
    public S3Settings Settings =>
        new()
        {
            Bucket = "grants",
            ServiceUrl = $"http://127.0.0.1:{_port}",
            Region = "us-east-1",
            Prefix = "files/",
            PathStyle = true,
            AccessKey = "S3RVER",
            SecretKey = "S3RVER",
        };

    /// <summary>The same as arguments of the server.</summary>
    public string[] Arguments =>
        [
            "Storage:S3:Bucket=" + Settings.Bucket,
            "Storage:S3:ServiceUrl=" + Settings.ServiceUrl,
            "Storage:S3:Region=" + Settings.Region,
            "Storage:S3:Prefix=" + Settings.Prefix,
            "Storage:S3:PathStyle=true",
            "Storage:S3:AccessKey=" + Settings.AccessKey,
            "Storage:S3:SecretKey=" + Settings.SecretKey,
        ];

    /// <summary>Where the server keeps this object's bytes.</summary>
    public string PlaceOf(string sha256) =>
        Path.Combine(Objects, "files", sha256[..2], $"{sha256}._S3rver_object");

    public IReadOnlyList<string> Keys =>
        [
            .. Directory
                .EnumerateFiles(Objects, "*._S3rver_object", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Objects, f).Replace("._S3rver_object", ""))
                .Order(StringComparer.Ordinal),
        ];

    public async ValueTask InitializeAsync()
    {
        var code = Path.Combine(Repository.Root, "Grants.Tests", "Support", "s3");
        if (!Directory.Exists(Path.Combine(code, "node_modules", "@20minutes", "s3rver")))
            throw new InvalidOperationException(
                $"The S3 server for tests isn't installed. Run: npm ci --prefix \"{code}\""
            );
        _process = Process.Start(
            new ProcessStartInfo("node", ["server.mjs"])
            {
                WorkingDirectory = code,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                Environment = { ["FOLDER"] = _folder },
            }
        )!;
        var first = await _process.StandardOutput.ReadLineAsync();
        _port = JsonDocument.Parse(first!).RootElement.GetProperty("port").GetInt32();
    }

    /// <summary>The server goes away, as in an outage.</summary>
    public async Task StopAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
