using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Web.Platform.Imaging;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Results;

public sealed record FindingRow(
    Guid Id,
    string Code,
    FindingSeverity Severity,
    string Path,
    string Message,
    string? Expected,
    string? Found,
    string? Rule
);

/// <param name="FileId">Of the stored file, for its download.</param>
/// <param name="KeptAt">Outside the product, or null.</param>
public sealed record FileRow(
    Guid Id,
    Guid FileId,
    string Name,
    long Size,
    string Sha256,
    string? Format,
    int? Width,
    int? Height,
    string? Facts,
    string? KeptAt
);

/// <param name="PictureId">Batch file that its thumbnail is made of, or null.</param>
public sealed record ItemRow(Guid Id, int Row, string Identifier, string Title, Guid? PictureId);

public sealed record EventRow(
    Guid Id,
    DateTimeOffset At,
    string Type,
    string Outcome,
    string Subject,
    string Detail,
    string Agent
);

/// <summary>The rows of one batch, a page at a time or all for an export. Only for people who see its deliverable.</summary>
public sealed class ListOfBatch(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    public async Task<Page<FindingRow>> FindingsAsync(
        Guid batchId,
        int page,
        CancellationToken cancel
    )
    {
        await using var db = await OpenAsync(batchId, cancel);
        return await Findings(db, batchId).ToPageAsync(page, cancel, 50);
    }

    public async Task<Page<FileRow>> FilesAsync(Guid batchId, int page, CancellationToken cancel)
    {
        await using var db = await OpenAsync(batchId, cancel);
        return await Files(db, batchId).ToPageAsync(page, cancel);
    }

    public async Task<IReadOnlyList<OutsidePlace>> OutsideAsync(
        Guid batchId,
        CancellationToken cancel
    )
    {
        await using var db = await OpenAsync(batchId, cancel);
        return await OutsidePlace.OfAsync(db.BatchFiles.Where(f => f.BatchId == batchId), cancel);
    }

    public async Task<Page<ItemRow>> ItemsAsync(Guid batchId, int page, CancellationToken cancel)
    {
        await using var db = await OpenAsync(batchId, cancel);
        var items = await db
            .BatchItems.AsNoTracking()
            .Where(i => i.BatchId == batchId)
            .OrderBy(i => i.Row)
            .ToPageAsync(page, cancel);
        var first = items.Rows.ToDictionary(i => i.Id, FirstFile);
        var names = first.Values.ToList();
        var pictures = await db
            .BatchFiles.AsNoTracking()
            .Where(f =>
                f.BatchId == batchId
                && names.Contains(f.Name)
                && ImageDecoder.MediaTypes.Contains(f.Format)
            )
            .ToDictionaryAsync(f => f.Name, f => f.Id, cancel);
        return new Page<ItemRow>(
            [
                .. items.Rows.Select(i => new ItemRow(
                    i.Id,
                    i.Row,
                    i.Identifier,
                    i.Title,
                    pictures.TryGetValue(first[i.Id], out var picture) ? picture : null
                )),
            ],
            items.Number,
            items.Size,
            items.Total
        );
    }

    private static string FirstFile(BatchItem item) =>
        BatchItem.FilesIn(item.FieldsJson).FirstOrDefault("");

    public async Task<Page<EventRow>> EventsAsync(Guid batchId, int page, CancellationToken cancel)
    {
        await using var db = await OpenAsync(batchId, cancel);
        return await Events(db, batchId).ToPageAsync(page, cancel, 50);
    }

    /// <summary>Files that have to be sent again: they aren't carried over into the next batch.</summary>
    public async Task<IReadOnlyList<string>> RefusedAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await OpenAsync(batchId, cancel);
        return [.. (await Delivering.RefusedFiles.OfAsync(db, batchId, cancel)).Order()];
    }

    internal static IQueryable<FindingRow> Findings(GrantsDb db, Guid batchId) =>
        db
            .BatchFindings.AsNoTracking()
            .Where(f => f.BatchId == batchId)
            .OrderBy(f =>
                f.Severity == FindingSeverity.Error ? 0
                : f.Severity == FindingSeverity.Warning ? 1
                : 2
            )
            .ThenBy(f => f.Path)
            .ThenBy(f => f.Id)
            .Select(f => new FindingRow(
                f.Id,
                f.Code,
                f.Severity,
                f.Path,
                f.Message,
                f.Expected,
                f.Found,
                f.Rule
            ));

    internal static IQueryable<FileRow> Files(GrantsDb db, Guid batchId) =>
        db
            .BatchFiles.AsNoTracking()
            .Where(f => f.BatchId == batchId)
            .OrderBy(f => f.Name)
            .ThenBy(f => f.Id)
            .Select(f => new FileRow(
                f.Id,
                f.StoredFileId,
                f.Name,
                f.Size,
                f.Sha256,
                f.Format,
                f.Width,
                f.Height,
                f.Facts,
                f.KeptAt
            ));

    internal static IQueryable<EventRow> Events(GrantsDb db, Guid batchId) =>
        db
            .PreservationEvents.AsNoTracking()
            .Where(e => e.BatchId == batchId)
            .OrderBy(e => e.Subject)
            .ThenBy(e => e.Type)
            .ThenBy(e => e.Id)
            .Select(e => new EventRow(e.Id, e.At, e.Type, e.Outcome, e.Subject, e.Detail, e.Agent));

    /// <exception cref="Domain.Kernel.NotFoundException">There is none that this person may see.</exception>
    internal async Task<GrantsDb> OpenAsync(Guid batchId, CancellationToken cancel)
    {
        var db = await databases.CreateDbContextAsync(cancel);
        try
        {
            var actor = await caller.ActorAsync(cancel);
            await db
                .Batches.AsNoTracking()
                .VisibleTo(actor, db)
                .FirstOrNotFoundAsync(b => b.Id == batchId, "The batch", cancel);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }
}
