using Grants.Web.Platform.Search;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grants.Tests.Platform.Search;

public sealed class LuceneIndexTests : IDisposable
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("grants-index-").FullName;
    private readonly LuceneIndex _index;

    public LuceneIndexTests() => _index = NewIndex();

    public void Dispose()
    {
        _index.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("poster", "Posters of the movement")]
    [InlineData("POSTERS", "Posters of the movement")]
    [InlineData("movem", "Posters of the movement")]
    [InlineData("\"of the movement\"", "Posters of the movement")]
    [InlineData("Sharansky", "Sharansky's appeal")]
    [InlineData("cafe", "Café in Vienna")]
    [InlineData("письмо", "Письмо от отказника")]
    [InlineData("ПИСЬМО отказника", "Письмо от отказника")]
    [InlineData("Щелково", "Щёлково")]
    [InlineData("отка", "Письмо от отказника")]
    [InlineData("שלום", "שָׁלוֹם עֲלֵיכֶם")]
    [InlineData("שָׁלוֹם", "שלום רב")]
    [InlineData("שלומ", "שָׁלוֹם עֲלֵיכֶם")]
    [InlineData("צהל", "צה״ל בלבנון")]
    [InlineData("צה\"ל", "צה״ל בלבנון")]
    [InlineData("אידיש", "אַ אידישער בריוו")]
    [InlineData("ווילנע", "װילנע")]
    public async Task Words_are_found_in_each_language(string words, string title)
    {
        await PutAsync(
            "Posters of the movement",
            "Sharansky's appeal",
            "Café in Vienna",
            "Письмо от отказника",
            "Щёлково",
            "שָׁלוֹם עֲלֵיכֶם",
            "שלום רב",
            "צה״ל בלבנון",
            "אַ אידישער בריוו",
            "װילנע"
        );

        Titles(words).Should().Contain(title);
    }

    [Theory]
    [InlineData("май", "Мои письма")]
    [InlineData("\"movement the\"", "Posters of the movement")]
    [InlineData("posters vienna", "Posters of the movement")]
    [InlineData("oster", "Posters of the movement")]
    public async Task Other_words_are_not_found(string words, string title)
    {
        await PutAsync("Posters of the movement", "Café in Vienna", "Мои письма");

        Titles(words).Should().NotContain(title);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("***")]
    [InlineData("AND OR NOT +-&&||!(){}[]^~?:\\/")]
    [InlineData("\"unfinished phrase")]
    public async Task No_text_is_a_malformed_query(string words)
    {
        await PutAsync("Posters of the movement");

        var search = () => Ask(words);

        search.Should().NotThrow();
    }

    [Fact]
    public async Task A_title_counts_more_than_another_field_and_an_identifier_most()
    {
        await PutAsync(
            Document("A box", text: "A box\nposter"),
            Document("Poster", text: "Poster"),
            Document("Something else", identifier: "I-410/7")
        );

        Titles("poster").Should().Equal("Poster", "A box");
        Titles("i-410/7")[0].Should().Be("Something else");
    }

    [Fact]
    public async Task Undated_come_last_by_date()
    {
        await PutAsync(
            Document("Undated", year: null),
            Document("Later", year: 1990),
            Document("Earlier", year: 1964)
        );

        Titles("", SearchOrder.Date).Should().Equal("Earlier", "Later", "Undated");
    }

    [Fact]
    public async Task Titles_sort_without_case_and_leading_signs()
    {
        await PutAsync("banner", "\"Apples\"", "Cards");

        Titles("", SearchOrder.Title).Should().Equal("\"Apples\"", "banner", "Cards");
    }

    [Fact]
    public async Task Facets_count_what_was_found_and_a_chosen_one_what_choosing_another_would_give()
    {
        await PutAsync(
            Document("One", facets: [("type", ["Text"]), ("language", ["rus", "heb"])]),
            Document("Two", facets: [("type", ["Text"]), ("language", ["rus"])]),
            Document("Three", facets: [("type", ["Image"]), ("language", ["heb"])])
        );

        var answer = Ask("", filters: new() { ["type"] = "Text" });

        answer.Total.Should().Be(2);
        answer
            .Facets["language"]
            .Should()
            .Equal(new FacetValue("rus", 2), new FacetValue("heb", 1));
        answer.Facets["type"].Should().Equal(new FacetValue("Text", 2), new FacetValue("Image", 1));
    }

    [Fact]
    public async Task A_page_beyond_the_last_is_the_last()
    {
        await PutAsync([.. Enumerable.Range(1, 25).Select(i => $"Title {i:00}")]);

        var answer = Ask("", SearchOrder.Title, page: 99, size: 10);

        (answer.Page, answer.Total, answer.Ids.Count).Should().Be((3, 25, 5));
    }

    [Fact]
    public async Task Nothing_counts_before_the_commit_or_without_it()
    {
        await PutAsync("First");
        using (var update = await _index.UpdateAsync(anew: false, Cancel))
        {
            update.Put(Document("Second"));
            Titles("").Should().Equal("First");
        }

        Titles("").Should().Equal("First");
    }

    [Fact]
    public async Task It_knows_the_last_change_it_saw_also_after_a_restart()
    {
        await PutAsync("First");

        using var again = NewIndex();

        again.Seen.Should().Be(1);
    }

    [Fact]
    public void A_missing_index_answers_nothing_instead_of_failing()
    {
        _index.Seen.Should().BeNull();
        _index.Search(Query("letters")).Should().BeNull();
    }

    [Theory]
    [InlineData("segments_*")]
    [InlineData("*.cfs")]
    [InlineData("*")]
    public async Task A_damaged_index_begins_anew(string files)
    {
        await PutAsync("First");
        _index.Dispose();
        foreach (
            var file in Directory
                .GetFiles(_folder, files)
                .Where(f => Path.GetExtension(f) != ".lock")
        )
            await File.WriteAllBytesAsync(file, [1, 2, 3], Cancel);

        using var damaged = NewIndex();
        damaged.Search(Query("first")).Should().BeNull();
        using (var update = await damaged.UpdateAsync(anew: false, Cancel))
        {
            update.Seen.Should().Be(0);
            update.Put(Document("First"));
            update.Commit(1);
        }

        damaged.Search(Query("first"))!.Total.Should().Be(1);
    }

    [Fact]
    public async Task Another_index_on_the_same_folder_sees_what_was_committed()
    {
        using var other = NewIndex();
        other.Seen.Should().BeNull();

        await PutAsync("First");

        other.Search(Query("first"))!.Total.Should().Be(1);
    }

    private LuceneIndex NewIndex() => new(_folder, NullLogger<LuceneIndex>.Instance);

    private Task PutAsync(params string[] titles) => PutAsync([.. titles.Select(t => Document(t))]);

    private async Task PutAsync(params SearchDocument[] documents)
    {
        using var update = await _index.UpdateAsync(anew: false, Cancel);
        foreach (var document in documents)
        {
            _titles[document.Id] = document.Title;
            update.Put(document);
        }
        update.Commit(update.Seen + 1);
    }

    private readonly Dictionary<Guid, string> _titles = [];

    private List<string> Titles(string words, SearchOrder order = SearchOrder.Relevance) =>
        [.. Ask(words, order).Ids.Select(id => _titles[id])];

    private SearchAnswer Ask(
        string words,
        SearchOrder order = SearchOrder.Relevance,
        Dictionary<string, string>? filters = null,
        int page = 1,
        int size = 24
    ) => _index.Search(Query(words, order, filters, page, size))!;

    private static SearchQuery Query(
        string words,
        SearchOrder order = SearchOrder.Relevance,
        Dictionary<string, string>? filters = null,
        int page = 1,
        int size = 24
    ) => new(words, filters ?? [], ["type", "language"], order, page, size);

    private static SearchDocument Document(
        string title,
        string? text = null,
        string identifier = "",
        int? year = 1975,
        (string Facet, string[] Values)[]? facets = null
    ) =>
        new(
            Guid.CreateVersion7(),
            title,
            text ?? title,
            identifier,
            year,
            DateTimeOffset.UnixEpoch,
            (facets ?? []).ToDictionary(f => f.Facet, f => (IReadOnlyList<string>)f.Values)
        );
}
