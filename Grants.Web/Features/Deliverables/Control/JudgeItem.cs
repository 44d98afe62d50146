using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Grants.Web.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Control;

/// <summary>
/// Staff say how an item of the sample came out. Each verdict is a preservation event in the same save; the item alone is the
/// root, so that several people look through one batch without hindering each other.
/// </summary>
public sealed class JudgeItem(IDbContextFactory<GrantsDb> databases, Caller caller)
{
    /// <summary>As LoC's eventType vocabulary calls it.</summary>
    internal const string EventType = "quality review";

    public Task PassAsync(Guid batchId, int number, CancellationToken cancel) =>
        RunAsync(
            batchId,
            number,
            (_, item, stamp) =>
            {
                item.Pass(stamp);
                return Task.FromResult(("success", "Good"));
            },
            cancel
        );

    /// <param name="fileId">The batch's file it is seen on, or null.</param>
    public Task FaultAsync(
        Guid batchId,
        int number,
        DefectKind kind,
        Guid? fileId,
        Mark? mark,
        string note,
        CancellationToken cancel
    ) =>
        RunAsync(
            batchId,
            number,
            async (db, item, stamp) =>
            {
                if (
                    fileId is not null
                    && !await db.BatchFiles.AnyAsync(
                        f => f.Id == fileId && f.BatchId == batchId,
                        cancel
                    )
                )
                    throw new NotFoundException("The file");
                db.Add(item.Fault(kind, fileId, mark, note, stamp));
                return ("fail", Said(kind, mark, note));
            },
            cancel
        );

    public Task UnfaultAsync(Guid batchId, int number, Guid defectId, CancellationToken cancel) =>
        RunAsync(
            batchId,
            number,
            (_, item, stamp) =>
            {
                var defect = item.Defects.FirstOrDefault(d => d.Id == defectId);
                item.Unfault(defectId, stamp);
                return Task.FromResult(
                    ("warning", $"Taken back: {Said(defect!.Kind, defect.Mark, defect.Note)}")
                );
            },
            cancel
        );

    private async Task RunAsync(
        Guid batchId,
        int number,
        Func<GrantsDb, SampledItem, Stamp, Task<(string Outcome, string Detail)>> judge,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var stamp = await caller.StampAsync(cancel);
        await db.InspectableAsync(batchId, stamp.By, cancel);
        var item = await db.SampledOf(batchId)
            .Include(i => i.Defects)
            .FirstOrNotFoundAsync(i => i.Number == number, "The item", cancel);
        var identifier = await db
            .BatchItems.Where(i => i.Id == item.BatchItemId)
            .Select(i => i.Identifier)
            .FirstAsync(cancel);
        var (outcome, detail) = await judge(db, item, stamp);
        db.PreservationEvents.Add(
            new PreservationEvent(
                batchId,
                EventType,
                AgentKind.Person,
                stamp.By.Name,
                outcome,
                detail,
                identifier,
                stamp.At
            )
        );
        await db.SaveChangesAsync(cancel);
    }

    private static string Said(DefectKind kind, Mark? mark, string note) =>
        Defects.Of(kind).Name
        + (mark is null ? "" : $", {mark.Place}")
        + (string.IsNullOrWhiteSpace(note) ? "" : $": {note.Trim()}");
}
