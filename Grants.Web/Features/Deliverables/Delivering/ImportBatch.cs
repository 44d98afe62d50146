using System.Globalization;
using Grants.Data;
using Grants.Data.Queries;
using Grants.Domain.Awards;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Bags;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Kernel;
using Grants.Web.Features.Deliverables.Checking;
using Grants.Web.Platform.Security;
using Grants.Web.Platform.Storage;
using Grants.Web.Platform.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Delivering;

/// <summary>What came, or would come, of a folder or package on this machine's disk.</summary>
/// <param name="Files">To be delivered; those that were there already aren't counted.</param>
/// <param name="Staying">Those of the files that stay where they are.</param>
/// <param name="Findings">Errors among them let nothing be delivered.</param>
/// <param name="Applied">Whether it was delivered; else this is a rehearsal.</param>
public sealed record ImportedBatch(
    string Award,
    string Deliverable,
    int Files,
    long Bytes,
    int Staying,
    IReadOnlyList<Finding> Findings,
    bool Applied
);

/// <summary>
/// Delivers what came on a drive or lies in a drop folder, as one of the grantee's people would in the browser: the same use cases, the same
/// rules. Broken off, it goes on where it stopped when it is run again.
/// </summary>
public sealed class ImportBatch(
    IDbContextFactory<GrantsDb> databases,
    StartBatch start,
    ReceiveFile receive,
    SubmitBatch submit,
    AwardSpace space,
    MastersFolder masters,
    Caller caller
)
{
    /// <param name="path">Absolute: a folder, a BagIt bag, a package or a single file.</param>
    /// <param name="number">Of the award.</param>
    /// <param name="code">Of the deliverable, such as "D1".</param>
    /// <param name="mastersStay">Masters are checked where they are and not taken into the store.</param>
    public async Task<ImportedBatch> RunAsync(
        string path,
        string number,
        string code,
        bool mastersStay,
        bool apply,
        CancellationToken cancel
    )
    {
        var (award, deliverable, batchId) = await FindAsync(number, code, cancel);
        if (mastersStay)
            masters.CannotStay(path).ThrowIfAny();
        var found = Read(path, cancel);
        if (mastersStay)
            found = found with { Files = [.. found.Files.Select(Staying)] };
        var isRefused = found.Findings.Any(f => f.Severity == FindingSeverity.Error);
        var files = found.Files;
        if (batchId is { } open)
            files = await MissingAsync(open, files, cancel);
        if (!isRefused)
            await RefuseWithoutRoomAsync(award, files, cancel);
        if (apply && !isRefused)
            await DeliverAsync(
                batchId ?? await start.RunAsync(deliverable.Id, cancel),
                files,
                cancel
            );
        return new ImportedBatch(
            award.Number,
            deliverable.Code,
            files.Count,
            files.Sum(f => f.Size),
            files.Count(f => f.StaysAt is not null),
            found.Findings,
            apply && !isRefused
        );
    }

    private async Task<(Award, Deliverable, Guid? OpenBatch)> FindAsync(
        string number,
        string code,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var actor = await caller.ActorAsync(cancel);
        var award = await db
            .Awards.AsNoTracking()
            .VisibleTo(actor)
            .FirstOrNotFoundAsync(a => a.Number == number, $"The award {number}", cancel);
        var deliverable = await db
            .Deliverables.AsNoTracking()
            .OwnOf(actor, db)
            .FirstOrNotFoundAsync(
                d => d.AwardId == award.Id && d.Code == code,
                $"The deliverable {code} of {number}",
                cancel
            );
        var open = await db
            .Batches.Where(b => b.DeliverableId == deliverable.Id && b.Status == BatchStatus.Open)
            .Select(b => (Guid?)b.Id)
            .FirstOrDefaultAsync(cancel);
        deliverable
            .CannotDeliver(
                actor,
                award,
                open is null ? nameof(Deliverable.StartBatch) : nameof(Deliverable.SubmitBatch)
            )
            .ThrowIfAny();
        return (award, deliverable, open);
    }

    private async Task<IReadOnlyList<Arriving>> MissingAsync(
        Guid batchId,
        IReadOnlyList<Arriving> files,
        CancellationToken cancel
    )
    {
        List<Arriving> missing = [];
        foreach (var file in files)
            if (
                !await receive.HasAsync(
                    new AnnouncedFile(batchId, "", file.Name, file.Size, file.Stamp),
                    cancel
                )
            )
                missing.Add(file);
        return missing;
    }

    private async Task RefuseWithoutRoomAsync(
        Award award,
        IReadOnlyList<Arriving> files,
        CancellationToken cancel
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        (
            await space.CannotTakeAsync(
                db,
                award,
                Guid.Empty,
                "The delivery",
                files.Where(f => f.StaysAt is null).Sum(f => f.Size),
                cancel
            )
        ).ThrowIfAny();
    }

    private async Task DeliverAsync(
        Guid batchId,
        IReadOnlyList<Arriving> files,
        CancellationToken cancel
    )
    {
        foreach (var file in files)
        {
            await using var content = File.OpenRead(file.Path);
            await receive.RunAsync(
                batchId,
                new ArrivingFile(file.Name)
                {
                    SenderStamp = file.Stamp,
                    ProvedBy = file.ProvedBy,
                    StaysAt = file.StaysAt,
                },
                content,
                cancel
            );
        }
        await submit.RunAsync(batchId, cancel);
    }

    private static Found Read(string path, CancellationToken cancel)
    {
        if (File.Exists(path))
            return new Found([FileAt(path, Path.GetFileName(path), null)], []);
        if (!Directory.Exists(path))
            throw new FileNotFoundException($"There is no file or folder {path}.");
        var (files, links) = FolderFiles.Read(path);
        List<Finding> findings = [.. links];
        string? provedBy = null;
        var wanted = files.Where(f => !BagPath.IsSystemFile(f.Path));
        if (BagCheck.IsBag(files.Select(f => f.Path)))
        {
            var bag = BagCheck.Run(files, _ => { }, cancel);
            findings.AddRange(bag.Findings);
            wanted = bag.Payload.Select(p => p.File).Where(f => !BagPath.IsSystemFile(f.Path));
            provedBy =
                $"{string.Join(" and ", bag.Algorithms.Select(a => $"manifest-{a}.txt"))} of {Path.GetFileName(path)}";
        }
        var arriving = wanted
            .Select(f => FileAt(Path.Combine(path, f.Path), Path.GetFileName(f.Path), provedBy))
            .ToList();
        findings.AddRange(FolderFiles.NamedTwice(arriving.Select(f => f.Name)));
        return new Found(arriving, findings);
    }

    /// <exception cref="RefusedException">Its place has a longer name than can be written down.</exception>
    private Arriving Staying(Arriving file)
    {
        if (!FileRoles.IsMaster(file.Name) || masters.PlaceOf(file.Path) is not { } place)
            return file;
        return place.Length <= BatchFile.MaxPlaceLength
            ? file with
            {
                StaysAt = place,
            }
            : throw new RefusedException(
                new Refusal(
                    $"\"{place}\" is longer than {BatchFile.MaxPlaceLength} characters. Use shorter names of folders."
                )
            );
    }

    private static Arriving FileAt(string path, string name, string? provedBy)
    {
        var file = new FileInfo(path);
        return new Arriving(
            name,
            file.Length,
            file.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture),
            provedBy,
            path
        );
    }

    private sealed record Found(IReadOnlyList<Arriving> Files, IReadOnlyList<Finding> Findings);

    private sealed record Arriving(
        string Name,
        long Size,
        string Stamp,
        string? ProvedBy,
        string Path
    )
    {
        public string? StaysAt { get; init; }
    }
}
