using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Web.Features.Deliverables.Results;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Deliverables.Delivering;

/// <summary>What an open batch holds so far.</summary>
/// <param name="Size">Bytes of the batch.</param>
/// <param name="Manifest">Null while there is no manifest in the batch.</param>
public sealed record Arrival(long Size, SpaceUse Space, ManifestState? Manifest);

/// <summary>The files that arrived beside the manifest that came with them.</summary>
/// <param name="Missing">Named in the manifest and not there yet.</param>
public sealed record ManifestState(
    IReadOnlySet<string> Unchanged,
    IReadOnlySet<string> Different,
    IReadOnlyList<string> Missing
)
{
    public string Of(string file) =>
        Unchanged.Contains(file) ? "Unchanged"
        : Different.Contains(file) ? "Differs"
        : "Not listed";
}

public sealed class ShowArrival(ListOfBatch list, AwardSpace space, IFileStore store)
{
    public async Task<Arrival> RunAsync(Guid batchId, CancellationToken cancel)
    {
        await using var db = await list.OpenAsync(batchId, cancel);
        var award = await db.AwardOfBatchAsync(batchId, cancel);
        var files = db.BatchFiles.AsNoTracking().Where(f => f.BatchId == batchId);
        return new Arrival(
            await files.SumAsync(f => f.Size, cancel),
            await space.OfAsync(db, award, cancel),
            await ManifestAsync(files, cancel)
        );
    }

    private async Task<ManifestState?> ManifestAsync(
        IQueryable<BatchFile> files,
        CancellationToken cancel
    )
    {
        // An underscore stands for any one sign, so there may be others.
        var called = await files
            .Where(f => EF.Functions.Like(f.Name, Manifest.FileName))
            .Select(f => new { f.Name, f.Sha256 })
            .ToListAsync(cancel);
        if (called.Find(f => BatchCheck.IsManifest(f.Name)) is not { } manifest)
            return null;
        var arrived = await files.Select(f => new { f.Name, f.Sha256 }).ToListAsync(cancel);
        return Compare(
            await ReadAsync(manifest.Sha256, cancel),
            arrived.Select(f => (f.Name, f.Sha256))
        );
    }

    private async Task<Manifest> ReadAsync(string sha256, CancellationToken cancel)
    {
        await using var content = await store.OpenAsync(sha256, cancel);
        return Manifest.Read(content, Manifest.FileName);
    }

    private static ManifestState Compare(
        Manifest manifest,
        IEnumerable<(string Name, string Sha256)> files
    )
    {
        HashSet<string> unchanged = new(StringComparer.OrdinalIgnoreCase);
        HashSet<string> different = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, sha256) in files)
            if (manifest.Digests.TryGetValue(name, out var promised))
                (promised == sha256 ? unchanged : different).Add(name);
        return new ManifestState(
            unchanged,
            different,
            [.. manifest.Digests.Keys.Where(n => !unchanged.Contains(n) && !different.Contains(n))]
        );
    }
}
