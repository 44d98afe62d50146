using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Catalog;

public sealed class PublicPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_says_what_it_is_who_holds_it_what_may_be_done_with_it_and_who_paid()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var award = await story.AwardAsync();
        var record = await story.RecordAsync(title: "Плакат <b>", awardId: award.Award.Id);
        var view = await app.AddImageAsync(record);

        var page = WebUtility.HtmlDecode(
            await app.Browser().GetStringAsync($"/catalog/{record.Slug}", Cancel)
        );

        page.Should().Contain("<span dir=\"auto\" lang=\"ru\">Плакат <b></span>");
        page.Should()
            .Contain($"src=\"/files/{view}\"")
            .And.Contain("alt=\"Colours that run into each other\"");
        page.Should()
            .Contain("href=\"http://rightsstatements.org/vocab/InC/1.0/\"")
            .And.Contain(">In Copyright</a>");
        page.Should().Contain($"/institutions/{record.HoldingInstitutionId}");
        page.Should()
            .Contain($"Digitized with support of Test Foundation, grant {award.Award.Number}")
            .And.Contain($"href=\"/awards/{award.Award.Number}\"");
        page.Should().Contain("rel=\"canonical\" href=\"http://127.0.0.1:5080/catalog/");
    }

    [Fact]
    public async Task Its_linked_data_is_json_that_no_title_can_break()
    {
        await using var app = await TestApp.StartAsync();
        var record = await app.Story().RecordAsync(title: "</script><script>alert(1)</script>");

        var page = await app.Browser().GetStringAsync($"/catalog/{record.Slug}", Cancel);

        var json = Regex.Match(
            page,
            "<script type=\"application/ld\\+json\">(.*?)</script>",
            RegexOptions.Singleline
        );
        var data = JsonDocument.Parse(json.Groups[1].Value).RootElement;
        data.GetProperty("name").GetString().Should().Be(record.Title);
        data.GetProperty("holdingArchive")
            .GetProperty("name")
            .GetString()
            .Should()
            .Be("Test Archive");
        page.Should().NotContain("<script>alert");
    }

    [Fact]
    public async Task A_withdrawn_record_leaves_a_tombstone_and_takes_its_image_along()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var record = await story.RecordAsync(title: "A letter");
        var view = await app.AddImageAsync(record);
        await app.IndexAsync();
        var browser = app.Browser();
        (await browser.GetAsync($"/files/{view}", Cancel))
            .StatusCode.Should()
            .Be(HttpStatusCode.OK);

        await WithdrawAsync(app, record.Id);
        await app.IndexAsync();

        var page = await browser.GetAsync($"/catalog/{record.Slug}", Cancel);
        page.StatusCode.Should().Be(HttpStatusCode.Gone);
        var body = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancel));
        body.Should().Contain("At the family's wish.");
        body.Should().NotContain("A letter").And.NotContain("Names a relative");
        (await browser.GetAsync($"/files/{view}", Cancel))
            .StatusCode.Should()
            .Be(HttpStatusCode.NotFound);
        (await browser.GetStringAsync("/catalog?q=letter", Cancel))
            .Should()
            .Contain("No record fits");
    }

    [Fact]
    public async Task A_draft_looks_like_nothing_at_all()
    {
        await using var app = await TestApp.StartAsync();
        var draft = await app.Story().RecordAsync(CatalogStatus.Draft);
        var browser = app.Browser();

        var page = await browser.GetAsync($"/catalog/{draft.Slug}", Cancel);
        var nothing = await browser.GetAsync("/catalog/nothing-of-the-kind", Cancel);

        (page.StatusCode, nothing.StatusCode)
            .Should()
            .Be((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        Bare(await page.Content.ReadAsStringAsync(Cancel))
            .Should()
            .Be(Bare(await nothing.Content.ReadAsStringAsync(Cancel)));
        (await browser.GetAsync($"/institutions/{draft.HoldingInstitutionId}", Cancel))
            .StatusCode.Should()
            .Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_institution_is_shown_with_its_collections_once_it_holds_something_public()
    {
        await using var app = await TestApp.StartAsync();
        var record = await app.Story().RecordAsync();
        var browser = app.Browser();

        (await browser.GetStringAsync("/institutions", Cancel)).Should().Contain("Test Archive");
        (await browser.GetStringAsync($"/institutions/{record.HoldingInstitutionId}", Cancel))
            .Should()
            .Contain("Papers of the council")
            .And.Contain($"/catalog/{record.Slug}");
    }

    [Theory]
    [InlineData("/catalog?page=0&sort=nonsense&decade=&institution=x")]
    [InlineData("/catalog?page=99999999999&q=%22")]
    [InlineData("/catalog?q=%D7%A9%D7%9C%D7%95%D7%9D&sort=7")]
    [InlineData("/institutions?page=-4")]
    public async Task Addresses_that_make_no_sense_still_give_a_page(string address)
    {
        await using var app = await TestApp.StartAsync();
        await app.Story().RecordAsync();
        await app.IndexAsync();

        (await app.Browser().GetAsync(address, Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_number_of_queries_does_not_grow_with_the_catalog()
    {
        await using var app = await TestApp.StartAsync();
        var institution = (await app.Story().OrganizationAsync()).Id;
        await FillAsync(app, institution, 0, 10);
        string[] pages =
        [
            "/catalog",
            "/catalog?q=letter&sort=title&language=rus",
            "/institutions",
            $"/institutions/{institution}",
            "/catalog/letter-1",
            "/work/catalog",
        ];
        var browser = await app.SignInAsAsync(Role.CatalogEditor);
        var few = await CountAsync(app, browser, pages);

        await FillAsync(app, institution, 10, 1_000);

        (await CountAsync(app, browser, pages)).Should().Equal(few);
    }

    private static async Task WithdrawAsync(TestApp app, Guid id)
    {
        await using var db = await app.Databases.CreateDbContextAsync(Cancel);
        var record = await db.CatalogRecords.FirstAsync(r => r.Id == id, Cancel);
        record.Withdraw(
            "At the family's wish.",
            "Names a relative's illness",
            Given.Stamp(Given.Actor(Role.CatalogEditor))
        );
        await db.SaveChangesAsync(Cancel);
    }

    private static async Task FillAsync(TestApp app, Guid institution, int from, int to)
    {
        var by = Given.Stamp(Given.Actor(Role.CatalogEditor));
        await app.AddAsync([
            .. Enumerable
                .Range(from, to - from)
                .Select(i =>
                {
                    var record = new CatalogRecord(
                        $"letter-{i}",
                        institution,
                        new CatalogDescription
                        {
                            Identifier = $"ta_{i}",
                            Title = $"Letter {i}",
                            Type = "Text",
                            Language = i % 2 == 0 ? "eng" : "rus",
                            CollectionName = $"Collection {i % 5}",
                            RightsUri = "http://rightsstatements.org/vocab/InC/1.0/",
                        },
                        by
                    );
                    record.Publish(by);
                    return record;
                }),
        ]);
        await app.IndexAsync();
    }

    /// <summary>Of each page, on its second visit: what is read once a minute isn't the page's.</summary>
    private static async Task<Dictionary<string, int>> CountAsync(
        TestApp app,
        HttpClient browser,
        string[] pages
    )
    {
        Dictionary<string, int> counts = [];
        foreach (var page in pages)
        {
            (await browser.GetAsync(page, Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
            var before = app.SqlCommands;
            await browser.GetAsync(page, Cancel);
            counts[page] = app.SqlCommands - before;
        }
        return counts;
    }

    /// <summary>Without what differs from answer to answer: nonces.</summary>
    private static string Bare(string html) => Regex.Replace(html, "nonce=\"[^\"]*\"", "");
}
