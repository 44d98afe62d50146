using System.Text;
using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Import;

/// <param name="Applied">False for a rehearsal, and when there are errors: then nothing was stored.</param>
public sealed record ImportReport(
    string Institution,
    int Rows,
    bool Applied,
    IReadOnlyList<SheetError> Errors
);

/// <summary>
/// Makes draft records of a sheet for one institution: all of them or, with a single error, none. By an operator at the
/// machine, so no role is asked for.
/// </summary>
public sealed class ImportRecords(IDbContextFactory<GrantsDb> databases, TimeProvider clock)
{
    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <param name="institution">Legal name or id of the organization that holds the items.</param>
    /// <param name="apply">Store; otherwise only tell what would happen.</param>
    /// <exception cref="RefusedException">No such institution.</exception>
    public async Task<ImportReport> RunAsync(
        Stream sheet,
        string institution,
        bool apply,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var holder = await HolderAsync(db, institution, cancel);
        var (rows, errors) = await ReadAsync(sheet, cancel);
        errors = [.. errors, .. await TakenAsync(db, holder.Id, rows, cancel)];
        if (errors.Count > 0 || !apply)
            return new ImportReport(holder.LegalName, rows.Count, Applied: false, errors);
        var stamp = new Stamp(Actor.System, clock.GetUtcNow());
        var slugs = await SlugsAsync(db, cancel);
        foreach (var row in rows)
            db.CatalogRecords.Add(
                new CatalogRecord(Next(slugs, row.Says), holder.Id, row.Says, stamp)
            );
        await db.SaveChangesAsync(cancel);
        return new ImportReport(holder.LegalName, rows.Count, Applied: true, []);
    }

    private static async Task<Organization> HolderAsync(
        GrantsDb db,
        string institution,
        CancellationToken cancel
    )
    {
        var id = Guid.TryParse(institution, out var given) ? given : Guid.Empty;
        return await db
                .Organizations.AsNoTracking()
                .OrderBy(o => o.Id)
                .FirstOrDefaultAsync(o => o.Id == id || o.LegalName == institution, cancel)
            ?? throw new RefusedException(
                new Refusal(
                    $"No organization is called \"{institution}\". Give its legal name as registered, or its id."
                )
            );
    }

    private static async Task<(
        IReadOnlyList<SheetRow> Rows,
        IReadOnlyList<SheetError> Errors
    )> ReadAsync(Stream sheet, CancellationToken cancel)
    {
        using var text = new StreamReader(sheet, Strict);
        try
        {
            var read = await RecordSheet.ReadAsync(text, cancel);
            return (read.Rows, read.Errors);
        }
        catch (DecoderFallbackException)
        {
            return (
                [],
                [new SheetError(0, "", "The file isn't UTF-8. Save the sheet as \"CSV UTF-8\".")]
            );
        }
    }

    private static async Task<IEnumerable<SheetError>> TakenAsync(
        GrantsDb db,
        Guid holderId,
        IReadOnlyList<SheetRow> rows,
        CancellationToken cancel
    )
    {
        var known = (
            await db
                .CatalogRecords.Where(r => r.HoldingInstitutionId == holderId)
                .Select(r => r.Identifier)
                .ToListAsync(cancel)
        ).ToHashSet(StringComparer.Ordinal);
        return rows.Where(r => known.Contains(r.Says.Identifier))
            .Select(r => new SheetError(
                r.Row,
                "identifier",
                $"The institution already has a record \"{r.Says.Identifier}\"."
            ));
    }

    private static async Task<HashSet<string>> SlugsAsync(GrantsDb db, CancellationToken cancel) =>
        (await db.CatalogRecords.Select(r => r.Slug).ToListAsync(cancel)).ToHashSet(
            StringComparer.Ordinal
        );

    private static string Next(HashSet<string> taken, CatalogDescription says)
    {
        var slug = Slug.Of(says.Identifier, says.Title);
        var free = slug;
        for (var number = 2; !taken.Add(free); number++)
            free = $"{slug}-{number}";
        return free;
    }
}
