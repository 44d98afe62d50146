using System.Net;
using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Domain.Catalog;
using Grants.Domain.Disbursements;
using Grants.Tests.Support;

namespace Grants.Tests.Features.Awards;

public sealed class AwardPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/work/awards")]
    [InlineData("/work/awards/waiting")]
    [InlineData("/work/awards/waiting.csv")]
    [InlineData("/work/awards.csv")]
    [InlineData("/work/payments")]
    [InlineData("/work/payments?status=All")]
    [InlineData("/work/payments.csv?status=All")]
    public async Task Lists_are_for_people_who_read_awards(string path)
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        await story.AwardAsync();
        using var finance = await app.SignInAsAsync(Role.FinanceOfficer);
        using var reviewer = await app.SignInAsAsync(Role.Reviewer);
        using var archivist = await app.SignInAsAsync(await story.ArchivistAsync());

        (await finance.GetAsync(path, Cancel)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await reviewer.GetAsync(path, Cancel)).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await archivist.GetAsync(path, Cancel)).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Lists_take_any_page_and_filter_from_the_address()
    {
        await using var app = await TestApp.StartAsync();
        await app.Story().AwardAsync();
        using var officer = await app.SignInAsAsync(Role.GrantsOfficer);

        var list = await officer.GetStringAsync(
            "/work/awards?status=Nothing&call=x&sort=-&page=99&text=100%25",
            Cancel
        );
        var csv = await officer.GetStringAsync("/work/awards.csv?status=Active", Cancel);

        list.Should().Contain("No awards");
        csv.Should().Contain("DG-2026-0001").And.Contain("10000.00");
    }

    [Fact]
    public async Task Awards_of_others_answer_like_addresses_that_do_not_exist()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var drafted = await story.AwardAsync(AwardStatus.LetterDrafted);
        var issued = await story.AwardAsync(AwardStatus.Issued);
        var stranger = Given.Account();
        await app.AddAsync(stranger);
        using var archivist = await app.SignInAsAsync(await story.ArchivistAsync());
        using var other = await app.SignInAsAsync(stranger);
        using var anybody = app.Browser();

        async Task<HttpStatusCode> AskAsync(HttpClient who, string path) =>
            (await who.GetAsync(path, Cancel)).StatusCode;

        (await AskAsync(archivist, $"/my/awards/{issued.Award.Id}")).Should().Be(HttpStatusCode.OK);
        (await AskAsync(archivist, $"/my/awards/{drafted.Award.Id}"))
            .Should()
            .Be(HttpStatusCode.NotFound);
        (await AskAsync(other, $"/my/awards/{issued.Award.Id}"))
            .Should()
            .Be(HttpStatusCode.NotFound);
        (await AskAsync(other, $"/files/{issued.Award.Letter!.FileId}"))
            .Should()
            .Be(HttpStatusCode.NotFound);
        (await AskAsync(archivist, $"/files/{drafted.Award.Letter!.FileId}"))
            .Should()
            .Be(HttpStatusCode.NotFound);
        (await AskAsync(anybody, $"/awards/{issued.Award.Number}"))
            .Should()
            .Be(HttpStatusCode.NotFound);
        (await AskAsync(anybody, $"/my/awards/{issued.Award.Id}"))
            .Should()
            .Be(HttpStatusCode.Redirect);
        (await AskAsync(other, $"/work/payments/{issued.Tranches[0].Id}"))
            .Should()
            .Be(HttpStatusCode.Redirect);
        using var officer = await app.SignInAsAsync(Role.GrantsOfficer);
        (await AskAsync(officer, $"/work/awards/{Guid.CreateVersion7()}"))
            .Should()
            .Be(HttpStatusCode.NotFound);
        (await AskAsync(officer, $"/work/payments/{Guid.CreateVersion7()}"))
            .Should()
            .Be(HttpStatusCode.NotFound);
        (await AskAsync(officer, "/work/payments/files/PAY-2026-0099"))
            .Should()
            .Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_public_sees_awards_in_force_with_their_published_records()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var made = await story.AwardAsync();
        await story.AwardAsync(AwardStatus.Signed);
        var record = await story.RecordAsync(
            CatalogStatus.Published,
            "A samizdat </script> issue",
            made.Award.Id
        );
        await story.RecordAsync(CatalogStatus.Draft, "Not shown yet", made.Award.Id);
        using var anybody = app.Browser();

        var list = await anybody.GetStringAsync("/awards", Cancel);
        var page = await anybody.GetStringAsync($"/awards/{made.Award.Number}", Cancel);

        list.Should().Contain(made.Award.Number).And.NotContain("DG-2026-0002");
        page.Should()
            .Contain($"/catalog/{record.Slug}")
            .And.Contain($"/catalog?grant={made.Award.Number}")
            .And.Contain("\"@type\":\"MonetaryGrant\"")
            .And.Contain($"Digitized with support of Test Foundation, grant {made.Award.Number}")
            .And.NotContain("Not shown yet");
    }

    [Fact]
    public async Task Pages_ask_as_often_for_a_thousand_rows_as_for_ten()
    {
        await using var app = await TestApp.StartAsync();
        var story = app.Story();
        var made = await story.AwardAsync();
        await app.ReadAsync(db => CopyAsync(db, made.Award, made.Tranches[0], 0, 10));
        using var officer = await app.SignInAsAsync(Role.GrantsOfficer);
        using var archivist = await app.SignInAsAsync(await story.ArchivistAsync());
        using var anybody = app.Browser();
        (HttpClient Who, string Path)[] pages =
        [
            (officer, "/work/awards"),
            (officer, "/work/awards?sort=Amount&text=letters"),
            (officer, "/work/payments?status=All"),
            (officer, "/work/awards.csv"),
            (officer, "/work/payments.csv?status=All"),
            (officer, "/work/awards/waiting.csv"),
            (archivist, "/my/awards"),
            (archivist, "/my/awards.csv"),
            (anybody, "/awards"),
            (anybody, "/awards.csv"),
        ];
        foreach (var (who, path) in pages)
            await who.GetStringAsync(path, Cancel);

        var few = await CountAsync(app, pages);
        await app.ReadAsync(db => CopyAsync(db, made.Award, made.Tranches[0], 10, 990));
        var many = await CountAsync(app, pages);

        many.Should().Equal(few);
        many.Should().OnlyContain(count => count <= 12);
    }

    private static async Task<bool> CopyAsync(
        GrantsDb db,
        Award award,
        Tranche tranche,
        int from,
        int count
    )
    {
        await db.CopyAsync(award, tranche, from, count);
        return true;
    }

    private static async Task<List<int>> CountAsync(
        TestApp app,
        IEnumerable<(HttpClient Who, string Path)> pages
    )
    {
        var counts = new List<int>();
        foreach (var (who, path) in pages)
        {
            var before = app.SqlCommands;
            await who.GetStringAsync(path, Cancel);
            counts.Add(app.SqlCommands - before);
        }
        return counts;
    }
}
