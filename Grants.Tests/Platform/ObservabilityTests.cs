using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Grants.Tests.Support;
using Grants.Web.Platform;
using Grants.Web.Platform.Observability;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Grants.Tests.Platform;

public sealed class ObservabilityTests
{
    private const string Secret = "dGhpcyBpcyBhIG1haWxlZCBsaW5r";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_lost_its_database_lives_but_is_not_ready_and_tells_no_more()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();
        var database = Path.Combine(
            app.Services.GetRequiredService<SiteSettings>().DataFolder,
            "grants.db"
        );

        var whole = await AskAsync(browser, "/health/ready");
        File.Move(database, database + ".away");
        var lost = await AskAsync(browser, "/health/ready");
        var alive = await AskAsync(browser, "/health/live");
        File.Move(database + ".away", database);

        whole.Should().Be((HttpStatusCode.OK, """{"status":"Healthy"}"""));
        lost.Should().Be((HttpStatusCode.ServiceUnavailable, """{"status":"Unhealthy"}"""));
        alive.Should().Be((HttpStatusCode.OK, """{"status":"Healthy"}"""));
    }

    [Fact]
    public async Task Health_answers_in_plain_HTTP_where_pages_require_HTTPS()
    {
        await using var app = await TestApp.StartAsync(
            null,
            "Site:RequireHttps=true",
            "HTTPS_PORT=443"
        );
        using var browser = app.Browser();

        (await browser.GetAsync("/", Cancel))
            .StatusCode.Should()
            .Be(HttpStatusCode.TemporaryRedirect);
        (await AskAsync(browser, "/health/ready")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_database_without_its_migrations_is_not_ready()
    {
        await using var test = await TestDb.NewAsync();
        var check = new DatabaseReady(
            test,
            SiteSettings.From(new ConfigurationBuilder().Build()) with
            {
                EnsureCreated = false,
            }
        );

        var says = await check.CheckHealthAsync(new HealthCheckContext(), Cancel);

        says.Status.Should().Be(HealthStatus.Unhealthy);
        says.Description.Should().Contain("migrate");
    }

    [Fact]
    public async Task The_log_has_the_route_and_not_what_was_asked_for()
    {
        var lines = new Lines();
        await using var app = await TestApp.StartAsync(
            builder => builder.Logging.AddProvider(lines),
            "Logging:LogLevel:Grants.Web.Platform.Observability=Information"
        );
        using var browser = app.Browser();

        await browser.GetAsync($"/account/sign-in?returnUrl=%2F{Secret}", Cancel);
        await browser.GetAsync($"/{Secret}", Cancel);

        lines.All.Should().ContainMatch("GET /account/sign-in 200 in * ms");
        lines.All.Should().ContainMatch("GET {*path} 404 in * ms");
        lines.All.Should().NotContainMatch($"*{Secret}*").And.NotContainMatch("*127.0.0.1*");
    }

    [Fact]
    public async Task A_collector_gets_traces_and_metrics_without_what_was_asked_for()
    {
        await using var collector = new Collector();
        await collector.StartAsync();
        await using (
            var app = await TestApp.StartAsync(
                null,
                $"Telemetry:Endpoint={collector.Address}",
                "Telemetry:Protocol=http/protobuf"
            )
        )
        {
            using var browser = app.Browser();
            await browser.GetAsync($"/account/sign-in?returnUrl=%2F{Secret}", Cancel);
            await browser.GetAsync($"/{Secret}", Cancel);
        }

        collector.Got("/v1/traces").Should().Contain("/account/sign-in").And.NotContain(Secret);
        collector
            .Got("/v1/metrics")
            .Should()
            .Contain("http.server.request.duration")
            .And.NotContain(Secret);
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(
        HttpClient browser,
        string path
    )
    {
        var answer = await browser.GetAsync(path, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Keeps what is logged.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => All.Enqueue(formatter(state, exception));

        public void Dispose() { }
    }

    /// <summary>Keeps what arrives by OTLP over HTTP. Names and values in it are plain UTF-8.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, string Body)> _got = [];
        private readonly WebApplication _app = WebApplication
            .CreateSlimBuilder(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"])
            .Build();

        public string Address => _app.Urls.Single();

        public Task StartAsync()
        {
            _app.MapPost(
                "/{**path}",
                async (HttpRequest request) =>
                {
                    using var body = new MemoryStream();
                    await request.Body.CopyToAsync(body);
                    _got.Enqueue((request.Path, Encoding.UTF8.GetString(body.ToArray())));
                }
            );
            return _app.StartAsync();
        }

        public string Got(string path) =>
            string.Concat(_got.Where(g => g.Path == path).Select(g => g.Body));

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
