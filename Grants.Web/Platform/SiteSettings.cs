using Grants.Data.Providers;
using Grants.Web.Platform.Scanning;
using Grants.Web.Platform.Storage;
using Microsoft.Data.Sqlite;

namespace Grants.Web.Platform;

/// <summary>What an operator sets, from appsettings.json, the environment or the command line.</summary>
/// <param name="DataFolder">GRANTS_DATA: database, files, pickup mail, index. Default: .data where the server was started.</param>
/// <param name="RequireHttps">Site:RequireHttps. By default everywhere but on a loopback address.</param>
/// <param name="BehindProxy">Site:BehindProxy: a reverse proxy in front sets X-Forwarded-For and -Proto.</param>
/// <param name="Demo">Demo:Enabled: sample accounts are offered on the sign-in page.</param>
/// <param name="EnsureCreated">Database:EnsureCreated: tests make the schema without migrations.</param>
/// <param name="RunsJobs">Jobs:Enabled: this node sends mail and does other background work.</param>
public sealed record SiteSettings(
    string DataFolder,
    SiteAddress Address,
    DatabaseOptions Database,
    bool RequireHttps,
    bool BehindProxy,
    bool Demo,
    bool EnsureCreated,
    bool RunsJobs,
    SignInSettings SignIn,
    StorageSettings Storage,
    ScanSettings Scan
)
{
    public static SiteSettings From(IConfiguration configuration)
    {
        var data = Path.GetFullPath(configuration["GRANTS_DATA"] ?? ".data");
        var address = new SiteAddress(
            new Uri(configuration["Site:Address"] ?? "http://127.0.0.1:5080")
        );
        var provider = configuration["Database:Provider"] ?? "Sqlite";
        return new SiteSettings(
            data,
            address,
            new DatabaseOptions(
                provider,
                configuration["Database:ConnectionString"] ?? Embedded(provider, data)
            ),
            configuration.GetValue("Site:RequireHttps", !address.IsLoopback),
            configuration.GetValue("Site:BehindProxy", false),
            configuration.GetValue("Demo:Enabled", false),
            configuration.GetValue("Database:EnsureCreated", false),
            configuration.GetValue("Jobs:Enabled", true),
            configuration.GetSection("SignIn").Get<SignInSettings>() ?? new SignInSettings(),
            configuration.GetSection("Storage").Get<StorageSettings>() ?? new StorageSettings(),
            configuration.GetSection("Scan").Get<ScanSettings>() ?? new ScanSettings()
        );
    }

    private static string Embedded(string provider, string dataFolder) =>
        provider == "Sqlite"
            ? new SqliteConnectionStringBuilder
            {
                DataSource = Path.Combine(dataFolder, "grants.db"),
            }.ToString()
            : throw new InvalidOperationException(
                $"Database:ConnectionString is needed for the provider {provider}."
            );
}

/// <summary>How sign-in is held back and how soon a lost right ends an open page.</summary>
public sealed record SignInSettings
{
    /// <summary>Attempts per network address and minute, over all accounts.</summary>
    public int AttemptsPerMinute { get; init; } = 20;

    /// <summary>Wrong passwords in a row before an account rests. NIST SP 800-63B-4 3.2.2 allows at most 100.</summary>
    public int AttemptsPerAccount { get; init; } = 10;

    public int RestMinutes { get; init; } = 10;

    /// <summary>How often an open workspace asks whether its person may still be there. At most 30.</summary>
    public double RevalidateSeconds { get; init; } = 20;
}

/// <summary>Where the site is reached from outside, for links in mails, feeds and documents.</summary>
public sealed class SiteAddress(Uri root)
{
    public Uri Root { get; } = root;

    public bool IsLoopback => Root.IsLoopback;

    /// <param name="path">Begins with a slash.</param>
    public string Of(string path) => new Uri(Root, path).ToString();
}
