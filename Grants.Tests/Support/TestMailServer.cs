using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;
using Grants.Web.Platform.Mail;

namespace Grants.Tests.Support;

/// <summary>A mail as the server in Support/smtp took and parsed it.</summary>
public sealed record TakenMail(
    IReadOnlyList<string> To,
    bool Secure,
    string? User,
    string MessageId,
    string Subject,
    IReadOnlyDictionary<string, string> Header,
    string Text,
    string? Html,
    IReadOnlyList<TakenAttachment> Attachments
);

public sealed record TakenAttachment(string Name, string Type, string Base64);

/// <summary>
/// A real mail server in a process of its own, on a free port, with a certificate that nobody knows. server.mjs says which
/// recipients it makes trouble for.
/// </summary>
public sealed class TestMailServer : IAsyncDisposable
{
    public const string User = "grants";
    public const string Password = "quiet boxes";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
    };

    private readonly Process _process;
    private readonly string _folder;
    private readonly string _fingerprint;
    private readonly int _port;

    private TestMailServer(Process process, string folder, string fingerprint, int port) =>
        (_process, _folder, _fingerprint, _port) = (process, folder, fingerprint, port);

    public static async Task<TestMailServer> StartAsync()
    {
        var code = Path.Combine(Repository.Root, "Grants.Tests", "Support", "smtp");
        if (!Directory.Exists(Path.Combine(code, "node_modules", "smtp-server")))
            throw new InvalidOperationException(
                $"The mail server for tests isn't installed. Run: npm ci --prefix \"{code}\""
            );
        var folder = Directory.CreateTempSubdirectory("grants-smtp-").FullName;
        var (key, certificate) = (
            Path.Combine(folder, "key.pem"),
            Path.Combine(folder, "certificate.pem")
        );
        var fingerprint = await MakeCertificateAsync(key, certificate);
        var start = new ProcessStartInfo("node", ["server.mjs"])
        {
            WorkingDirectory = code,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["KEY"] = key, ["CERTIFICATE"] = certificate },
        };
        var process = Process.Start(start)!;
        var first = await process.StandardOutput.ReadLineAsync(Cancel);
        var port = JsonDocument.Parse(first!).RootElement.GetProperty("port").GetInt32();
        return new TestMailServer(process, folder, fingerprint, port);
    }

    /// <summary>As an operator would write them for this server.</summary>
    public SmtpSettings Settings(string password = Password, bool trusted = true) =>
        new()
        {
            Host = "127.0.0.1",
            Port = _port,
            Security = SmtpSecurity.StartTls,
            User = User,
            Password = password,
            CertificateSha256 = trusted ? _fingerprint : null,
        };

    /// <summary>The next mail that the server took.</summary>
    public async Task<TakenMail> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        return JsonSerializer.Deserialize<TakenMail>(line!, Json)!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <returns>The certificate's SHA-256.</returns>
    private static async Task<string> MakeCertificateAsync(string keyFile, string certificateFile)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=mail.test",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem(), Cancel);
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem(), Cancel);
        return certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }
}
