using System.Text;

namespace Grants.Domain.Inspection;

/// <summary>A list of SHA-256 checksums, a line each: digest, blanks, name (what sha256sum writes; RFC 8493 2.1.3).</summary>
/// <param name="Digests">By file name; lower case.</param>
public sealed record Manifest(
    string Name,
    IReadOnlyDictionary<string, string> Digests,
    IReadOnlyList<Finding> Findings
)
{
    public const string FileName = "manifest-sha256.txt";

    private const int MaxBytes = 32 << 20;

    public static Manifest Read(Stream content, string name)
    {
        Dictionary<string, string> digests = new(StringComparer.OrdinalIgnoreCase);
        List<Finding> findings = [];
        using var reader = new StreamReader(
            content,
            new UTF8Encoding(false),
            true,
            1 << 16,
            leaveOpen: true
        );
        var (number, length) = (0, 0);
        while (reader.ReadLine() is { } line && (length += line.Length) <= MaxBytes)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
                continue;
            if (Parse(line) is not { } entry)
                findings.Add(
                    Wrong(name, $"Line {number} isn't a SHA-256 checksum and a file name.")
                );
            else if (
                !digests.TryAdd(entry.File, entry.Digest)
                && digests[entry.File] != entry.Digest
            )
                findings.Add(
                    Wrong(name, $"Line {number} gives \"{entry.File}\" a second checksum.")
                );
            if (findings.Count > 20)
                break;
        }
        return new Manifest(name, digests, findings);
    }

    /// <summary>Folders are left out of the name: a batch has none.</summary>
    private static (string Digest, string File)? Parse(string line)
    {
        if (
            line.Length < 66
            || !line.AsSpan(0, 64).ContainsOnlyHex()
            || line[64] is not (' ' or '\t')
        )
            return null;
        var file = line[64..].TrimStart(' ', '\t', '*').Replace('\\', '/').TrimEnd();
        file = file[(file.LastIndexOf('/') + 1)..];
        return file.Length == 0 ? null : (line[..64].ToLowerInvariant(), file);
    }

    private static Finding Wrong(string name, string message) =>
        new(
            FindingCodes.ManifestMalformed,
            FindingSeverity.Error,
            name,
            message,
            Rule: "RFC 8493 2.1.3"
        );
}

internal static class Hex
{
    public static bool ContainsOnlyHex(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiHexDigit(c))
                return false;
        return true;
    }
}
