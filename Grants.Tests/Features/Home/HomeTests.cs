using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Tests.Support;
using Grants.Web.Features.Home;
using Grants.Web.Platform;

namespace Grants.Tests.Features.Home;

public sealed class HomeTests
{
    private static readonly XNamespace Space = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly SiteAddress Site = new(new Uri("https://grants.example"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_home_page_names_the_funder_its_open_call_and_its_newest_records_and_awards()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var made = await story.AwardAsync();
        var organization = await story.OrganizationAsync();
        await app.AddAsync(
            Record("letter-one", organization.Id),
            Record("letter-two", organization.Id, publish: false)
        );
        using var browser = app.Browser();

        var html = await browser.GetStringAsync("/", Cancel);

        html.Should()
            .Contain("Test Foundation</h1>")
            .And.Contain("/calls/spring-call")
            .And.Contain($"/awards/{made.Award.Number}")
            .And.Contain("/catalog/letter-one")
            .And.NotContain("letter-two");
        html.Should().Contain("<link rel=\"canonical\" href=\"http://127.0.0.1:5080/\"");
        var data = Regex.Match(html, "<script type=\"application/ld\\+json\">(.*?)</script>");
        JsonDocument
            .Parse(data.Groups[1].Value)
            .RootElement.GetProperty("@type")
            .GetString()
            .Should()
            .Be("Organization");
    }

    [Fact]
    public async Task A_new_installation_leads_to_its_set_up()
    {
        await using var app = await TestApp.StartEmptyAsync();
        using var browser = app.Browser();

        var answer = await browser.GetAsync("/", Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().Should().EndWith("/setup");
    }

    [Fact]
    public async Task The_sitemap_lists_what_is_public_and_robots_lead_to_it()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var made = await story.AwardAsync();
        var organization = await story.OrganizationAsync();
        await app.AddAsync(
            Record("letter-one", organization.Id),
            Record("hidden", organization.Id, publish: false)
        );
        using var browser = app.Browser();

        var map = XDocument.Parse(await browser.GetStringAsync("/sitemap.xml", Cancel));
        var robots = await browser.GetStringAsync("/robots.txt", Cancel);

        Addresses(map)
            .Should()
            .Equal(
                "http://127.0.0.1:5080/",
                "http://127.0.0.1:5080/calls",
                "http://127.0.0.1:5080/catalog",
                "http://127.0.0.1:5080/institutions",
                "http://127.0.0.1:5080/awards",
                $"http://127.0.0.1:5080/awards/{made.Award.Number}",
                "http://127.0.0.1:5080/calls/spring-call",
                "http://127.0.0.1:5080/catalog/letter-one"
            );
        map.Descendants(Space + "lastmod").Should().HaveCount(2);
        robots.Should().Contain("Sitemap: http://127.0.0.1:5080/sitemap.xml");
        (await browser.GetAsync("/sitemap-1.xml", Cancel))
            .StatusCode.Should()
            .Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_sitemap_too_long_for_one_file_becomes_an_index_of_files_that_hold_each_page_once()
    {
        await using var db = await TestDb.NewAsync();
        var organization = await db.Story().OrganizationAsync();
        for (var i = 0; i < 5; i++)
            await db.AddAsync(Record($"letter-{i}", organization.Id));
        var sitemap = new Sitemap(db, Site) { MostPerFile = 3 };

        var index = await ReadAsync(to => sitemap.WriteAsync(to, Cancel));
        var pages = new List<string>();
        for (var file = 1; file <= 4; file++)
        {
            var number = file;
            pages.AddRange(
                Addresses(await ReadAsync(to => sitemap.WriteFileAsync(number, to, Cancel)))
            );
        }

        Addresses(index)
            .Should()
            .Equal(
                "https://grants.example/sitemap-1.xml",
                "https://grants.example/sitemap-2.xml",
                "https://grants.example/sitemap-3.xml",
                "https://grants.example/sitemap-4.xml"
            );
        pages.Should().HaveCount(10).And.OnlyHaveUniqueItems();
    }

    private static IEnumerable<string> Addresses(XDocument map) =>
        map.Descendants(Space + "loc").Select(l => l.Value);

    private static async Task<XDocument> ReadAsync(Func<Stream, Task> write)
    {
        using var stream = new MemoryStream();
        await write(stream);
        stream.Position = 0;
        return XDocument.Load(stream);
    }

    private static CatalogRecord Record(string slug, Guid institution, bool publish = true)
    {
        var by = Given.Stamp(Given.Actor(Role.CatalogEditor));
        var record = new CatalogRecord(
            slug,
            institution,
            new CatalogDescription
            {
                Identifier = slug,
                Title = $"Title of {slug}",
                RightsUri = "http://rightsstatements.org/vocab/InC/1.0/",
            },
            by
        );
        if (publish)
            record.Publish(by);
        return record;
    }
}
