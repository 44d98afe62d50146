using Grants.Domain.Accounts;
using Grants.Domain.Deliverables;
using Grants.Domain.Files;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Bags;
using Grants.Domain.Kernel;
using Grants.Web.Features.Deliverables.Delivering;
using Grants.Web.Platform.Storage;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>
/// Opens the BagIt bags and other ZIP and tar packages of a batch. Each file inside goes to the store under its content, so that no name in a
/// package ever becomes a path; a package that is refused stays as it came, and nothing of it is taken.
/// </summary>
public sealed class UnpackPackages(
    IFileStore store,
    StorageSpace space,
    Spool spool,
    TimeProvider clock
)
{
    /// <param name="files">Of the batch, as they arrived.</param>
    /// <param name="told">Files done and files in the package, after each.</param>
    public async Task<Gathered> RunAsync(
        Guid batchId,
        IReadOnlyList<BatchFile> files,
        Action<int, int> told,
        CancellationToken cancel
    )
    {
        var round = new Round(batchId, files);
        // By id: in the order in which they arrived.
        foreach (var package in files.Where(f => Package.IsPackage(f.Name)).OrderBy(f => f.Id))
            await OpenAsync(round, package, told, cancel);
        return round.Done();
    }

    private async Task OpenAsync(
        Round round,
        BatchFile file,
        Action<int, int> told,
        CancellationToken cancel
    )
    {
        using var package = Package.Open(
            () => store.OpenBlocking(file.Sha256),
            file.Name,
            PackageLimits.Default with
            {
                Room = space.Free,
            },
            spool.NewStream
        );
        IReadOnlyList<Finding> refused =
            package.Findings.Count > 0 ? package.Findings
            : space.CannotKeep(file.Name, package.Size) is { } full
                ? [Refused(FindingCodes.SpaceMissing, file.Name, full.Reason)]
            : [];
        if (refused.Count > 0)
        {
            round.Refuse(file, refused);
            return;
        }
        List<BagFile> kept = [];
        Dictionary<string, StoredBytes> bytes = [];
        var entries = package.Files;
        foreach (var inside in entries)
        {
            if (await KeepAsync(round, file, inside, cancel) is { } stored)
            {
                bytes[inside.Path] = stored;
                kept.Add(
                    inside with
                    {
                        Size = stored.Size,
                        Open = () => store.OpenBlocking(stored.Sha256),
                    }
                );
            }
            told(kept.Count, entries.Count);
        }
        var payload = BagCheck.IsBag(kept.Select(f => f.Path))
            ? CheckBag(round, file, kept, cancel)
            : kept.Select(f => new Payload(f.Path, null));
        foreach (var (path, provedBy) in payload.Where(p => !BagPath.IsSystemFile(p.Path)))
            await TakeAsync(round, file, path, bytes[path], provedBy, cancel);
        round.Unpack(file, bytes.Count);
    }

    /// <summary>Null when it can't be read, which is then a finding.</summary>
    private async Task<StoredBytes?> KeepAsync(
        Round round,
        BatchFile package,
        BagFile inside,
        CancellationToken cancel
    )
    {
        try
        {
            await using var content = inside.Open();
            return await store.StoreAsync(content, inside.Size, cancel);
        }
        catch (Exception broken) when (broken is InvalidDataException or RefusedException)
        {
            round.Add(
                Refused(
                    FindingCodes.FileUnreadable,
                    PlaceOf(package, inside.Path),
                    $"\"{inside.Path}\" can't be read out of {package.Name}: {broken.Message} Make the package again, or send the file alone."
                )
            );
            return null;
        }
    }

    private static IEnumerable<Payload> CheckBag(
        Round round,
        BatchFile file,
        IReadOnlyList<BagFile> files,
        CancellationToken cancel
    )
    {
        var report = BagCheck.Run(files, _ => { }, cancel);
        foreach (var finding in report.Findings)
            round.Add(finding with { Path = PlaceOf(file, finding.Path) });
        var manifests = string.Join(" and ", report.Algorithms.Select(a => $"manifest-{a}.txt"));
        round.Happened(
            "fixity check",
            report.IsValid ? "success" : "fail",
            $"BagIt {report.Version ?? "without a version"}: {Numbers.Say(report.Payload.Count, "payload file")} against {manifests}",
            file.Name
        );
        var wrong = report
            .Findings.Where(f => f.Severity == FindingSeverity.Error)
            .Select(f => f.Path)
            .ToHashSet();
        return report.Payload.Select(p => new Payload(
            p.File.Path,
            manifests.Length == 0 || wrong.Contains(p.File.Path)
                ? null
                : $"{manifests} of {file.Name}"
        ));
    }

    private async Task TakeAsync(
        Round round,
        BatchFile package,
        string path,
        StoredBytes bytes,
        string? provedBy,
        CancellationToken cancel
    )
    {
        var name = Path.GetFileName(path);
        if (Package.IsPackage(name))
            round.Add(
                Refused(
                    FindingCodes.PackageNested,
                    name,
                    $"\"{path}\" is a package inside {package.Name}, and isn't opened. Pack the files themselves."
                )
            );
        else if (CannotBeCalled(name) is { } reason)
            round.Add(Refused(FindingCodes.FileName, PlaceOf(package, path), reason));
        else
            round.Take(
                package,
                path,
                name,
                bytes,
                await store.TypeOfAsync(bytes.Sha256, cancel),
                provedBy,
                clock.GetUtcNow()
            );
    }

    private static string? CannotBeCalled(string name)
    {
        try
        {
            FileNames.Clean(name);
            return null;
        }
        catch (RefusedException refused)
        {
            return refused.Refusal.Reason;
        }
    }

    /// <summary>Payload is named as it is in the batch; what is about the bag is named with the bag.</summary>
    private static string PlaceOf(BatchFile package, string path) =>
        path.StartsWith("data/", StringComparison.Ordinal)
            ? Path.GetFileName(path)
            : $"{package.Name}/{path}";

    private static Finding Refused(string code, string path, string message) =>
        new(code, FindingSeverity.Error, path, message);

    /// <param name="Path">In the package.</param>
    /// <param name="ProvedBy">The manifests whose checksums it has, or null.</param>
    private sealed record Payload(string Path, string? ProvedBy);

    /// <summary>What has come together so far.</summary>
    private sealed class Round(Guid batchId, IReadOnlyList<BatchFile> before)
    {
        private readonly Dictionary<string, BatchFile> _files = before
            .Where(f => !Package.IsPackage(f.Name))
            .ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<Guid, string> _paths = [];
        private readonly List<StoredFile> _stored = [];
        private readonly List<BatchFile> _replaced = [];
        private readonly List<Finding> _findings = [];
        private readonly List<CheckEvent> _events = [];

        public void Add(Finding finding) => _findings.Add(finding);

        public void Happened(string type, string outcome, string detail, string subject) =>
            _events.Add(new CheckEvent(type, outcome, detail, subject));

        public void Refuse(BatchFile package, IReadOnlyList<Finding> why)
        {
            _findings.AddRange(why);
            Happened("unpacking", "fail", why[0].Message, package.Name);
        }

        public void Unpack(BatchFile package, int count)
        {
            _replaced.Add(package);
            Happened(
                "unpacking",
                "success",
                $"{Numbers.Say(count, "file")} of the package with SHA-256 {package.Sha256}",
                package.Name
            );
        }

        /// <summary>Of two with one name the later counts; in one package there can be only one.</summary>
        public void Take(
            BatchFile package,
            string path,
            string name,
            StoredBytes bytes,
            string type,
            string? provedBy,
            DateTimeOffset at
        )
        {
            if (_files.TryGetValue(name, out var same))
            {
                var twin = _paths.GetValueOrDefault(same.Id);
                if (twin?.StartsWith($"{package.Name}/", StringComparison.Ordinal) == true)
                {
                    Add(
                        Refused(
                            FindingCodes.FileNamedTwice,
                            name,
                            $"\"{path}\" and \"{twin[(package.Name.Length + 1)..]}\" have one name in different folders; the sheet can't tell them apart. Give each its own."
                        )
                    );
                    return;
                }
                if (twin is null && same.Id > package.Id)
                    return;
                if (twin is null)
                    _replaced.Add(same);
            }
            var stored = new StoredFile(
                FileOwner.Batch,
                batchId,
                name,
                type,
                bytes.Size,
                bytes.Sha256,
                new Stamp(Actor.System, at)
            );
            var file = new BatchFile(batchId, stored.Id, name, bytes.Size, bytes.Sha256)
            {
                ProvedBy = provedBy,
            };
            _stored.Add(stored);
            _paths[file.Id] = $"{package.Name}/{path}";
            _files[name] = file;
        }

        public Gathered Done()
        {
            var added = _files.Values.Where(f => _paths.ContainsKey(f.Id)).ToList();
            var described = added.Select(f => f.StoredFileId).ToHashSet();
            return new Gathered(
                [.. _files.Values.OrderBy(f => f.Name, StringComparer.Ordinal)],
                added,
                [.. _stored.Where(f => described.Contains(f.Id))],
                _replaced,
                _findings,
                _events
            );
        }
    }
}
