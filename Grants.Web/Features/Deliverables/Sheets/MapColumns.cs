using Grants.Data;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Sheets;

/// <param name="Samples">Some of what stands in it.</param>
public sealed record ColumnView(SheetColumn Column, IReadOnlyList<string> Samples);

/// <param name="Absent">Fields that no column is for, the required ones first.</param>
public sealed record ColumnsView(
    IReadOnlyList<ColumnView> Columns,
    IReadOnlyList<MetadataField> Absent
);

/// <summary>
/// The grantee says what the headings of its sheet mean. Kept for the organization, so that its next sheet is read so at once;
/// the sheet itself stays as it is.
/// </summary>
public sealed class MapColumns(
    IDbContextFactory<GrantsDb> databases,
    IFileStore store,
    Caller caller
)
{
    private const int SampleCount = 3;

    public async Task<ColumnsView> ShowAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.OpenBatchAsync(batchId, await caller.ActorAsync(cancel), cancel);
        var sheet = (await SheetAsync(db, batchId, cancel)).Sheet;
        return new ColumnsView(
            [
                .. sheet
                    .Columns.Where(c => c.Use != ColumnUse.Annotation && c.Heading.Length > 0)
                    .Select(c => new ColumnView(
                        c,
                        [
                            .. sheet
                                .Rows.Select(r => r.Cell(c.Index).Trim())
                                .Where(t => t.Length > 0)
                                .Distinct()
                                .Take(SampleCount),
                        ]
                    )),
            ],
            [
                .. MetadataProfile
                    .Core.Fields.Where(f => sheet.Columns.All(c => c.Field != f))
                    .OrderBy(f => f.Obligation),
            ]
        );
    }

    /// <param name="meanings">By heading: a field's name, SheetRules.LeftOut, or null for what isn't decided.</param>
    public async Task RunAsync(
        Guid batchId,
        IReadOnlyDictionary<string, string?> meanings,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (_, _, batch) = await db.OpenBatchAsync(
            batchId,
            await caller.ActorAsync(cancel),
            cancel
        );
        RefuseTwice(meanings);
        var known = await db
            .SheetHeadings.Where(h => h.OrganizationId == batch.OrganizationId)
            .ToDictionaryAsync(h => h.Heading, cancel);
        foreach (var (heading, field) in meanings)
        {
            var key = MetadataProfile.Normalized(heading);
            if (key.Length > MetadataProfile.MaxHeading)
                throw new RefusedException(
                    new Refusal(
                        $"The heading \"{heading[..40]}…\" is longer than {MetadataProfile.MaxHeading} characters; shorten it in your sheet."
                    )
                );
            var kept = known.GetValueOrDefault(key);
            // What the profile knows by itself needs no note.
            if (field is null || field == MetadataProfile.Core.Find(heading)?.Name)
            {
                if (kept is not null)
                    db.SheetHeadings.Remove(kept);
            }
            else if (kept is not null)
                kept.Field = field;
            else
                known[key] = db
                    .SheetHeadings.Add(new SheetHeading(batch.OrganizationId, key, field))
                    .Entity;
        }
        await db.SaveChangesAsync(cancel);
    }

    private static void RefuseTwice(IReadOnlyDictionary<string, string?> meanings)
    {
        if (
            meanings
                .Where(m => !string.IsNullOrEmpty(m.Value))
                .GroupBy(m => m.Value)
                .FirstOrDefault(g => g.Count() > 1) is
            { } twice
        )
            throw new RefusedException(
                new Refusal(
                    $"{twice.Key} is chosen for {string.Join(" and ", twice.Select(m => $"\"{m.Key}\""))}. A field has one column; leave the others out."
                )
            );
        if (
            meanings.Values.FirstOrDefault(f =>
                !string.IsNullOrEmpty(f) && MetadataProfile.Core.Fields.All(k => k.Name != f)
            ) is
            { } unknown
        )
            throw new RefusedException(new Refusal($"There is no field \"{unknown}\"."));
    }

    private async Task<WorkingSheet> SheetAsync(
        GrantsDb db,
        Guid batchId,
        CancellationToken cancel
    ) =>
        await WorkingSheet.OfAsync(db, batchId, store, cancel)
        ?? throw new NotFoundException("The sheet");
}
