using System.Globalization;
using System.Text.RegularExpressions;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Grants.Web.Platform.Search;

/// <summary>One query on one state of the index.</summary>
internal sealed partial class Searching(IndexSearcher searcher, SearchQuery query)
{
    /// <summary>More words than anybody types; a pasted page would be slow for no use.</summary>
    private const int MostWords = 30;

    /// <summary>One letter begins too many words to be asked for.</summary>
    private const int ShortestBeginning = 2;

    private readonly Query _words = Words(query.Text);

    public SearchAnswer Answer()
    {
        var counts = new FacetCounts(query.Count.Where(f => !query.Filters.ContainsKey(f)));
        var hits = Math.Clamp(
            query.Page * (long)query.Size,
            1,
            Math.Max(1, searcher.IndexReader.MaxDoc)
        );
        var top = TopFieldCollector.Create(Order(), (int)hits, false, false, false, true);
        searcher.Search(Filtered(null), MultiCollector.Wrap(top, counts));

        var pages = Math.Max(1, (top.TotalHits + query.Size - 1) / query.Size);
        var page = Math.Clamp(query.Page, 1, pages);
        var found = top.GetTopDocs((page - 1) * query.Size, query.Size).ScoreDocs;
        return new SearchAnswer(
            [
                .. found.Select(d =>
                    Guid.ParseExact(
                        searcher.Doc(d.Doc).Get(Fields.Id, CultureInfo.InvariantCulture),
                        "n"
                    )
                ),
            ],
            page,
            top.TotalHits,
            counts.Values.Concat(Sideways()).ToDictionary(StringComparer.Ordinal)
        );
    }

    /// <summary>Of a facet that is filtered by, what choosing another of its values would give.</summary>
    private IEnumerable<KeyValuePair<string, IReadOnlyList<FacetValue>>> Sideways()
    {
        foreach (var facet in query.Count.Where(query.Filters.ContainsKey))
        {
            var counts = new FacetCounts([facet]);
            searcher.Search(Filtered(facet), counts);
            foreach (var counted in counts.Values)
                yield return counted;
        }
    }

    private BooleanQuery Filtered(string? but)
    {
        var all = new BooleanQuery { { _words, Occur.MUST } };
        foreach (var (facet, value) in query.Filters.Where(f => f.Key != but))
            all.Add(
                new ConstantScoreQuery(new TermQuery(new Term(Fields.Facet(facet), value)))
                {
                    Boost = 0,
                },
                Occur.MUST
            );
        return all;
    }

    private Sort Order()
    {
        var newest = new SortField(Fields.Newest, SortFieldType.INT64, true);
        var year = new SortField(Fields.Year, SortFieldType.INT64);
        year.SetMissingValue(long.MaxValue);
        return query.Order switch
        {
            SearchOrder.Title => new Sort(
                new SortField(Fields.TitleOrder, SortFieldType.STRING),
                newest
            ),
            SearchOrder.Date => new Sort(
                year,
                new SortField(Fields.TitleOrder, SortFieldType.STRING)
            ),
            SearchOrder.Newest => new Sort(newest),
            _ => new Sort(SortField.FIELD_SCORE, newest),
        };
    }

