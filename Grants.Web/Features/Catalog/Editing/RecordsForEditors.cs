using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Editing;

internal static class RecordsForEditors
{
    /// <summary>A record to change, for an editor.</summary>
    /// <exception cref="RefusedException">The person is no editor.</exception>
    /// <exception cref="NotFoundException">There is no such record.</exception>
    public static Task<CatalogRecord> RecordForAsync(
        this GrantsDb db,
        Guid id,
        Actor actor,
        CancellationToken cancel
    )
    {
        CatalogRecord.CannotEdit(actor).ThrowIfAny();
        return db
            .CatalogRecords.VisibleTo(actor)
            .FirstOrNotFoundAsync(r => r.Id == id, "The record", cancel);
    }

    /// <summary>The identifier is the institution's own, so it means one thing there.</summary>
    public static async Task<Refusal?> IsTakenAsync(
        this GrantsDb db,
        Guid institutionId,
        string identifier,
        Guid? except,
        CancellationToken cancel
    ) =>
        await db
            .CatalogRecords.Where(r =>
                r.HoldingInstitutionId == institutionId
                && r.Identifier == identifier
                && r.Id != except
            )
            .Select(r => r.Title)
            .FirstOrDefaultAsync(cancel)
            is { } title
            ? new Refusal(
                $"The institution already has a record \"{identifier}\": \"{title}\". Use another identifier or edit that record."
            )
            : null;

    /// <summary>A public address that no record has: with a number behind it where the readable part is taken.</summary>
    public static async Task<string> FreeSlugAsync(
        this GrantsDb db,
        string identifier,
        string title,
        CancellationToken cancel
    )
    {
        var slug = Slug.Of(identifier, title);
        var taken = (
            await db
                .CatalogRecords.Where(r => r.Slug == slug || r.Slug.StartsWith(slug + "-"))
                .Select(r => r.Slug)
                .ToListAsync(cancel)
        ).ToHashSet(StringComparer.Ordinal);
        if (!taken.Contains(slug))
            return slug;
        var number = 2;
        while (taken.Contains($"{slug}-{number}"))
            number++;
        return $"{slug}-{number}";
    }
}
