using System.Net;
using System.Text.Json;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Programs;

public sealed class PublicCallTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anybody_reads_a_published_call_and_nobody_a_draft()
    {
        await using var app = await TestApp.StartAsync();
        var open = await app.Story().CallAsync();
        await app.AddAsync(Another(open, "secret-plan", publish: false));
        using var browser = app.Browser();

        var page = await browser.GetStringAsync("/calls/spring-call", Cancel);
        var list = await browser.GetStringAsync("/calls", Cancel);
        var draft = await browser.GetAsync("/calls/secret-plan", Cancel);
        var calendar = await browser.GetAsync("/calls/secret-plan.ics", Cancel);

        page.Should()
            .Contain("Who may apply, and for what.")
            .And.Contain("(America/New_York)")
            .And.Contain($"/my/applications/new?call={open.Call.Id}")
            .And.Contain("There is no grace");
        list.Should().Contain("Spring call").And.NotContain("secret-plan");
        draft.StatusCode.Should().Be(HttpStatusCode.NotFound);
        calendar.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_feed_and_the_calendar_file_are_what_their_formats_ask_for()
    {
        await using var app = await TestApp.StartAsync();
        var open = await app.Story().CallAsync();
        using var browser = app.Browser();

        var feed = await browser.GetAsync("/calls.json", Cancel);
        var file = await browser.GetAsync("/calls/spring-call.ics", Cancel);

        feed.Content.Headers.ContentType!.MediaType.Should().Be("application/feed+json");
        using var json = JsonDocument.Parse(await feed.Content.ReadAsStringAsync(Cancel));
        json.RootElement.GetProperty("version")
            .GetString()
            .Should()
            .Be("https://jsonfeed.org/version/1.1");
        var item = json.RootElement.GetProperty("items").EnumerateArray().Single();
        item.GetProperty("id").GetString().Should().Be(open.Call.Id.ToString());
        item.GetProperty("content_text").GetString().Should().NotBeEmpty();
        item.GetProperty("_call").GetProperty("phase").GetString().Should().Be("open");
        file.Content.Headers.ContentType!.MediaType.Should().Be("text/calendar");
        var text = await file.Content.ReadAsStringAsync(Cancel);
        text.Should().StartWith("BEGIN:VCALENDAR\r\n").And.Contain($"UID:{open.Call.Id}@");
        text.Should()
            .Contain(
                $"DTSTART:{open.Call.DeadlineAt!.Value.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'")}\r\n"
            );
    }

    [Fact]
    public async Task Public_pages_are_kept_until_what_they_show_is_saved()
    {
        await using var app = await TestApp.StartAsync();
        var open = await app.Story().CallAsync();
        using var browser = app.Browser();
        await browser.GetStringAsync("/calls", Cancel);

        var before = app.SqlCommands;
        var kept = await browser.GetAsync("/calls", Cancel);
        var asked = app.SqlCommands - before;
        await app.AddAsync(Another(open, "winter-call"));
        var fresh = await browser.GetStringAsync("/calls", Cancel);

        asked.Should().Be(0);
        kept.Headers.Age.Should().NotBeNull();
        fresh.Should().Contain("winter-call");
    }

    [Fact]
    public async Task A_kept_page_gets_a_policy_of_its_own_and_holds_no_script_that_needs_one()
    {
        await using var app = await TestApp.StartAsync();
        await app.Story().CallAsync();
        using var browser = app.Browser();

        foreach (var path in (string[])["/", "/calls", "/calls/spring-call"])
        {
            var first = await browser.GetAsync(path, Cancel);
            var kept = await browser.GetAsync(path, Cancel);
            var html = await kept.Content.ReadAsStringAsync(Cancel);

            kept.Headers.Age.Should().NotBeNull(path);
            var policy = kept.Headers.GetValues("Content-Security-Policy").Single();
            policy.Should().NotBe(first.Headers.GetValues("Content-Security-Policy").Single());
            html.Should().NotContain("nonce=");
            html.Should()
                .NotMatchRegex("<script(?![^>]*\\bsrc=)(?! type=\"application/ld\\+json\")");
            html.Should().NotMatchRegex("\\son[a-z]+=\"");
        }
    }

    [Fact]
    public async Task Signed_in_people_get_no_kept_page_and_leave_none()
    {
        await using var app = await TestApp.StartAsync();
        await app.Story().CallAsync();
        using var officer = await app.SignInAsAsync(Role.ProgramOfficer);
        using var browser = app.Browser();

        var own = await officer.GetStringAsync("/calls", Cancel);
        var others = await browser.GetAsync("/calls", Cancel);
        var again = await officer.GetAsync("/calls", Cancel);

        own.Should().Contain("My workspace");
        others.Headers.Age.Should().BeNull();
        (await others.Content.ReadAsStringAsync(Cancel)).Should().Contain("Sign in");
        again.Headers.Age.Should().BeNull();
        (await again.Content.ReadAsStringAsync(Cancel)).Should().Contain("My workspace");
    }

    [Fact]
    public async Task Open_calls_come_first_by_deadline_then_upcoming_then_past()
    {
        await using var app = await TestApp.StartAsync();
        var open = await app.Story().CallAsync();
        await app.AddAsync(
            Another(open, "closes-soon", from: -3, to: 2),
            Another(open, "opens-later", from: 5, to: 50),
            Another(open, "long-past", from: -90, to: -60),
            Another(open, "just-past", from: -60, to: -1)
        );
        using var browser = app.Browser();

        var html = await browser.GetStringAsync("/calls", Cancel);

        string[] order = ["closes-soon", "spring-call", "opens-later", "just-past", "long-past"];
        order
            .Select(s => html.IndexOf($"/calls/{s}\"", StringComparison.Ordinal))
            .Should()
            .BeInAscendingOrder()
            .And.NotContain(-1);
    }

    [Fact]
    public async Task Lists_ask_the_database_as_often_for_a_thousand_rows_as_for_ten()
    {
        await using var app = await TestApp.StartAsync();
        var open = await app.Story().CallAsync();
        using var officer = await app.SignInAsAsync(Role.ProgramOfficer);
        string[] paths =
        [
            "/work/programs",
            $"/work/programs/{open.Program.Id}",
            "/work/funds",
            $"/work/funds/{open.Fund.Id}",
            "/work/calls.csv",
            "/work/funds.csv",
            "/calls",
            "/",
        ];
        await AddRowsAsync(app, open, 10);
        var few = await CountAsync(app, officer, paths);

        await AddRowsAsync(app, open, 990);
        var many = await CountAsync(app, officer, paths);

        many.Should().Equal(few);
    }

    [Fact]
    public async Task Only_people_who_manage_programs_and_funds_see_their_pages()
    {
        await using var app = await TestApp.StartAsync();
        var open = await app.Story().CallAsync();
        using var reviewer = await app.SignInAsAsync(Role.Reviewer);
        using var officer = await app.SignInAsAsync(Role.ProgramOfficer);

        foreach (
            var path in (string[])
                [
                    "/work/programs",
                    $"/work/programs/{open.Program.Id}",
                    "/work/funds",
                    $"/work/funds/{open.Fund.Id}",
                    $"/work/funds/{open.Fund.Id}/ledger.csv",
                    $"/work/calls/new?program={open.Program.Id}",
                    $"/work/calls/{open.Call.Id}",
                    "/work/calls.csv",
                    "/work/funds.csv",
                ]
        )
        {
            (await officer.GetAsync(path, Cancel)).StatusCode.Should().Be(HttpStatusCode.OK, path);
            (await reviewer.GetAsync(path, Cancel))
                .StatusCode.Should()
                .BeOneOf([HttpStatusCode.Redirect, HttpStatusCode.Forbidden], path);
        }
        (await officer.GetAsync($"/work/calls/{Guid.CreateVersion7()}", Cancel))
            .StatusCode.Should()
            .Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_export_of_calls_holds_what_the_filter_says()
    {
        await using var app = await TestApp.StartAsync();
        var open = await app.Story().CallAsync();
        await app.AddAsync(Another(open, "a-draft", publish: false));
        using var officer = await app.SignInAsAsync(Role.ProgramOfficer);

        var csv = await officer.GetStringAsync("/work/calls.csv?status=published", Cancel);

        var lines = csv.TrimEnd().Split("\r\n");
        lines.Should().HaveCount(2);
        lines[1].Should().StartWith("Digitization Grants,Spring call,Published,Open,");
    }

    private static Call Another(
        Story.OpenCall like,
        string slug,
        int from = -1,
        int to = 30,
        bool publish = true
    )
    {
        var now = TimeProvider.System.GetUtcNow();
        var by = Given.Stamp(Given.Actor(Role.ProgramOfficer), now.AddDays(from - 1));
        var call = new Call(
            like.Program.Id,
            like.Fund.Id,
            like.Form.Id,
            like.Rubric.Id,
            new CallTerms(
                slug,
                "",
                "Guidelines",
                now.AddDays(from),
                new Deadline(now.AddDays(to), "UTC"),
                new Money(100, "USD"),
                1
            ),
            slug,
            by
        );
        if (publish)
            call.Publish(by);
        return call;
    }

    private static async Task AddRowsAsync(TestApp app, Story.OpenCall open, int count)
    {
        var by = Given.Stamp(Given.Actor(Role.ProgramOfficer));
        await using var db = await app.Databases.CreateDbContextAsync(Cancel);
        var fund = await db.Funds.SingleAsync(f => f.Id == open.Fund.Id, Cancel);
        for (var i = 0; i < count; i++)
        {
            db.Programs.Add(new GrantProgram($"Program {Guid.CreateVersion7()}", "", by));
            db.Funds.Add(new Fund($"Fund {i}", "", "", "USD", by));
            db.Calls.Add(Another(open, $"call-{Guid.CreateVersion7()}", to: 30 + i));
            fund.Deposit(new Money(1, "USD"), "Gift", by);
        }
        await db.SaveChangesAsync(Cancel);
    }

    private static async Task<IReadOnlyList<string>> CountAsync(
        TestApp app,
        HttpClient browser,
        IEnumerable<string> paths
    )
    {
        var counts = new List<string>();
        foreach (var path in paths)
        {
            var before = app.SqlCommands;
            (await browser.GetAsync(path, Cancel)).EnsureSuccessStatusCode();
            counts.Add($"{path}: {app.SqlCommands - before}");
        }
        return counts;
    }
}
