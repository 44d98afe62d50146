using Grants.Data.Identity;
using Grants.Tests.Support;
using Grants.Web.Features.Catalog.Editing;
using Grants.Web.Features.Catalog.Searching;
using Grants.Web.Platform;
using Grants.Web.Platform.Jobs;
using Grants.Web.Platform.Search;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grants.Tests.Features.Catalog;

/// <summary>The catalog's use cases on a test's database, with a search index in a folder of its own.</summary>
internal sealed class CatalogParts : IAsyncDisposable
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    private readonly string _folder = Directory.CreateTempSubdirectory("grants-catalog-").FullName;
    private readonly LuceneIndex _index;
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddLogging()
        .AddOutputCache()
        .BuildServiceProvider();
    private readonly IndexJob _job;

    public CatalogParts(TestDb db)
    {
        Db = db;
        _index = new LuceneIndex(_folder, NullLogger<LuceneIndex>.Instance);
        var settings = SiteSettings.From(new ConfigurationBuilder().Build());
        _job = new IndexJob(
            new JobHost(
                _services.GetRequiredService<IServiceScopeFactory>(),
                new DatabaseReadiness(
                    db,
                    settings,
                    db.Clock,
                    NullLogger<DatabaseReadiness>.Instance
                ),
                settings,
                db.Clock,
                NullLoggerFactory.Instance
            )
        );
    }

    public TestDb Db { get; }

    public UpdateIndex Update => new(Db, _index, _services.GetRequiredService<IOutputCacheStore>());

    public ISearchIndex Index => _index;

    public PublishRecord Publish(Account editor) => new(Db, Db.As(editor), _job);

    public WithdrawRecord Withdraw(Account editor) => new(Db, Db.As(editor), _job);

    public DescribeRecord Describe(Account editor) => new(Db, Db.As(editor), _job);

    public DraftRecord Draft(Account editor) => new(Db, Db.As(editor));

    public ListRecords List(Account editor) => new(Db, Db.As(editor));

    /// <summary>Titles that the public finds, after the index has caught up.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(
        string words,
        string? facet = null,
        string value = ""
    )
    {
        await Update.RunAsync(anew: false, Cancel);
        return [.. (await SearchAsync(words, facet, value)).Rows.Select(r => r.Title)];
    }

    /// <summary>What the public finds with the index as it is.</summary>
    public Task<CatalogFindings> SearchAsync(
        string words,
        string? facet = null,
        string value = ""
    ) =>
        new SearchCatalog(Db, _index).RunAsync(
            new CatalogSearch(
                words,
                facet is null
                    ? new Dictionary<string, string>()
                    : new Dictionary<string, string> { [facet] = value },
                SearchOrder.Title,
                1
            ),
            Cancel
        );

    public async ValueTask DisposeAsync()
    {
        _index.Dispose();
        _job.Dispose();
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
