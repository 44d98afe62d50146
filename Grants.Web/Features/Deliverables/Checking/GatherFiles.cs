using Grants.Domain.Deliverables;
using Grants.Domain.Files;
using Grants.Domain.Inspection;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>What a batch consists of, whichever way it came; nothing of it is saved yet.</summary>
/// <param name="Files">To be checked.</param>
/// <param name="Added">Those of the files that came out of packages and from links, described by <paramref name="Stored"/>.</param>
/// <param name="Replaced">Packages that were unpacked, and older files of the same names.</param>
public sealed record Gathered(
    IReadOnlyList<BatchFile> Files,
    IReadOnlyList<BatchFile> Added,
    IReadOnlyList<StoredFile> Stored,
    IReadOnlyList<BatchFile> Replaced,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<CheckEvent> Events
);

/// <summary>Everything that happens to a batch before its files are checked one by one: packages are opened, links followed, masters
/// that stay outside read there, viruses looked for.</summary>
public sealed class GatherFiles(
    UnpackPackages unpack,
    FetchLinks fetch,
    BatchContent content,
    ScanBatch scan
)
{
    /// <param name="files">Of the batch, as they arrived.</param>
    /// <param name="journal">Where scans are kept.</param>
    /// <param name="told">Steps done and steps in all, of whatever is under way.</param>
    public async Task<Gathered> RunAsync(
        Guid batchId,
        IReadOnlyList<BatchFile> files,
        ICheckJournal journal,
        Action<int, int> told,
        CancellationToken cancel
    )
    {
        var unpacked = await unpack.RunAsync(batchId, files, told, cancel);
        var fetched = await fetch.RunAsync(batchId, unpacked.Files, told, cancel);
        IReadOnlyList<BatchFile> all = [.. unpacked.Files, .. fetched.Added];
        var outside = await content.ReadOutsideAsync(all, cancel);
        var scanned = await scan.RunAsync(all, journal, told, cancel);
        return unpacked with
        {
            Files = all,
            Added = [.. unpacked.Added, .. fetched.Added],
            Stored = [.. unpacked.Stored, .. fetched.Stored],
            Findings =
            [
                .. unpacked.Findings,
                .. fetched.Findings,
                .. outside.Findings,
                .. scanned.Findings,
            ],
            Events = [.. unpacked.Events, .. fetched.Events, .. outside.Events, .. scanned.Events],
        };
    }
}
