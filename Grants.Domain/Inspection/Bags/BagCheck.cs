using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Grants.Domain.Inspection.Bags;

/// <summary>
/// Whether a BagIt bag is valid (RFC 8493; versions 0.93 to 1.0): declared, complete, with every checksum right, and nowhere
/// pointing outside itself. Each file is read once, whatever the number of manifests.
/// </summary>
public sealed partial class BagCheck
{
    private const string Rfc = "RFC 8493";

    private readonly Dictionary<string, BagFile> _files = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];
    private ILookup<string, string> _byFolded = Array.Empty<string>().ToLookup(p => p);
    private readonly Action<long> _read;
    private readonly CancellationToken _cancel;

    private BagCheck(IEnumerable<BagFile> files, Action<long> read, CancellationToken cancel)
    {
        (_read, _cancel) = (read, cancel);
        foreach (var file in files)
            if (!_files.TryAdd(file.Path, file))
                About(FindingCodes.PathCollision, file.Path, "is there twice under the same path.");
    }

    /// <summary>Whether these files are a bag, valid or not.</summary>
    public static bool IsBag(IEnumerable<string> paths)
    {
        var all = paths.ToList();
        return all.Contains("bagit.txt")
            || (
                all.Exists(p => p.StartsWith("data/", StringComparison.Ordinal))
                && all.Exists(BagManifest.IsNamedSo)
            );
    }

    /// <param name="read">Told the count of payload bytes after each file.</param>
    public static BagReport Run(
        IReadOnlyList<BagFile> files,
        Action<long> read,
        CancellationToken cancel
    ) => new BagCheck(files, read, cancel).Run();

    private BagReport Run()
    {
        CheckPaths();
        if (Declare() is not { } declaration)
            return new BagReport(null, [], [], [], _findings);
        var info = ReadInfo(declaration);
        var manifests = ReadManifests(declaration);
        ReadFetch(declaration, manifests);
        var payload = ReadPayload(manifests, declaration.Version);
        ReadTags(manifests);
        CompareOxum(info);
        return new BagReport(
            declaration.Said,
            info,
            payload,
            [.. manifests.Where(m => !m.IsOfTags).Select(m => m.Algorithm)],
            _findings
        );
    }

    private void CheckPaths()
    {
        foreach (var path in _files.Keys)
            if (BagPath.Leaves(path) is { } leaves)
                About(FindingCodes.PathOutside, path, $"{leaves}.");
            else if (BagPath.IsSystemFile(path))
                Doubt(
                    FindingCodes.SystemFile,
                    path,
                    "was left there by an operating system. Take it out and make the manifests again."
                );
            else if (BagPath.NotPortable(path) is { } notPortable)
                Doubt(FindingCodes.PathNotPortable, path, $"{notPortable}. Give it another name.");
        _byFolded = _files.Keys.ToLookup(BagPath.Folded);
        foreach (var same in _byFolded.Where(g => g.Count() > 1))
            Doubt(
                FindingCodes.PathCollision,
                same.First(),
                $"and \"{same.ElementAt(1)}\" differ only in capitals or accents; some systems keep only one of them."
            );
    }

    private BagTags.Declaration? Declare()
    {
        if (!_files.TryGetValue("bagit.txt", out var file))
        {
            About(
                FindingCodes.BagDeclaration,
                "bagit.txt",
                "is missing, so this is no bag. It is the file that says BagIt-Version.",
                "2.1.1"
            );
            return null;
        }
        var (declaration, problem) = BagTags.Declare(file);
        if (problem is not null)
            About(FindingCodes.BagDeclaration, "bagit.txt", problem, "2.1.1");
        return declaration;
    }

    private IReadOnlyList<(string Label, string Value)> ReadInfo(BagTags.Declaration declaration)
    {
        // Until 0.95 it was called package-info.txt.
        var file =
            _files.GetValueOrDefault("bag-info.txt")
            ?? _files.GetValueOrDefault("package-info.txt");
        return file is null || Lines(file, declaration) is not { } lines
            ? []
            : BagTags.Labels(lines);
    }

    private List<BagManifest> ReadManifests(BagTags.Declaration declaration)
    {
        List<BagManifest> manifests = [];
        foreach (var file in _files.Values.OrderBy(f => f.Path, StringComparer.Ordinal))
            if (BagManifest.For(file) is { } manifest)
            {
                manifests.Add(manifest);
                if (Lines(file, declaration) is { } lines)
                    _findings.AddRange(manifest.Read(lines, declaration.Version));
                if (manifest.Hash is null)
                    About(
                        FindingCodes.AlgorithmUnknown,
                        file.Path,
                        $"uses {manifest.Algorithm}, which can't be computed here. Make a manifest in sha256 or sha512."
                    );
            }
        if (manifests.All(m => m.IsOfTags))
            About(
                FindingCodes.BagManifestMissing,
                "manifest-sha256.txt",
                "is missing: a bag needs a manifest of its payload.",
                "2.1.3"
            );
        return manifests;
    }

    /// <summary>Nothing is fetched: what isn't in the bag is missing.</summary>
    private void ReadFetch(BagTags.Declaration declaration, List<BagManifest> manifests)
    {
        if (
            !_files.TryGetValue("fetch.txt", out var file)
            || Lines(file, declaration) is not { } lines
        )
            return;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Length == 0)
                continue;
            if (FetchForm().Match(lines[i]) is not { Success: true } entry)
            {
                Add(
                    FindingCodes.ManifestMalformed,
                    file.Path,
                    $"Line {i + 1} isn't an address, a length and a path.",
                    "2.2.3"
                );
                continue;
            }
            var path = entry.Groups["path"].Value;
            if (BagPath.Leaves(path) is { } leaves)
                Add(
                    FindingCodes.PathOutside,
                    file.Path,
                    $"Line {i + 1}: \"{path}\" {leaves}. Files are fetched to a path inside the bag.",
                    "2.2.3"
                );
            else if (manifests.All(m => m.IsOfTags || !m.Digests.ContainsKey(path)))
                Add(
                    FindingCodes.FileNotInManifest,
                    file.Path,
                    $"Line {i + 1}: \"{path}\" is in no manifest.",
                    "2.2.3"
                );
        }
    }

    private List<PayloadFile> ReadPayload(List<BagManifest> manifests, int version)
    {
        List<PayloadFile> payload = [];
        var ofPayload = manifests.Where(m => !m.IsOfTags).ToList();
        var isInFetch = _files.ContainsKey("fetch.txt");
        var bytes = 0L;
        foreach (var file in _files.Values.Where(IsPayload))
        {
            _cancel.ThrowIfCancellationRequested();
            if (Digests(file, ofPayload) is not { } digests)
                continue;
            payload.Add(new PayloadFile(file, digests[HashAlgorithmName.SHA256]));
            Compare(file, digests, ofPayload);
            var without = ofPayload.Where(m => !m.Digests.ContainsKey(file.Path)).ToList();
            // Before 1.0 one manifest was enough.
            if (version >= 100 ? without.Count > 0 : without.Count == ofPayload.Count)
                TellUnlisted(file, without, digests);
            _read(bytes += file.Size);
        }
        foreach (var manifest in ofPayload)
        foreach (var path in manifest.Digests.Keys.Where(p => !_files.ContainsKey(p)))
            TellMissing(path, manifest, isInFetch);
        return payload;
    }

    private void TellUnlisted(
        BagFile file,
        List<BagManifest> without,
        Dictionary<HashAlgorithmName, string> digests
    )
    {
        // The same name in other capitals or another Unicode form is told with the entry that it belongs to.
        if (
            without.All(m =>
                m.Hash is { } hash
                && m.TwinsOf(file.Path).Any(twin => m.Digests[twin] == digests[hash])
            )
        )
            return;
        About(
            FindingCodes.FileNotInManifest,
            file.Path,
            $"isn't in {string.Join(" and ", without.Select(m => m.File.Path))}. List it there or take it out of the bag."
        );
    }

    private void TellMissing(string path, BagManifest manifest, bool isInFetch)
    {
        var promised = manifest.Digests[path];
        if (
            _byFolded[BagPath.Folded(path)].FirstOrDefault() is { } twin
            && manifest.Digests.GetValueOrDefault(twin, promised) == promised
        )
            Doubt(
                FindingCodes.PathCollision,
                path,
                $"is in {manifest.File.Path}; the file is called \"{twin}\", in other capitals or another Unicode form."
            );
        else
            About(
                FindingCodes.FileMissing,
                path,
                isInFetch
                    ? $"is in {manifest.File.Path} and not in the bag. Fetch what fetch.txt names before you send it."
                    : $"is in {manifest.File.Path} and not in the bag."
            );
    }

    private void ReadTags(List<BagManifest> manifests)
    {
        var ofTags = manifests.Where(m => m.IsOfTags).ToList();
        foreach (var path in ofTags.SelectMany(m => m.Digests.Keys).Distinct())
            if (!_files.TryGetValue(path, out var file))
                About(
                    FindingCodes.FileMissing,
                    path,
                    "is in a tag manifest and not in the bag.",
                    "2.2.1"
                );
            else if (Digests(file, ofTags) is { } digests)
                Compare(file, digests, ofTags);
    }

    private void CompareOxum(IReadOnlyList<(string Label, string Value)> info)
    {
        var said = info.LastOrDefault(i =>
            i.Label.Equals("Payload-Oxum", StringComparison.OrdinalIgnoreCase)
        ).Value;
        if (said is null)
            return;
        var files = _files.Values.Where(IsPayload).ToList();
        var found = string.Create(
            CultureInfo.InvariantCulture,
            $"{files.Sum(f => f.Size)}.{files.Count}"
        );
        if (said != found)
            _findings.Add(
                new Finding(
                    FindingCodes.OxumDiffers,
                    FindingSeverity.Error,
                    "bag-info.txt",
                    $"Payload-Oxum says {said}; the payload has {found} (bytes, files). Something is missing or came later.",
                    said,
                    found,
                    $"{Rfc} 2.2.2"
                )
            );
    }

    private void Compare(
        BagFile file,
        Dictionary<HashAlgorithmName, string> digests,
        List<BagManifest> manifests
    )
    {
        foreach (var manifest in manifests)
            if (
                manifest.Hash is { } hash
                && manifest.Digests.TryGetValue(file.Path, out var promised)
                && promised != digests[hash]
            )
                _findings.Add(
                    new Finding(
                        FindingCodes.ChecksumDiffers,
                        FindingSeverity.Error,
                        file.Path,
                        $"The content isn't the one that {manifest.File.Path} promises: it was changed or damaged on the way.",
                        promised,
                        digests[hash],
                        $"{Rfc} 3"
                    )
                );
    }

    /// <summary>In SHA-256 and in whatever the manifests ask, at one reading; null when it can't be read.</summary>
    private Dictionary<HashAlgorithmName, string>? Digests(
        BagFile file,
        List<BagManifest> manifests
    )
    {
        var hashes = manifests
            .Select(m => m.Hash)
            .OfType<HashAlgorithmName>()
            .Append(HashAlgorithmName.SHA256)
            .Distinct()
            .ToDictionary(name => name, IncrementalHash.CreateHash);
        try
        {
            using var content = file.Open();
            var buffer = new byte[1 << 17];
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                _cancel.ThrowIfCancellationRequested();
                foreach (var hash in hashes.Values)
                    hash.AppendData(buffer, 0, read);
            }
            return hashes.ToDictionary(
                h => h.Key,
                h => Convert.ToHexStringLower(h.Value.GetHashAndReset())
            );
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            About(FindingCodes.FileUnreadable, file.Path, $"can't be read: {broken.Message}");
            return null;
        }
        finally
        {
            foreach (var hash in hashes.Values)
                hash.Dispose();
        }
    }

    private IReadOnlyList<string>? Lines(BagFile file, BagTags.Declaration declaration)
    {
        try
        {
            return BagTags.Lines(file, declaration.Encoding);
        }
        catch (Exception broken)
            when (broken is DecoderFallbackException or InvalidDataException or IOException)
        {
            About(
                FindingCodes.ManifestMalformed,
                file.Path,
                broken is DecoderFallbackException
                    ? "isn't in the encoding that bagit.txt declares."
                    : $"can't be read: {broken.Message}"
            );
            return null;
        }
    }

    private static bool IsPayload(BagFile file) =>
        file.Path.StartsWith("data/", StringComparison.Ordinal);

    private void Add(string code, string path, string message, string section = "3") =>
        _findings.Add(
            new Finding(code, FindingSeverity.Error, path, message, Rule: $"{Rfc} {section}")
        );

    /// <param name="predicate">What is wrong with the file, to stand behind its path.</param>
    private void About(string code, string path, string predicate, string section = "3") =>
        Add(code, path, $"\"{path}\" {predicate}", section);

    private void Doubt(string code, string path, string predicate) =>
        _findings.Add(
            new Finding(
                code,
                FindingSeverity.Warning,
                path,
                $"\"{path}\" {predicate}",
                Rule: $"{Rfc} 5"
            )
        );

    [GeneratedRegex(@"^(?<url>\S+)[ \t]+(?<length>[0-9]+|-)[ \t]+(?<path>.+)\z")]
    private static partial Regex FetchForm();
}
