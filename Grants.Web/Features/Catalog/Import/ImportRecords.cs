using Grants.Data;
using Grants.Domain.Accounts;
using Grants.Domain.Catalog;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
using Grants.Web.Features.Catalog.Intake;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Catalog.Import;

/// <param name="Applied">False for a rehearsal, and when there are errors: then nothing was stored.</param>
public sealed record ImportReport(
    string Institution,
    int Rows,
    bool Applied,
    IReadOnlyList<Finding> Errors
);

/// <summary>
/// Makes draft records of a sheet for one institution: all of them or, with a single error, none. By an operator at the
/// machine, so no role is asked for.
/// </summary>
public sealed class ImportRecords(IDbContextFactory<GrantsDb> databases, TimeProvider clock)
{
    private const string SheetName = "sheet";

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
        var read = MetadataSheet.Read(sheet, SheetName, MetadataProfile.Records);
        IReadOnlyList<Finding> errors =
        [
            // Nobody looks at the rows before they are stored, so a guessed encoding won't do.
            .. read.AllFindings.Where(f =>
                f.Severity == FindingSeverity.Error || f.Code == FindingCodes.SheetEncoding
            ),
            .. await TakenAsync(db, holder.Id, read.Rows, cancel),
        ];
        if (errors.Count > 0 || !apply)
            return new ImportReport(holder.LegalName, read.Rows.Count, Applied: false, errors);
        var stamp = new Stamp(Actor.System, clock.GetUtcNow());
        var slugs = await SlugsAsync(db, cancel);
        foreach (var row in read.Rows)
        {
            var says = ItemFields.Describe(row.Fields);
            db.CatalogRecords.Add(new CatalogRecord(Next(slugs, says), holder.Id, says, stamp));
        }
        await db.SaveChangesAsync(cancel);
        return new ImportReport(holder.LegalName, read.Rows.Count, Applied: true, []);
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

    private static async Task<IEnumerable<Finding>> TakenAsync(
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
        return rows.Where(r => known.Contains(r.Identifier))
            .Select(r => new Finding(
                FindingCodes.IdentifierRepeated,
                FindingSeverity.Error,
                MetadataSheet.PathOf(SheetName, r.Number),
                $"The institution already has a record \"{r.Identifier}\"."
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
