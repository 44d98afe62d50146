using System.Net;
using System.Text.RegularExpressions;
using Grants.Data;
using Grants.Data.Identity;
using Grants.Data.Providers.Sqlite;
using Grants.Domain.Accounts;
using Grants.Domain.Programs;
using Grants.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Support;

/// <summary>
/// The whole server on a port of its own with a database of its own: the host that Program runs, built by the same code.
/// </summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly SqlLog _sql;

    private TestApp(WebApplication app, string folder, SqlLog sql)
    {
        Settings =
        [
            $"--GRANTS_DATA={folder}",
            $"--Database:ConnectionString={TestDb.ConnectionTo(Path.Combine(folder, "grants.db"))}",
            "--Database:EnsureCreated=true",
        ];
        _app = app;
        _folder = folder;
        _sql = sql;
        Address = new Uri(
            app.Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.Single()
        );
    }

    public Uri Address { get; }

    /// <summary>For operator commands on the same data.</summary>
    public IReadOnlyList<string> Settings { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>SQL commands since the server started; compare before and after.</summary>
    public int SqlCommands => _sql.Count;

    /// <summary>An installation with its funder ("Test Foundation") and its first administrator.</summary>
    /// <param name="settings">"Section:Key=value".</param>
    public static async Task<TestApp> StartAsync(
        Action<WebApplicationBuilder>? configure = null,
        params string[] settings
    )
    {
        var app = await StartEmptyAsync(configure, settings);
        var administrator = Given.Account();
        await app.AddAsync(
            administrator,
            new RoleAssignment(administrator.Id, Role.Administrator),
            new Funder("Test Foundation", "TF", "USD", Given.Stamp(Actor.System))
        );
        return app;
    }

    /// <summary>As an operator starts it for the first time.</summary>
    public static async Task<TestApp> StartEmptyAsync(
        Action<WebApplicationBuilder>? configure = null,
        params string[] settings
    )
    {
        var folder = Directory.CreateTempSubdirectory("grants-app-").FullName;
        var file = Path.Combine(folder, "grants.db");
        File.Move(await TestDb.NewFileAsync(), file);
        var sql = new SqlLog();
        string[] args =
        [
            "--urls=http://127.0.0.1:0",
            "--environment=Production",
            $"--GRANTS_DATA={folder}",
            $"--Database:ConnectionString={TestDb.ConnectionTo(file)}",
            "--Database:EnsureCreated=true",
            "--Jobs:Enabled=false",
            "--Logging:LogLevel:Microsoft.AspNetCore=Error",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Error",
            "--Logging:LogLevel:Grants.Web.Platform.Observability=Error",
            "--SignIn:AttemptsPerMinute=10000",
            "--SignIn:RevalidateSeconds=1",
            .. settings.Select(s => $"--{s}"),
        ];
        var app = GrantsHost.Build(
            args,
            builder =>
            {
                builder.Services.ConfigureDbContext<SqliteGrantsDb>(o => o.AddInterceptors(sql));
                configure?.Invoke(builder);
            }
        );
        await app.StartAsync();
        return new TestApp(app, folder, sql);
    }

    public IDbContextFactory<GrantsDb> Databases =>
        Services.GetRequiredService<IDbContextFactory<GrantsDb>>();

    public async Task AddAsync(params object[] things)
    {
        await using var db = await Databases.CreateDbContextAsync();
        db.AddRange(things);
        await db.SaveChangesAsync();
    }

    public async Task<T> ReadAsync<T>(Func<GrantsDb, Task<T>> read)
    {
        await using var db = await Databases.CreateDbContextAsync();
        return await read(db);
    }

    /// <summary>A browser without script and without following redirects, so that tests see each answer.</summary>
    public HttpClient Browser() =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() })
        {
            BaseAddress = Address,
            DefaultRequestHeaders = { { "Accept", "text/html" } },
        };

    /// <summary>A new person with these roles, signed in through the sign-in page.</summary>
    public async Task<HttpClient> SignInAsAsync(params Role[] roles)
    {
        var account = Given.Account();
        await AddAsync([account, .. roles.Select(r => new RoleAssignment(account.Id, r))]);
        return await SignInAsAsync(account);
    }

    /// <exception cref="InvalidOperationException">The sign-in page said no.</exception>
    public async Task<HttpClient> SignInAsAsync(Account account)
    {
        var browser = Browser();
        var answer = await browser.PostFormAsync(
            "/account/sign-in",
            ("Form.Email", account.Email!),
            ("Form.Password", Given.Password)
        );
        if (answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther))
            throw new InvalidOperationException(
                $"Sign-in answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}"
            );
        return browser;
    }

    /// <summary>SQL commands that one page takes; the page is asked for once before, so that caches are warm.</summary>
    public async Task<int> QueriesAsync(HttpClient browser, string path)
    {
        (await browser.GetAsync(path)).EnsureSuccessStatusCode();
        var before = SqlCommands;
        (await browser.GetAsync(path)).EnsureSuccessStatusCode();
        return SqlCommands - before;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        TestDb.Delete(Path.Combine(_folder, "grants.db"));
        Directory.Delete(_folder, recursive: true);
    }
}

public static partial class Forms
{
    /// <summary>
    /// Opens the page, keeps the hidden fields of its first form that holds the given fields, fills these in and posts.
    /// </summary>
    public static async Task<HttpResponseMessage> PostFormAsync(
        this HttpClient browser,
        string path,
        params (string Name, string Value)[] fields
    )
    {
        var html = await browser.GetStringAsync(path);
        var form =
            FormElement()
                .Matches(html)
                .Select(m => m.Value)
                .FirstOrDefault(f =>
                    fields.All(x => f.Contains($"name=\"{x.Name}\"", StringComparison.Ordinal))
                )
            ?? throw new InvalidOperationException($"{path} has no form with these fields: {html}");
        var all = HiddenField()
            .Matches(form)
            .Select(m => (Name: Attribute(m.Value, "name"), Value: Attribute(m.Value, "value")))
            .Where(h => fields.All(f => f.Name != h.Name))
            .Concat(fields)
            .Select(f => KeyValuePair.Create(f.Name, f.Value));
        return await browser.PostAsync(path, new FormUrlEncodedContent(all));
    }

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex FormElement();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex HiddenField();
}
