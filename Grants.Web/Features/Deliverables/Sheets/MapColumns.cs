using Grants.Data;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Sheets;

/// <param name="Samples">Some of what stands in it.</param>
/// <param name="Filled">In how many rows something stands in it.</param>
public sealed record ColumnView(SheetColumn Column, IReadOnlyList<string> Samples, int Filled);

/// <param name="Unnamed">Columns with values and no heading.</param>
/// <param name="Absent">Fields that no column is for, the required ones first.</param>
public sealed record ColumnsView(
    IReadOnlyList<ColumnView> Columns,
    IReadOnlyList<ColumnView> Unnamed,
    IReadOnlyList<MetadataField> Absent
);

/// <param name="Was">What the person saw, in the same form.</param>
/// <param name="Field">A field's name, SheetRules.LeftOut, or null for what isn't decided.</param>
public sealed record HeadingMeaning(string Heading, string? Was, string? Field);

/// <summary>
/// The grantee says what the headings of its sheet mean. Kept for the organization, so that its next sheet is read so at once;
/// the sheet itself stays as it is.
/// </summary>
public sealed class MapColumns(
    IDbContextFactory<GrantsDb> databases,
    KeptSheets sheets,
    Caller caller
)
{
    private const int SampleCount = 3;

    /// <summary>Saves of colleagues that one's own may meet in a row.</summary>
    private const int Attempts = 5;

    public async Task<ColumnsView> ShowAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.OpenBatchAsync(batchId, await caller.ActorAsync(cancel), cancel);
        var sheet = (await SheetAsync(db, batchId, cancel)).Sheet;
        var columns = sheet
            .Columns.Where(c => c.Use != ColumnUse.Annotation)
            .Select(c => View(sheet, c))
            .ToLookup(c => c.Column.Heading.Length > 0);
        return new ColumnsView(
            [.. columns[true]],
            [.. columns[false].Where(c => c.Filled > 0)],
            [
                .. MetadataProfile
                    .Core.Fields.Where(f => sheet.Columns.All(c => c.Field != f))
                    .OrderBy(f => f.Obligation),
            ]
        );
    }

    private static ColumnView View(MetadataSheet sheet, SheetColumn column)
    {
        var texts = sheet
            .Rows.Select(r => r.Cell(column.Index).Trim())
            .Where(t => t.Length > 0)
            .ToList();
        return new ColumnView(column, [.. texts.Distinct().Take(SampleCount)], texts.Count);
    }

    /// <summary>What somebody left as they saw it stays as a colleague may have saved it since.</summary>
    public async Task RunAsync(
        Guid batchId,
        IReadOnlyList<HeadingMeaning> meanings,
        CancellationToken cancel
    )
    {
        RefuseTwice(meanings);
        var changed = meanings.Where(m => m.Field != m.Was).ToList();
        for (var attempt = 1; ; attempt++)
            try
            {
                await TryAsync(batchId, changed, cancel);
                return;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                continue; // a colleague was faster; what they saved is looked at first
            }
    }

    private async Task TryAsync(
        Guid batchId,
        IReadOnlyList<HeadingMeaning> changed,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (_, _, batch) = await db.OpenBatchAsync(
            batchId,
            await caller.ActorAsync(cancel),
            cancel
        );
        var known = await db
            .SheetHeadings.Where(h => h.OrganizationId == batch.OrganizationId)
            .ToDictionaryAsync(h => h.Heading, cancel);
        foreach (var meaning in changed)
        {
            var key = KeyOf(meaning.Heading);
            var kept = known.GetValueOrDefault(key);
            var byItself = MetadataProfile.Core.Find(meaning.Heading)?.Name;
            var now = kept?.Field ?? byItself;
            if (now == meaning.Field)
                continue;
            if (now != meaning.Was)
                throw new RefusedException(
                    new Refusal(
                        $"A colleague saved meanwhile that \"{meaning.Heading}\" {InWords(now)}. Reload the page, then change it."
                    )
                );
            // What the profile knows by itself needs no note.
            if (meaning.Field is null || meaning.Field == byItself)
                db.SheetHeadings.Remove(kept!);
            else if (kept is not null)
                kept.Field = meaning.Field;
            else
                known[key] = db
                    .SheetHeadings.Add(new SheetHeading(batch.OrganizationId, key, meaning.Field))
                    .Entity;
        }
        await db.SaveChangesAsync(cancel);
    }

    private static string KeyOf(string heading)
    {
        var key = MetadataProfile.Normalized(heading);
        return key.Length <= MetadataProfile.MaxHeading
            ? key
            : throw new RefusedException(
                new Refusal(
                    $"The heading \"{heading[..40]}…\" is longer than {MetadataProfile.MaxHeading} characters; shorten it in your sheet."
                )
            );
    }

    private static string InWords(string? field) =>
        field switch
        {
            null => "isn't decided",
            SheetRules.LeftOut => "is left out",
            _ => $"means {field}",
        };

    private static void RefuseTwice(IReadOnlyList<HeadingMeaning> meanings)
    {
        if (
            meanings
                .Where(m => !string.IsNullOrEmpty(m.Field))
                .GroupBy(m => m.Field)
                .FirstOrDefault(g => g.Count() > 1) is
            { } twice
        )
            throw new RefusedException(
                new Refusal(
                    $"{twice.Key} is chosen for {string.Join(" and ", twice.Select(m => $"\"{m.Heading}\""))}. A field has one column; leave the others out."
                )
            );
        if (
            meanings.FirstOrDefault(m =>
                !string.IsNullOrEmpty(m.Field)
                && MetadataProfile.Core.Fields.All(k => k.Name != m.Field)
            ) is
            { } unknown
        )
            throw new RefusedException(new Refusal($"There is no field \"{unknown.Field}\"."));
    }

    private async Task<WorkingSheet> SheetAsync(
        GrantsDb db,
        Guid batchId,
        CancellationToken cancel
    ) =>
        await WorkingSheet.OfAsync(db, batchId, sheets, cancel)
        ?? throw new NotFoundException("The sheet");
}
