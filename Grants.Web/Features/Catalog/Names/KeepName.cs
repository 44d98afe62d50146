using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Names;

/// <param name="Version">As the editor saw it.</param>
public sealed record NameDetails(Guid Id, int Version, NameText Text);

/// <summary>An editor of the catalog adds a name to the hub's list, or rewrites one.</summary>
public sealed class KeepName(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<NameDetails> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var name = await db.NameForAsync(id, await caller.ActorAsync(cancel), cancel);
        return new NameDetails(
            name.Id,
            name.Version,
            new NameText(
                name.Kind,
                name.Name,
                [.. name.Variants.Select(v => v.Text).Order()],
                name.SourceUri,
                name.Note
            )
        );
    }

    /// <returns>The new name's id.</returns>
    public async Task<Guid> AddAsync(NameText text, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var name = new KnownName(text, await caller.StampAsync(cancel));
        (await db.IsTakenAsync(name, cancel)).ThrowIfAny();
        db.KnownNames.Add(name);
        await db.SaveChangesAsync(cancel);
        return name.Id;
    }

    public async Task DescribeAsync(Guid id, int version, NameText text, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var name = await db.NameForAsync(id, stamp.By, cancel);
        db.Expect(name, version);
        name.Describe(text, stamp);
        (await db.IsTakenAsync(name, cancel)).ThrowIfAny();
        await db.SaveChangesAsync(cancel);
    }
}

/// <summary>Two names that mean the same become one: the other's spellings are kept, its own entry goes.</summary>
public sealed class MergeNames(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task RunAsync(Guid intoId, Guid otherId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        var into = await db.NameForAsync(intoId, stamp.By, cancel);
        var other = await db.NameForAsync(otherId, stamp.By, cancel);
        into.Absorb(other, stamp);
        db.KnownNames.Remove(other);
        await db.SaveChangesAsync(cancel);
    }
}

internal static class NamesForEditors
{
    /// <exception cref="RefusedException">The person is no editor.</exception>
    /// <exception cref="NotFoundException">There is no such name.</exception>
    public static Task<KnownName> NameForAsync(
        this GrantsDb db,
        Guid id,
        Actor actor,
        CancellationToken cancel
    )
    {
        KnownName.CannotEdit(actor).ThrowIfAny();
        return db
            .KnownNames.Include(n => n.Variants)
            .FirstOrNotFoundAsync(n => n.Id == id, "The name", cancel);
    }

    /// <summary>A spelling means one name of its kind; otherwise sheets couldn't be read by it.</summary>
    public static async Task<Refusal?> IsTakenAsync(
        this GrantsDb db,
        KnownName name,
        CancellationToken cancel
    )
    {
        var keys = name.Variants.Select(v => v.Key).Append(name.Key).ToList();
        var isPlace = name.Kind == NameKind.Place;
        return
            await db
                .KnownNames.AsNoTracking()
                .Where(n =>
                    n.Id != name.Id
                    && (n.Kind == NameKind.Place) == isPlace
                    && (keys.Contains(n.Key) || n.Variants.Any(v => keys.Contains(v.Key)))
                )
                .OrderBy(n => n.Name)
                .Select(n => n.Name)
                .FirstOrDefaultAsync(cancel)
                is { } taken
            ? new Refusal(
                $"\"{taken}\" has one of these spellings already. Add yours there, or merge the two."
            )
            : null;
    }
}
