using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Grants.Domain.Inspection.Bags;

/// <summary>A payload or tag manifest: a checksum and a path on each line (RFC 8493 2.1.3, 2.2.1).</summary>
internal sealed partial class BagManifest
{
    /// <summary>Algorithms that the platform has. A manifest in another one can't be checked.</summary>
    private static readonly Dictionary<string, (HashAlgorithmName Name, int Digits)> Known = new()
    {
        ["md5"] = (HashAlgorithmName.MD5, 32),
        ["sha1"] = (HashAlgorithmName.SHA1, 40),
        ["sha256"] = (HashAlgorithmName.SHA256, 64),
        ["sha384"] = (HashAlgorithmName.SHA384, 96),
        ["sha512"] = (HashAlgorithmName.SHA512, 128),
    };

    private readonly Dictionary<string, string> _digests = new(StringComparer.Ordinal);

    private ILookup<string, string>? _byFolded;

    private BagManifest(BagFile file, string algorithm, bool isOfTags) =>
        (File, Algorithm, IsOfTags) = (file, algorithm, isOfTags);

    public BagFile File { get; }

    /// <summary>As in the file's name, such as "sha512".</summary>
    public string Algorithm { get; }

    public bool IsOfTags { get; }

    /// <summary>Null when this algorithm can't be computed here.</summary>
    public HashAlgorithmName? Hash =>
        Known.TryGetValue(Algorithm, out var known) ? known.Name : null;

    /// <summary>Path to lower-case digest.</summary>
    public IReadOnlyDictionary<string, string> Digests => _digests;

    /// <summary>Listed paths that some system can't tell from this one.</summary>
    public IEnumerable<string> TwinsOf(string path) =>
        (_byFolded ??= _digests.Keys.ToLookup(BagPath.Folded))[BagPath.Folded(path)];

    public static bool IsNamedSo(string path) => NameForm().IsMatch(path);

    /// <returns>Null when the file isn't a manifest.</returns>
    public static BagManifest? For(BagFile file) =>
        NameForm().Match(file.Path) is { Success: true } name
            ? new BagManifest(
                file,
                name.Groups["algorithm"].Value.ToLowerInvariant(),
                name.Groups["tag"].Success
            )
            : null;

    /// <param name="version">Of the bag; from 1.0 on nothing may be listed twice and line ends in names are encoded.</param>
    public IEnumerable<Finding> Read(IReadOnlyList<string> lines, int version)
    {
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].Length > 0 && Read(lines[i], i + 1, version) is { } finding)
                yield return finding;
    }

    private Finding? Read(string line, int number, int version)
    {
        var entry = LineForm().Match(line);
        var digest = entry.Groups["digest"].Value.ToLowerInvariant();
        if (
            !entry.Success
            || (Known.TryGetValue(Algorithm, out var known) && digest.Length != known.Digits)
        )
            return Wrong(
                FindingCodes.ManifestMalformed,
                $"Line {number} isn't a checksum in {Algorithm} and a path."
            );
        var said = entry.Groups["path"].Value;
        if (BagPath.Leaves(said) is { } leaves)
            return Wrong(
                FindingCodes.PathOutside,
                $"Line {number}: \"{said}\" {leaves}. Name files by their path inside the bag."
            );
        var path = Decoded(said.StartsWith("./", StringComparison.Ordinal) ? said[2..] : said);
        if (!IsOfTags && !path.StartsWith("data/", StringComparison.Ordinal))
            return Wrong(
                FindingCodes.PathOutside,
                $"Line {number}: \"{said}\" isn't below data/. Only files there are payload."
            );
        var isRepeated = !_digests.TryAdd(path, digest);
        if (isRepeated && _digests[path] != digest)
            return Wrong(
                FindingCodes.ManifestRepeats,
                $"Line {number} gives \"{said}\" a second, different checksum."
            );
        if (isRepeated)
            return Wrong(
                FindingCodes.ManifestRepeats,
                $"Line {number} lists \"{said}\" again."
            ) with
            {
                Severity = version >= 100 ? FindingSeverity.Error : FindingSeverity.Warning,
            };
        if (said.Length != path.Length && said[0] == '.')
            return Wrong(
                FindingCodes.ManifestUnusual,
                $"Line {number}: \"{said}\" begins with ./; leave that out."
            ) with
            {
                Severity = FindingSeverity.Warning,
            };
        return entry.Groups["mark"].Length > 0
            ? Wrong(
                FindingCodes.ManifestUnusual,
                $"Line {number} marks \"{said}\" with an asterisk, as md5sum does; leave that out."
            ) with
            {
                Severity = FindingSeverity.Warning,
            }
            : null;
    }

    /// <summary>Line ends and percent signs in names; other signs stand for themselves (RFC 8493 2.1.3).</summary>
    private static string Decoded(string path) =>
        path.Replace("%0A", "\n", StringComparison.OrdinalIgnoreCase)
            .Replace("%0D", "\r", StringComparison.OrdinalIgnoreCase)
            .Replace("%25", "%", StringComparison.Ordinal);

    private Finding Wrong(string code, string message) =>
        new(code, FindingSeverity.Error, File.Path, message, Rule: "RFC 8493 2.1.3");

    [GeneratedRegex(
        @"^(?<tag>tag)?manifest-(?<algorithm>[A-Za-z0-9]{1,20})\.txt\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex NameForm();

    [GeneratedRegex(
        @"^(?<digest>[0-9A-Fa-f]+)[ \t]+(?<mark>\*)?(?<path>.+)\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex LineForm();
}
