using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Grants.Web.Features.Catalog.Searching;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Editing;

/// <summary>Rewrites what a record says. Whoever had an older version open is told, and overwrites nothing.</summary>
public sealed class DescribeRecord(
    IDbContextFactory<GrantsDb> databases,
    Caller caller,
    IndexJob index
)
{
    /// <param name="version">Of the record that the editor saw.</param>
    public async Task RunAsync(
        Guid recordId,
        int version,
        CatalogDescription description,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var record = await db.RecordForAsync(recordId, stamp.By, cancel);
        db.Expect(record, version);
        description.ThrowIfMalformed();
        (
            await db.IsTakenAsync(
                record.HoldingInstitutionId,
                description.Identifier,
                record.Id,
                cancel
            )
        ).ThrowIfAny();
        record.Describe(description, stamp);
        await db.SaveChangesAsync(cancel);
        index.Wake();
    }
}

/// <summary>A draft that doesn't come from a delivery.</summary>
public sealed class DraftRecord(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <returns>The new record's id.</returns>
    public async Task<Guid> RunAsync(
        Guid institutionId,
        CatalogDescription description,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        CatalogRecord.CannotEdit(stamp.By).ThrowIfAny();
        description.ThrowIfMalformed();
        if (!await db.Organizations.AnyAsync(o => o.Id == institutionId, cancel))
            throw new NotFoundException("The institution");
        (
            await db.IsTakenAsync(institutionId, description.Identifier, except: null, cancel)
        ).ThrowIfAny();
        var record = new CatalogRecord(
            await db.FreeSlugAsync(description.Identifier, description.Title, cancel),
            institutionId,
            description,
            stamp
        );
        db.CatalogRecords.Add(record);
        await db.SaveChangesAsync(cancel);
        return record.Id;
    }
}

internal static class Malformed
{
    /// <exception cref="RefusedException">Something in it is malformed; the form says so at the field, before.</exception>
    public static void ThrowIfMalformed(this CatalogDescription description)
    {
        if (DescriptionCheck.Of(description).FirstOrDefault() is { } fault)
            throw new RefusedException(new Refusal($"{Words.Of(fault.Field)}: {fault.Message}"));
    }
}
