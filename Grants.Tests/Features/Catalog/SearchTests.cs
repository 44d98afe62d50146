using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Catalog;

public sealed class SearchTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("פאסטער")]
    [InlineData("отказники")]
    [InlineData("posters")]
    [InlineData("ta_0")]
    [InlineData("\"let my people go\"")]
    public async Task The_public_finds_a_published_record_by_its_words(string words)
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        await db.Story().RecordAsync(title: "Poster: Let my people go / Отказники / פּאָסטער");

        (await catalog.FindAsync(words)).Should().ContainSingle();
    }

    [Fact]
    public async Task Drafts_and_withdrawn_records_are_not_found()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        var story = db.Story();
        await story.RecordAsync(CatalogStatus.Draft, "A draft letter");
        await story.RecordAsync(CatalogStatus.Withdrawn, "A withdrawn letter");
        await story.RecordAsync(CatalogStatus.Published, "A public letter");

        (await catalog.FindAsync("letter")).Should().Equal("A public letter");
    }

    [Fact]
    public async Task A_withdrawn_record_is_hidden_even_while_the_index_is_behind()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        var story = db.Story();
        var record = await story.RecordAsync(title: "A public letter");
        (await catalog.FindAsync("letter")).Should().ContainSingle();

        await catalog
            .Withdraw(await story.StaffAsync(Role.CatalogEditor))
            .RunAsync(record.Id, "", "The family asked", Cancel);

        (await catalog.SearchAsync("letter")).Rows.Should().BeEmpty();
        (await catalog.FindAsync("letter")).Should().BeEmpty();
    }

    [Fact]
    public async Task Facets_narrow_by_what_is_in_the_address()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        var story = db.Story();
        var award = await story.AwardAsync();
        await story.RecordAsync(title: "Of the grant", awardId: award.Award.Id);
        await story.RecordAsync(title: "Of no grant");
        var institution = (await story.OrganizationAsync()).Id;

        (await catalog.FindAsync("", "grant", award.Award.Number)).Should().Equal("Of the grant");
        (await catalog.FindAsync("", "decade", "1970")).Should().HaveCount(2);
        (await catalog.FindAsync("", "decade", "undated")).Should().BeEmpty();
        (await catalog.FindAsync("", "institution", institution.ToString())).Should().HaveCount(2);
        (await catalog.FindAsync("", "institution", "nonsense")).Should().BeEmpty();
    }

    [Fact]
    public async Task Facets_show_names_and_not_codes()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        await db.Story().RecordAsync();
        await catalog.Update.RunAsync(anew: false, Cancel);

        var facets = (await catalog.SearchAsync("")).Facets;

        facets
            .ToDictionary(f => f.Name, f => f.Choices.Single().Label)
            .Should()
            .Equal(
                new Dictionary<string, string>
                {
                    ["institution"] = "Test Archive",
                    ["type"] = "Still image",
                    ["decade"] = "1970s",
                    ["language"] = "English",
                    ["collection"] = "Papers of the council",
                    ["rights"] = "In Copyright",
                }
            );
    }

    [Fact]
    public async Task Without_an_index_the_search_says_so_and_does_not_fail()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        await db.Story().RecordAsync();

        (await catalog.SearchAsync("poster")).IsReady.Should().BeFalse();
    }

    [Fact]
    public async Task Catching_up_gives_the_same_as_making_the_index_anew()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        var story = db.Story();
        var editor = await story.StaffAsync(Role.CatalogEditor);
        var first = await story.RecordAsync(CatalogStatus.Draft, "First");
        var second = await story.RecordAsync(title: "Second");
        await catalog.FindAsync("");
        await catalog.Publish(editor).RunAsync(first.Id, Cancel);
        await catalog.Withdraw(editor).RunAsync(second.Id, "", "A mistake", Cancel);
        await story.RecordAsync(title: "Third");
        var incremental = await catalog.FindAsync("");
        var seen = catalog.Index.Seen;

        (await catalog.Update.RunAsync(anew: true, Cancel)).Should().Be(3);

        (await catalog.FindAsync("")).Should().Equal(incremental).And.Equal("First", "Third");
        catalog.Index.Seen.Should().Be(seen);
    }

    [Fact]
    public async Task With_nothing_new_nothing_is_read()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        await db.Story().RecordAsync();

        (await catalog.Update.RunAsync(anew: false, Cancel)).Should().Be(1);
        (await catalog.Update.RunAsync(anew: false, Cancel)).Should().Be(0);
    }

    [Fact]
    public async Task An_index_ahead_of_a_restored_database_is_made_again()
    {
        await using var db = await TestDb.NewAsync();
        await using var catalog = new CatalogParts(db);
        var story = db.Story();
        await story.RecordAsync(title: "Kept");
        var lost = await story.RecordAsync(title: "Lost");
        await catalog.FindAsync("");
        await db.ReadAsync(d =>
            d.CatalogRecords.Where(r => r.Id == lost.Id).ExecuteDeleteAsync(Cancel)
        );

        (await catalog.FindAsync("")).Should().Equal("Kept");
    }
}
