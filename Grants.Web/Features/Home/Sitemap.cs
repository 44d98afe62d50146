using System.Globalization;
using System.Text;
using System.Xml;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Awards;
using Grants.Domain.Kernel;
using Grants.Web.Features.Awards;
using Grants.Web.Features.Catalog;
using Grants.Web.Features.Programs;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Home;

/// <summary>
/// Every public page for search engines (sitemaps.org, protocol 0.9), written as it is read. Above the protocol's limit for
/// one file, /sitemap.xml lists /sitemap-1.xml and so on instead.
/// </summary>
public sealed class Sitemap(IDbContextFactory<GrantsDb> databases, SiteAddress site)
{
    private const string Space = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static readonly string[] Standing =
    [
        "/",
        ProgramsRoutes.PublicCalls,
        CatalogRoutes.Search,
        CatalogRoutes.Institutions,
        AwardsRoutes.Public,
    ];

    /// <summary>The protocol's limit of addresses in one file.</summary>
    public int MostPerFile { get; init; } = 50_000;

    public async Task WriteAsync(Stream to, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var total = Standing.Length + await Pages(db).CountAsync(cancel);
        if (total <= MostPerFile)
        {
            await WriteAddressesAsync(db, to, 0, cancel);
            return;
        }
        await using var xml = Writer(to);
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, "sitemapindex", Space);
        for (var file = 1; file <= Files(total); file++)
        {
            await xml.WriteStartElementAsync(null, "sitemap", Space);
            await xml.WriteElementStringAsync(null, "loc", Space, site.Of($"/sitemap-{file}.xml"));
            await xml.WriteEndElementAsync();
        }
        await xml.WriteEndElementAsync();
    }

    /// <param name="file">From 1.</param>
    /// <exception cref="NotFoundException">The index doesn't list it.</exception>
    public async Task WriteFileAsync(int file, Stream to, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var total = Standing.Length + await Pages(db).CountAsync(cancel);
        if (total <= MostPerFile || file < 1 || file > Files(total))
            throw new NotFoundException("The sitemap");
        await WriteAddressesAsync(db, to, (file - 1) * MostPerFile, cancel);
    }

    private int Files(int total) => (total + MostPerFile - 1) / MostPerFile;

    private async Task WriteAddressesAsync(
        GrantsDb db,
        Stream to,
        int skip,
        CancellationToken cancel
    )
    {
        await using var xml = Writer(to);
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, "urlset", Space);
        var first = Standing.Skip(skip).Take(MostPerFile).ToList();
        foreach (var path in first)
            await WriteAsync(xml, path, null);
        var pages = Pages(db)
            .OrderBy(p => p.Prefix)
            .ThenBy(p => p.Name)
            .Skip(Math.Max(0, skip - Standing.Length))
            .Take(MostPerFile - first.Count)
            .AsAsyncEnumerable();
        await foreach (var page in pages.WithCancellation(cancel))
            await WriteAsync(xml, page.Prefix + page.Name, page.ChangedAt);
        await xml.WriteEndElementAsync();
    }

    private async Task WriteAsync(XmlWriter xml, string path, DateTimeOffset? changed)
    {
        await xml.WriteStartElementAsync(null, "url", Space);
        await xml.WriteElementStringAsync(null, "loc", Space, site.Of(path));
        if (changed is { } at)
            await xml.WriteElementStringAsync(
                null,
                "lastmod",
                Space,
                at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            );
        await xml.WriteEndElementAsync();
    }

    /// <summary>Records first: a union reads every part as it reads the first, and calls have no day to tell.</summary>
    private static IQueryable<PublicAddress> Pages(GrantsDb db) =>
        db
            .CatalogRecords.AsNoTracking()
            .VisibleTo(null)
            .Select(r => new PublicAddress
            {
                Prefix = $"{CatalogRoutes.Search}/",
                Name = r.Slug,
                ChangedAt = r.PublishedAt,
            })
            .Concat(
                db.Awards.AsNoTracking()
                    .Where(a => a.Status == AwardStatus.Active)
                    .Select(a => new PublicAddress
                    {
                        Prefix = $"{AwardsRoutes.Public}/",
                        Name = a.Number,
                        ChangedAt = a.CountersignedAt,
                    })
            )
            .Concat(
                db.Calls.AsNoTracking()
                    .Announced()
                    .Select(c => new PublicAddress
                    {
                        Prefix = $"{ProgramsRoutes.PublicCalls}/",
                        Name = c.Slug,
                        ChangedAt = null,
                    })
            );

    private static XmlWriter Writer(Stream to) =>
        XmlWriter.Create(
            to,
            new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false) }
        );

    private sealed class PublicAddress
    {
        public required string Prefix { get; init; }

        public required string Name { get; init; }

        public required DateTimeOffset? ChangedAt { get; init; }
    }
}