    private static Query Words(string text)
    {
        var all = new BooleanQuery();
        var parts = QuoteInHebrewWord().Replace(text, "״").Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            var words = Tokens(parts[i]);
            var isPhrase = i % 2 == 1;
            if (isPhrase && words.Count > 1)
                all.Add(Phrase(words), Occur.MUST);
            else
                for (var w = 0; w < words.Count && all.Clauses.Count < MostWords; w++)
                    all.Add(
                        Word(
                            words[w],
                            isLast: !isPhrase && i == parts.Length - 1 && w == words.Count - 1
                        ),
                        Occur.MUST
                    );
        }
        if (all.Clauses.Count == 0)
            return new MatchAllDocsQuery();
        var whole = new TermQuery(new Term(Fields.Identifier, text.Trim().ToLowerInvariant()))
        {
            Boost = 20,
        };
        return new BooleanQuery { { all, Occur.SHOULD }, { whole, Occur.SHOULD } };
    }

    private static BooleanQuery Word(string word, bool isLast)
    {
        var ways = new BooleanQuery
        {
            {
                new TermQuery(new Term(Fields.Title, word)) { Boost = 4 },
                Occur.SHOULD
            },
            { new TermQuery(new Term(Fields.Text, word)), Occur.SHOULD },
            {
                new TermQuery(new Term(Fields.Stems, Stem(word))) { Boost = 0.5f },
                Occur.SHOULD
            },
        };
        if (isLast && word.Length >= ShortestBeginning)
            ways.Add(new PrefixQuery(new Term(Fields.Text, word)) { Boost = 0.2f }, Occur.SHOULD);
        return ways;
    }

    private static BooleanQuery Phrase(IReadOnlyList<string> words)
    {
        var (title, text) = (new PhraseQuery { Boost = 4 }, new PhraseQuery());
        foreach (var word in words.Take(MostWords))
        {
            title.Add(new Term(Fields.Title, word));
            text.Add(new Term(Fields.Text, word));
        }
        return new BooleanQuery { { title, Occur.SHOULD }, { text, Occur.SHOULD } };
    }

    private static string Stem(string word) =>
        Tokens(word, Fields.Stems) is [var stem] ? stem : word;

    private static List<string> Tokens(string text, string field = Fields.Text)
    {
        List<string> tokens = [];
        using var stream = LuceneIndex.Analyzer.GetTokenStream(field, text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
            tokens.Add(term.ToString()!);
        stream.End();
        return tokens;
    }

    /// <summary>The gershayim of an abbreviation as most keyboards type it; it begins no phrase.</summary>
    [GeneratedRegex(@"(?<=\p{IsHebrew})""(?=\p{IsHebrew})")]
    private static partial Regex QuoteInHebrewWord();
}

/// <summary>How often each value of some facets occurs in what is found.</summary>
internal sealed class FacetCounts(IEnumerable<string> facets) : ICollector
{
    private readonly List<Facet> _facets = [.. facets.Select(f => new Facet(f))];

    public bool AcceptsDocsOutOfOrder => true;

    /// <summary>Per facet, most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<FacetValue>>> Values =>
        _facets.Select(f => KeyValuePair.Create(f.Name, f.Values()));

    public void SetScorer(Scorer scorer) { }

    public void SetNextReader(AtomicReaderContext context)
    {
        foreach (var facet in _facets)
            facet.Read(context.AtomicReader);
    }

    public void Collect(int doc)
    {
        foreach (var facet in _facets)
            facet.Count(doc);
    }

    private sealed class Facet(string name)
    {
        private readonly Dictionary<string, int> _total = new(StringComparer.Ordinal);
        private SortedSetDocValues? _values;
        private int[] _counts = [];

        public string Name => name;

        public void Read(AtomicReader segment)
        {
            AddUp();
            _values = segment.GetSortedSetDocValues(Fields.Facet(name));
            _counts = new int[_values?.ValueCount ?? 0];
        }

        public void Count(int doc)
        {
            if (_values is null)
                return;
            _values.SetDocument(doc);
            for (
                var value = _values.NextOrd();
                value != SortedSetDocValues.NO_MORE_ORDS;
                value = _values.NextOrd()
            )
                _counts[value]++;
        }

        public IReadOnlyList<FacetValue> Values()
        {
            AddUp();
            return
            [
                .. _total
                    .OrderByDescending(v => v.Value)
                    .ThenBy(v => v.Key, StringComparer.Ordinal)
                    .Select(v => new FacetValue(v.Key, v.Value)),
            ];
        }

        /// <summary>A segment's numbers of values mean nothing in the next one.</summary>
        private void AddUp()
        {
            var value = new Lucene.Net.Util.BytesRef();
            for (var i = 0; i < _counts.Length; i++)
            {
                if (_counts[i] == 0)
                    continue;
                _values!.LookupOrd(i, value);
                var text = value.Utf8ToString();
                _total[text] = _total.GetValueOrDefault(text) + _counts[i];
            }
            (_values, _counts) = (null, []);
        }
    }
}
