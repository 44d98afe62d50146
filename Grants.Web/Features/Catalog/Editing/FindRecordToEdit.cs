using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Grants.Web.Features.Catalog.Public;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Editing;

/// <param name="Shown">As the public sees it, or will.</param>
/// <param name="CannotPublish">Why not, of this version and for this editor.</param>
public sealed record RecordToEdit(
    Guid Id,
    int Version,
    CatalogStatus Status,
    DateTimeOffset? PublishedAt,
    string? PublicMessage,
    RecordDetails Shown,
    Refusal? CannotPublish,
    Refusal? CannotWithdraw
);

/// <summary>One record with everything that an editor needs to decide about it.</summary>
public sealed class FindRecordToEdit(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <exception cref="NotFoundException">There is no such record.</exception>
    public async Task<RecordToEdit> RunAsync(Guid id, CancellationToken cancel)
    {
        var actor = await caller.ActorAsync(cancel);
        actor.Cannot(Permission.EditCatalog).ThrowIfAny();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var which = db.CatalogRecords.AsNoTracking().VisibleTo(actor).Where(r => r.Id == id);
        var record = await which.FirstOrNotFoundAsync("The record", cancel);
        var shown =
            await FindRecord.ReadAsync(db, which, cancel)
            ?? throw new NotFoundException("The record");
        return new RecordToEdit(
            record.Id,
            record.Version,
            record.Status,
            record.PublishedAt,
            record.PublicMessage,
            shown,
            record.CannotPublish(actor),
            record.CannotWithdraw(actor)
        );
    }
}

/// <summary>Organizations that a record can be drafted for.</summary>
public sealed class ListHolders(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    private const int Most = 1000;

    public async Task<IReadOnlyList<NamedChoice>> RunAsync(CancellationToken cancel)
    {
        (await caller.ActorAsync(cancel)).Cannot(Permission.EditCatalog).ThrowIfAny();
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db
            .Organizations.AsNoTracking()
            .OrderBy(o => o.LegalName)
            .Take(Most)
            .Select(o => new { o.Id, o.LegalName })
            .ToListAsync(cancel);
        return [.. rows.Select(o => new NamedChoice(o.Id.ToString(), o.LegalName))];
    }
}
