using System.Net;
using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Tests.Support;
using Grants.Web.Features.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Platform;

public sealed class SignInSecurityTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_endpoint_says_who_may()
    {
        await using var app = await TestApp.StartAsync();

        var silent = app
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(s => s.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(e => !IsFramework(e))
            .Where(e =>
                e.Metadata.GetMetadata<IAuthorizeData>() is null
                && e.Metadata.GetMetadata<IAllowAnonymous>() is null
            )
            .Select(e => e.RoutePattern.RawText);

        silent.Should().BeEmpty();
    }

    [Fact]
    public async Task Pages_carry_a_content_security_policy_with_a_nonce_of_their_own()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        var first = await browser.GetAsync("/account/sign-in", Cancel);
        var second = await browser.GetAsync("/account/sign-in", Cancel);

        var policy = first.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().Contain("script-src 'self' 'nonce-").And.Contain("frame-ancestors 'none'");
        policy.Should().NotBe(second.Headers.GetValues("Content-Security-Policy").Single());
        first.Headers.GetValues("X-Content-Type-Options").Single().Should().Be("nosniff");
    }

    [Fact]
    public async Task The_import_map_of_a_workspace_carries_the_nonce()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignInAsAsync(Role.Administrator);

        var answer = await browser.GetAsync("/work", Cancel);

        var html = await answer.Content.ReadAsStringAsync(Cancel);
        html.Should().MatchRegex("<script type=\"importmap\" nonce=\"[^\"]+\"");
    }

    [Fact]
    public async Task The_public_is_sent_to_sign_in_and_back()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        var answer = await browser.GetAsync("/work/people", Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer
            .Headers.Location!.PathAndQuery.Should()
            .Be("/account/sign-in?returnUrl=%2Fwork%2Fpeople");
    }

    [Fact]
    public async Task An_unknown_address_is_not_found_with_one_body_for_everybody()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = app.Browser();

        var one = await browser.GetAsync("/nowhere", Cancel);
        var other = await browser.GetAsync("/setup", Cancel);

        one.StatusCode.Should().Be(HttpStatusCode.NotFound);
        other.StatusCode.Should().Be(HttpStatusCode.NotFound);
        WithoutNonces(await one.Content.ReadAsStringAsync(Cancel))
            .Should()
            .Be(WithoutNonces(await other.Content.ReadAsStringAsync(Cancel)));
    }

    [Fact]
    public async Task An_account_rests_after_too_many_wrong_passwords()
    {
        await using var app = await TestApp.StartAsync(null, "SignIn:AttemptsPerAccount=3");
        var account = Given.Account();
        await app.AddAsync(account);
        using var browser = app.Browser();

        for (var i = 0; i < 3; i++)
            await TryAsync(browser, account, "quite another set of words");
        var answer = await TryAsync(browser, account, Given.Password);

        answer.Should().Contain("match");
    }

    [Fact]
    public async Task An_address_is_held_back_after_too_many_attempts()
    {
        await using var app = await TestApp.StartAsync(null, "SignIn:AttemptsPerMinute=2");
        using var browser = app.Browser();

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
            answers.Add(
                (
                    await browser.PostFormAsync(
                        AccountsRoutes.SignIn,
                        ("Form.Email", $"nobody{i}@example.org"),
                        ("Form.Password", "quite another set of words")
                    )
                ).StatusCode
            );

        answers
            .Should()
            .Equal(HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Sign_in_answers_alike_for_unknown_addresses_and_wrong_passwords()
    {
        await using var app = await TestApp.StartAsync();
        var account = Given.Account();
        await app.AddAsync(account);
        using var browser = app.Browser();

        var wrong = await TryAsync(browser, account, "quite another set of words");
        var unknown = await TryAsync(browser, Given.Account(), "quite another set of words");

        Notice(wrong).Should().Be(Notice(unknown)).And.Contain("match");
    }

    [Fact]
    public async Task A_new_stamp_ends_the_session_at_the_next_request()
    {
        await using var app = await TestApp.StartAsync();
        var account = Given.Account();
        await app.AddAsync(account, new RoleAssignment(account.Id, Role.Administrator));
        using var browser = await app.SignInAsAsync(account);
        (await browser.GetAsync("/work", Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);

        await using (var db = await app.Databases.CreateDbContextAsync(Cancel))
        {
            Credentials.EndSessions(await db.Users.SingleAsync(u => u.Id == account.Id, Cancel));
            await db.SaveChangesAsync(Cancel);
        }

        (await browser.GetAsync("/work", Cancel)).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_page_for_another_role_is_denied()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignInAsAsync(Role.Reviewer);

        var answer = await browser.GetAsync("/work/people", Cancel);

        answer.Headers.Location!.AbsolutePath.Should().Be(AccountsRoutes.Denied);
    }

    [Fact]
    public async Task A_page_of_a_signed_in_person_reads_who_they_are_once()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignInAsAsync(Role.Administrator);
        await browser.GetAsync("/account/profile", Cancel);

        var before = app.SqlCommands;
        await browser.GetAsync("/account/profile", Cancel);

        (app.SqlCommands - before).Should().Be(1);
    }

    private static async Task<string> TryAsync(HttpClient browser, Account account, string password)
    {
        var answer = await browser.PostFormAsync(
            AccountsRoutes.SignIn,
            ("Form.Email", account.Email!),
            ("Form.Password", password)
        );
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static string Notice(string html) =>
        html[html.IndexOf("role=\"alert\"", StringComparison.Ordinal)..][..200];

    private static string WithoutNonces(string html) =>
        System.Text.RegularExpressions.Regex.Replace(html, "<!--Blazor.*?-->", "");

    /// <summary>Blazor's own, and the files of an unpublished build.</summary>
    private static bool IsFramework(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText is { } route
        && (
            route == "{**path:file}"
            || route.StartsWith("/_blazor", StringComparison.Ordinal)
            || route.StartsWith("_blazor", StringComparison.Ordinal)
            || route.StartsWith("/_framework", StringComparison.Ordinal)
            || route.StartsWith("_framework", StringComparison.Ordinal)
        );
}
