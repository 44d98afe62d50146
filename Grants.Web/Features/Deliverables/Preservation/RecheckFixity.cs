using System.Security.Cryptography;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Kernel;
using Grants.Web.Features.Deliverables.Checking;
using Grants.Web.Platform;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Preservation;

/// <summary>
/// Reads kept files again and compares them with the SHA-256 that they arrived with, those first that were longest not read. Each part is
/// saved by itself, so that a restart goes on where it stopped. What changed or is gone is told by mail, once.
/// </summary>
public sealed class RecheckFixity(
    IDbContextFactory<GrantsDb> databases,
    BatchContent content,
    MastersFolder masters,
    StorageSettings settings,
    SiteAddress site,
    TimeProvider clock
)
{
    /// <summary>Files between two saves.</summary>
    public const int PartSize = 200;

    /// <returns>How many files were read; 0 when none is due.</returns>
    public async Task<int> RunPartAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var files = await DueAsync(db, cancel);
        Dictionary<(string, string?), string?> problems = [];
        foreach (var file in files.DistinctBy(f => (f.Sha256, f.KeptAt)))
            problems[(file.Sha256, file.KeptAt)] = await ProblemOfAsync(file, cancel);
        var now = clock.GetUtcNow();
        List<BatchFile> alarming = [];
        foreach (var file in files)
        {
            var problem = problems[(file.Sha256, file.KeptAt)];
            if (problem is not null && file.FixityProblem is null)
                alarming.Add(file);
            file.RecordFixity(problem, now);
        }
        foreach (var batch in files.GroupBy(f => f.BatchId))
            db.PreservationEvents.AddRange(Events(batch.Key, [.. batch], now));
        if (alarming.Count > 0)
            await AlarmAsync(db, alarming, now, cancel);
        await db.SaveChangesAsync(cancel);
        return files.Count;
    }

    /// <summary>What is kept here, then what can be read of what stays outside. What can't is with others now, which is no alarm.</summary>
    private async Task<List<BatchFile>> DueAsync(GrantsDb db, CancellationToken cancel)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(settings.FixityDays);
        var due = db
            .BatchFiles.Where(f =>
                db.Batches.Any(b =>
                    b.Id == f.BatchId
                    && b.CheckedAt != null
                    && (
                        (f.FixityAt ?? b.CheckedAt) <= before
                        || db.Awards.Any(a =>
                            a.Id == b.AwardId && (f.FixityAt ?? b.CheckedAt) < a.FixityAskedAt
                        )
                    )
                )
            )
            .OrderBy(f => f.FixityAt)
            .ThenBy(f => f.Id);
        var files = await due.Where(f => f.KeptAt == null).Take(PartSize).ToListAsync(cancel);
        foreach (var drive in masters.Mounted.Select(m => m + "/"))
            files.AddRange(
                await due.Where(f => f.KeptAt!.StartsWith(drive))
                    .Take(PartSize - files.Count)
                    .ToListAsync(cancel)
            );
        return files;
    }

    /// <summary>Null when the bytes are there that were put there.</summary>
    private async Task<string?> ProblemOfAsync(BatchFile file, CancellationToken cancel)
    {
        try
        {
            await using var bytes = content.Open(file);
            var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancel));
            return found == file.Sha256 ? null : BatchFile.Changed;
        }
        catch (FileNotFoundException)
        {
            return BatchFile.Gone;
        }
        catch (IOException)
        {
            return BatchFile.Unreadable;
        }
    }

    /// <summary>One event for all that are well, and one for each that isn't.</summary>
    private static IEnumerable<PreservationEvent> Events(
        Guid batchId,
        IReadOnlyList<BatchFile> files,
        DateTimeOffset at
    )
    {
        const string type = "fixity check";
        var well = files.Count(f => f.FixityProblem is null);
        if (well > 0)
            yield return ProductEvent.Of(
                batchId,
                type,
                "success",
                $"{Numbers.Say(well, "file")} read again; the content has the SHA-256 that it arrived with",
                PreservationEvent.WholeBatch,
                at
            );
        foreach (var file in files.Where(f => f.FixityProblem is not null))
            yield return ProductEvent.Of(
                batchId,
                type,
                "fail",
                $"SHA-256 {file.Sha256} expected; the file {file.FixityProblem}",
                file.Name,
                at
            );
    }

    private async Task AlarmAsync(
        GrantsDb db,
        List<BatchFile> files,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        var batchIds = files.Select(f => f.BatchId).Distinct().ToList();
        var awards = await db
            .Batches.Where(b => batchIds.Contains(b.Id))
            .Select(b => new { b.Id, Award = db.Awards.First(a => a.Id == b.AwardId) })
            .ToDictionaryAsync(b => b.Id, b => b.Award, cancel);
        var people = await db.Holding(Permission.CheckDeliverables).ToListAsync(cancel);
        foreach (var award in files.GroupBy(f => awards[f.BatchId]))
        foreach (var person in people)
            db.Mail.Add(PreservationMails.Alarm(person, award.Key, [.. award], site, at));
    }
}
