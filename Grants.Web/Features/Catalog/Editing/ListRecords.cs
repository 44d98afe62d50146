using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Editing;

/// <summary>What the editor's list shows; the names are those of the address's parameters.</summary>
public sealed record RecordFilter(
    CatalogStatus? Status = null,
    Guid? Institution = null,
    string? Grant = null,
    string? Collection = null,
    string? Text = null
);

public sealed record RecordRow(
    Guid Id,
    string Slug,
    string Identifier,
    string Title,
    string Collection,
    string Date,
    string RightsUri,
    string Institution,
    string? AwardNumber,
    CatalogStatus Status,
    DateTimeOffset? PublishedAt,
    int Images,
    Guid? ThumbnailId
)
{
    /// <summary>What is missing before it can be published.</summary>
    public bool NeedsRights => RightsUri.Length == 0;
}

public sealed record NamedChoice(string Value, string Text);

/// <summary>What the list can be narrowed to.</summary>
public sealed record RecordChoices(
    IReadOnlyList<NamedChoice> Institutions,
    IReadOnlyList<string> Grants,
    IReadOnlyList<string> Collections
);

/// <summary>The catalog as its editors see it, newest first.</summary>
public sealed class ListRecords(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    private const int MostChoices = 200;

    public async Task<Page<RecordRow>> RunAsync(
        RecordFilter filter,
        int page,
        CancellationToken cancel
    )
    {
        (await caller.ActorAsync(cancel)).Cannot(Permission.EditCatalog).ThrowIfAny();
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Rows(db, filter).ToPageAsync(page, cancel);
    }

    public async Task<RecordChoices> ChoicesAsync(CancellationToken cancel)
    {
        (await caller.ActorAsync(cancel)).Cannot(Permission.EditCatalog).ThrowIfAny();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var institutions = await db
            .Organizations.AsNoTracking()
            .Where(o => db.CatalogRecords.Any(r => r.HoldingInstitutionId == o.Id))
            .OrderBy(o => o.LegalName)
            .Take(MostChoices)
            .Select(o => new { o.Id, o.LegalName })
            .ToListAsync(cancel);
        var grants = await db
            .Awards.AsNoTracking()
            .Where(a => db.CatalogRecords.Any(r => r.AwardId == a.Id))
            .OrderByDescending(a => a.Number)
            .Take(MostChoices)
            .Select(a => a.Number)
            .ToListAsync(cancel);
        var collections = await db
            .CatalogRecords.AsNoTracking()
            .Where(r => r.CollectionName != "")
            .Select(r => r.CollectionName)
            .Distinct()
            .OrderBy(c => c)
            .Take(MostChoices)
            .ToListAsync(cancel);
        return new RecordChoices(
            [.. institutions.Select(i => new NamedChoice(i.Id.ToString(), i.LegalName))],
            grants,
            collections
        );
    }

    internal static IQueryable<RecordRow> Rows(GrantsDb db, RecordFilter filter)
    {
        var records = db.CatalogRecords.AsNoTracking();
        if (filter.Status is { } status)
            records = records.Where(r => r.Status == status);
        if (filter.Institution is { } institution)
            records = records.Where(r => r.HoldingInstitutionId == institution);
        if (filter.Grant is { Length: > 0 } grant)
            records = records.Where(r =>
                db.Awards.Any(a => a.Id == r.AwardId && a.Number == grant)
            );
        if (filter.Collection is { Length: > 0 } collection)
            records = records.Where(r => r.CollectionName == collection);
        if (LikePattern.Containing(filter.Text) is { } text)
            records = records.Where(r =>
                EF.Functions.Like(r.Title, text, LikePattern.Escape)
                || EF.Functions.Like(r.Identifier, text, LikePattern.Escape)
            );

        return records
            .OrderByDescending(r => r.Id)
            .Select(r => new RecordRow(
                r.Id,
                r.Slug,
                r.Identifier,
                r.Title,
                r.CollectionName,
                r.Date,
                r.RightsUri,
                db.Organizations.Where(o => o.Id == r.HoldingInstitutionId)
                    .Select(o => o.LegalName)
                    .First(),
                db.Awards.Where(a => a.Id == r.AwardId).Select(a => a.Number).FirstOrDefault(),
                r.Status,
                r.PublishedAt,
                r.Images.Count,
                r.Images.OrderBy(i => i.Number)
                    .Select(i => (Guid?)i.ThumbnailFileId)
                    .FirstOrDefault()
            ));
    }
}

/// <summary>The same list with the same filters as a file.</summary>
internal static class RecordsCsv
{
    private static readonly CsvColumn<RecordRow>[] Columns =
    [
        new("Identifier", r => r.Identifier),
        new("Title", r => r.Title),
        new("Institution", r => r.Institution),
        new("Grant", r => r.AwardNumber),
        new("Collection", r => r.Collection),
        new("Date", r => r.Date),
        new("Rights", r => r.RightsUri),
        new("Status", r => r.Status),
        new("Published", r => r.PublishedAt),
        new("Images", r => r.Images),
        new("Address", r => CatalogRoutes.Record(r.Slug)),
    ];

    public static void MapRecordsCsv(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                CatalogRoutes.WorkCsv,
                async (
                    [AsParameters] RecordFilter filter,
                    HttpContext context,
                    IDbContextFactory<GrantsDb> databases
                ) =>
                {
                    var db = await databases.CreateDbContextAsync(context.RequestAborted);
                    context.Response.RegisterForDisposeAsync(db);
                    return new CsvDownload<RecordRow>(
                        "catalog.csv",
                        Columns,
                        ListRecords.Rows(db, filter).AsAsyncEnumerable()
                    );
                }
            )
            .WithMetadata(new RequiresAttribute(Permission.EditCatalog));
}
