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
        var award = await db
            .Awards.AsNoTracking()
            .FirstAsync(a => db.Batches.Any(b => b.Id == batchId && b.AwardId == a.Id), cancel);
        var files = await db
            .BatchFiles.AsNoTracking()
            .Where(f => f.BatchId == batchId)
            .Select(f => new
            {
                f.Name,
                f.Size,
                f.Sha256,
            })
            .ToListAsync(cancel);
        return new Arrival(
            files.Sum(f => f.Size),
            await space.OfAsync(db, award, cancel),
            files.FirstOrDefault(f => BatchCheck.IsManifest(f.Name)) is { } manifest
                ? Compare(
                    await ReadAsync(manifest.Sha256, cancel),
                    files.Select(f => (f.Name, f.Sha256))
                )
                : null
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
