using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
using Grants.Web.Features.Deliverables.Results;
using Grants.Web.Platform.Imaging;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Control;

/// <param name="KeptAt">Outside the product, or null.</param>
/// <param name="Findings">What the checks noted about it.</param>
public sealed record SampledFile(
    Guid Id,
    Guid StoredFileId,
    string Name,
    string Facts,
    long Size,
    Viewing Viewing,
    string? KeptAt,
    IReadOnlyList<string> Findings
);

public sealed record DefectLine(Guid Id, DefectKind Kind, Guid? FileId, Mark? Mark, string Note);

/// <param name="Fields">Of the sheet, in its order, without the files.</param>
/// <param name="NextOpen">Number of the next item that wasn't looked at, from the first again after the last; null when there is none.</param>
/// <param name="Next">File whose picture is probably wanted next.</param>
/// <param name="Refusal">Why the person judges nothing here.</param>
public sealed record SampledDetails(
    Guid DeliverableId,
    string Deliverable,
    int BatchNumber,
    ControlTally Tally,
    int Number,
    string Identifier,
    string Title,
    string Material,
    Verdict Verdict,
    string? JudgedBy,
    IReadOnlyList<SampledFile> Files,
    IReadOnlyList<KeyValuePair<string, string>> Fields,
    IReadOnlyList<DefectLine> Defects,
    int? NextOpen,
    Guid? Next,
    Refusal? Refusal
);

/// <summary>One item of a batch's sample, as it is looked at.</summary>
public sealed class ShowSampledItem(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<SampledDetails> RunAsync(Guid batchId, int number, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var (batch, deliverable) = await db.VisibleBatchAsync(batchId, actor, cancel);
        var sampled = await db.SampledOf(batchId)
            .AsNoTracking()
            .Include(i => i.Defects)
            .FirstOrNotFoundAsync(i => i.Number == number, "The item", cancel);
        var item = await db
            .BatchItems.AsNoTracking()
            .FirstAsync(i => i.Id == sampled.BatchItemId, cancel);
        var fields = BatchItem.FieldsIn(item.FieldsJson);
        return new SampledDetails(
            deliverable.Id,
            $"{deliverable.Code} {deliverable.Title}",
            batch.Number,
            await db.TallyAsync(batchId, cancel),
            number,
            item.Identifier,
            item.Title,
            sampled.Material,
            sampled.Verdict,
            sampled.JudgedBy,
            await FilesAsync(db, batchId, [.. BatchItem.FilesIn(item.FieldsJson)], cancel),
            [.. fields.Where(f => f.Key != MetadataProfile.Files)],
            [
                .. sampled
                    .Defects.OrderBy(d => d.Id)
                    .Select(d => new DefectLine(d.Id, d.Kind, d.FileId, d.Mark, d.Note)),
            ],
            await NextOpenAsync(db, batchId, number, cancel),
            await NextPictureAsync(db, batchId, number, cancel),
            deliverable.CannotInspect(actor)
        );
    }

    private static async Task<IReadOnlyList<SampledFile>> FilesAsync(
        GrantsDb db,
        Guid batchId,
        List<string> names,
        CancellationToken cancel
    )
    {
        var files = await db
            .BatchFiles.AsNoTracking()
            .Where(f => f.BatchId == batchId && names.Contains(f.Name))
            .ToListAsync(cancel);
        var findings = await db
            .BatchFindings.AsNoTracking()
            .Where(f => f.BatchId == batchId && names.Contains(f.Path))
            .OrderBy(f => f.Id)
            .Select(f => new { f.Path, f.Message })
            .ToListAsync(cancel);
        return
        [
            .. files
                .OrderBy(f => names.IndexOf(f.Name))
                .Select(f => new SampledFile(
                    f.Id,
                    f.StoredFileId,
                    f.Name,
                    f.Facts ?? f.Format ?? "Its format isn't known",
                    f.Size,
                    ImageDecoder.MediaTypes.Contains(f.Format)
                        ? Viewing.Picture
                        : BatchRecordings.ViewingOf(f.Format, f.KeptAt is not null),
                    f.KeptAt,
                    [.. findings.Where(x => x.Path == f.Name).Select(x => x.Message)]
                )),
        ];
    }

    private static async Task<int?> NextOpenAsync(
        GrantsDb db,
        Guid batchId,
        int number,
        CancellationToken cancel
    ) =>
        await db.SampledOf(batchId)
            .Where(i => i.Verdict == Verdict.Open && i.Number != number)
            .OrderBy(i => i.Number < number)
            .ThenBy(i => i.Number)
            .Select(i => (int?)i.Number)
            .FirstOrDefaultAsync(cancel);

    private static async Task<Guid?> NextPictureAsync(
        GrantsDb db,
        Guid batchId,
        int number,
        CancellationToken cancel
    )
    {
        var next = await db.SampledOf(batchId)
            .Where(s => s.Number == number + 1)
            .Join(db.BatchItems, s => s.BatchItemId, i => i.Id, (_, i) => i.FieldsJson)
            .FirstOrDefaultAsync(cancel);
        if (next is null || BatchItem.FilesIn(next) is not [var first, ..])
            return null;
        return await db
            .BatchFiles.Where(f =>
                f.BatchId == batchId
                && f.Name == first
                && ImageDecoder.MediaTypes.Contains(f.Format)
            )
            .Select(f => (Guid?)f.Id)
            .FirstOrDefaultAsync(cancel);
    }
}
