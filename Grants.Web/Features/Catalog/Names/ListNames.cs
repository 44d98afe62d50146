using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Csv;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Names;

/// <summary>What the list shows; the names are those of the address's parameters.</summary>
public sealed record NameFilter(NameKind? Kind = null, string? Text = null);

public sealed record NameRow(
    Guid Id,
    NameKind Kind,
    string Name,
    IReadOnlyList<string> Variants,
    string SourceUri
);

/// <summary>The hub's list of names and places, in the order of the alphabet. For editors of the catalog.</summary>
public sealed class ListNames(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <summary>Of those that begin alike, how many a search offers.</summary>
    private const int MostFound = 20;

    public async Task<Page<NameRow>> RunAsync(NameFilter filter, int page, CancellationToken cancel)
    {
        KnownName.CannotEdit(await caller.ActorAsync(cancel)).ThrowIfAny();
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Rows(db.KnownNames, filter).ToPageAsync(page, cancel);
    }

    /// <summary>The same list with the same filter.</summary>
    public async IAsyncEnumerable<NameRow> AllAsync(
        NameFilter filter,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        KnownName.CannotEdit(await caller.ActorAsync(cancel)).ThrowIfAny();
        await using var db = await databases.CreateDbContextAsync(cancel);
        await foreach (
            var row in Rows(db.KnownNames, filter).AsAsyncEnumerable().WithCancellation(cancel)
        )
            yield return row;
    }

    /// <summary>Other names that a name may be merged with: those with the text in one of their spellings.</summary>
    public async Task<IReadOnlyList<NameRow>> OthersAsync(
        Guid id,
        string text,
        CancellationToken cancel
    )
    {
        KnownName.CannotEdit(await caller.ActorAsync(cancel)).ThrowIfAny();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var isPlace = await db.KnownNames.AnyAsync(
            n => n.Id == id && n.Kind == NameKind.Place,
            cancel
        );
        var others = db.KnownNames.Where(n => n.Id != id && n.Kind == NameKind.Place == isPlace);
        return await Rows(others, new NameFilter(Text: text)).Take(MostFound).ToListAsync(cancel);
    }

    private static IQueryable<NameRow> Rows(IQueryable<KnownName> names, NameFilter filter)
    {
        names = names.AsNoTracking();
        if (filter.Kind is { } kind)
            names = names.Where(n => n.Kind == kind);
        if (LikePattern.Containing(filter.Text) is { } text)
        {
            // Words are compared as their keys too, so that accents and Cyrillic capitals don't matter.
            var key = LikePattern.Containing(NameKey.Of(filter.Text!)) ?? text;
            names = names.Where(n =>
                EF.Functions.Like(n.Name, text, LikePattern.Escape)
                || EF.Functions.Like(n.Key, key, LikePattern.Escape)
                || n.Variants.Any(v =>
                    EF.Functions.Like(v.Text, text, LikePattern.Escape)
                    || EF.Functions.Like(v.Key, key, LikePattern.Escape)
                )
            );
        }
        return names
            .OrderBy(n => n.Name)
            .ThenBy(n => n.Id)
            .Select(n => new NameRow(
                n.Id,
                n.Kind,
                n.Name,
                n.Variants.OrderBy(v => v.Text).Select(v => v.Text).ToList(),
                n.SourceUri
            ));
    }
}

internal static class NamesCsv
{
    public static void MapNamesCsv(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                CatalogRoutes.NamesCsv,
                (NameKind? kind, string? text, ListNames list, CancellationToken cancel) =>
                    new CsvDownload<NameRow>(
                        "names.csv",
                        [
                            new("Name", n => n.Name),
                            new("Kind", n => n.Kind),
                            new("Other spellings", n => string.Join("; ", n.Variants)),
                            new("Source", n => n.SourceUri),
                        ],
                        list.AllAsync(new NameFilter(kind, text), cancel)
                    )
            )
            .WithMetadata(new RequiresAttribute(Domain.Accounts.Permission.EditCatalog));
}
