using System.Globalization;
using Lucene.Net.Analysis.Miscellaneous;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Directory = System.IO.Directory;
using Lock = System.Threading.Lock;

namespace Grants.Web.Platform.Search;

/// <summary>The index in a folder of this node. A writer is opened for each update only, so that operator commands get at it too.</summary>
internal sealed class LuceneIndex(string folder, ILogger<LuceneIndex> logger)
    : ISearchIndex,
        IDisposable
{
    public const LuceneVersion Version = LuceneVersion.LUCENE_48;

    /// <summary>Change it when documents or analysis change: an older index is then made again.</summary>
    private const string Format = "1";

    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Lock _opening = new();
    private FSDirectory? _directory;
    private SearcherManager? _searchers;

    internal static PerFieldAnalyzerWrapper Analyzer { get; } =
        new(
            new WordAnalyzer(),
            new Dictionary<string, Lucene.Net.Analysis.Analyzer>
            {
                [Fields.Stems] = new StemAnalyzer(),
            }
        );

    public long? Seen => Reading(searcher => SeenOf((DirectoryReader)searcher.IndexReader));

    public SearchAnswer? Search(SearchQuery query) =>
        Reading(searcher => new Searching(searcher, query).Answer());

    public async Task<IIndexUpdate> UpdateAsync(bool anew, CancellationToken cancel)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            return Open(anew);
        }
        catch
        {
            _writing.Release();
            throw;
        }
    }

    public void Dispose()
    {
        Forget();
        _writing.Dispose();
    }

    /// <summary>Null when there is nothing to read: missing, damaged, of another version.</summary>
    private T? Reading<T>(Func<IndexSearcher, T> read)
    {
        try
        {
            lock (_opening)
                _searchers ??= new SearcherManager(Folder(), null);
            var searchers = _searchers;
            searchers.MaybeRefreshBlocking();
            var searcher = searchers.Acquire();
            try
            {
                return SeenOf((DirectoryReader)searcher.IndexReader) is null
                    ? default
                    : read(searcher);
            }
            finally
            {
                searchers.Release(searcher);
            }
        }
        catch (IndexNotFoundException)
        {
            return default;
        }
        catch (Exception damage) when (damage is IOException or ObjectDisposedException)
        {
            logger.LogWarning(damage, "The search index can't be read and is made again");
            Forget();
            return default;
        }
    }

    private Update Open(bool anew)
    {
        var seen = anew ? null : Seen;
        if (seen is null)
            Forget();
        try
        {
            return new Update(this, Writer(seen is null), seen ?? 0);
        }
        catch (IOException) when (seen is null)
        {
            // So damaged that not even its list of files can be read.
            foreach (var file in Directory.EnumerateFiles(folder).Where(f => !IsLock(f)))
                File.Delete(file);
            return new Update(this, Writer(fromNothing: true), 0);
        }
    }

    private IndexWriter Writer(bool fromNothing) =>
        new(
            Folder(),
            new IndexWriterConfig(Version, Analyzer)
            {
                OpenMode = fromNothing ? OpenMode.CREATE : OpenMode.APPEND,
                WriteLockTimeout = (long)LockWait.TotalMilliseconds,
            }
        );

    private FSDirectory Folder()
    {
        lock (_opening)
            return _directory ??= FSDirectory.Open(Directory.CreateDirectory(folder));
    }

    private void Forget()
    {
        lock (_opening)
        {
            _searchers?.Dispose();
            _searchers = null;
            _directory?.Dispose();
            _directory = null;
        }
    }

    private static bool IsLock(string file) =>
        Path.GetFileName(file) == IndexWriter.WRITE_LOCK_NAME;

    private static long? SeenOf(DirectoryReader reader)
    {
        var said = reader.IndexCommit.UserData;
        return
            said.TryGetValue(nameof(Format), out var format)
            && format == Format
            && said.TryGetValue(nameof(Seen), out var seen)
            ? long.Parse(seen, CultureInfo.InvariantCulture)
            : null;
    }

    private sealed class Update(LuceneIndex index, IndexWriter writer, long seen) : IIndexUpdate
    {
        private bool _committed;

        public long Seen { get; private set; } = seen;

        public void Clear()
        {
            writer.DeleteAll();
            Seen = 0;
        }

        public void Put(SearchDocument document) =>
            writer.UpdateDocument(Fields.Key(document.Id), Fields.Of(document));

        public void Remove(Guid id) => writer.DeleteDocuments(Fields.Key(id));

        public void Commit(long seen)
        {
            writer.SetCommitData(
                new Dictionary<string, string>
                {
                    [nameof(Format)] = Format,
                    [nameof(Seen)] = seen.ToString(CultureInfo.InvariantCulture),
                }
            );
            writer.Commit();
            _committed = true;
        }

        public void Dispose()
        {
            try
            {
                if (_committed)
                    writer.Dispose();
                else
                    writer.Rollback();
            }
            finally
            {
                index._writing.Release();
            }
        }
    }
}

internal static class Fields
{
    public const string Id = "id";
    public const string Identifier = "identifier";
    public const string Title = "title";
    public const string Text = "text";
    public const string Stems = "stems";
    public const string TitleOrder = "title-order";
    public const string Year = "year";
    public const string Newest = "newest";

    public static string Facet(string name) => $"facet-{name}";

    public static Term Key(Guid id) => new(Id, id.ToString("n"));

    public static Document Of(SearchDocument source)
    {
        Document document =
        [
            new StringField(Id, source.Id.ToString("n"), Field.Store.YES),
            new StringField(Identifier, source.Identifier.ToLowerInvariant(), Field.Store.NO),
            new TextField(Title, source.Title, Field.Store.NO),
            new TextField(Text, source.Text, Field.Store.NO),
            new TextField(Stems, source.Text, Field.Store.NO),
            new SortedDocValuesField(TitleOrder, new BytesRef(OrderOf(source.Title))),
            new NumericDocValuesField(Newest, source.Newest.UtcTicks),
        ];
        if (source.Year is { } year)
            document.Add(new NumericDocValuesField(Year, year));
        foreach (var (facet, values) in source.Facets)
        foreach (var value in values.Distinct(StringComparer.Ordinal))
        {
            document.Add(new StringField(Facet(facet), value, Field.Store.NO));
            document.Add(new SortedSetDocValuesField(Facet(facet), new BytesRef(value)));
        }
        return document;
    }

    /// <summary>Case and the signs before the first letter don't count.</summary>
    private static string OrderOf(string title)
    {
        var words = title.ToLowerInvariant();
        var first = words.AsSpan().IndexOfAnyExceptInRange('\0', '/');
        return words[Math.Max(0, first)..];
    }
}
