using System.Text.Json;

namespace Grants.Domain.Forms;

/// <summary>One file of an answer.</summary>
/// <param name="Id">Of the stored file.</param>
/// <param name="Sha256">Of its bytes, lower-case hexadecimal.</param>
public sealed record AttachedFile(Guid Id, string Name, long Bytes, string Sha256)
{
    private static readonly JsonSerializerOptions Web = JsonSerializerOptions.Web;

    /// <summary>Reads the answer to a question for files: a JSON array of { id, name, bytes, sha256 }.</summary>
    public static IReadOnlyList<AttachedFile> Parse(string answer)
    {
        if (string.IsNullOrWhiteSpace(answer))
            return [];
        try
        {
            var files = JsonSerializer.Deserialize<List<AttachedFile>>(answer, Web) ?? [];
            return [.. files.Where(f => f is { Name: not null, Sha256: not null })];
        }
        catch (JsonException)
        {
            return []; // never written by the form; the form check then reports the answer as missing
        }
    }

    /// <summary>Empty without files, like any other answer that isn't given.</summary>
    public static string Write(IReadOnlyCollection<AttachedFile> files) =>
        files.Count == 0 ? "" : JsonSerializer.Serialize(files, Web);

    /// <summary>Why this file may not be attached, or null.</summary>
    public static string? Problem(FileLimits limits, string name, long bytes)
    {
        var kind = Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        if (limits.Kinds.Count > 0 && !limits.Kinds.Contains(kind))
            return $"\"{name}\" isn't one of the kinds asked for: {string.Join(", ", limits.Kinds)}.";
        if (bytes <= 0)
            return $"\"{name}\" is empty.";
        return bytes > limits.MaxBytes
            ? $"\"{name}\" has {Megabytes(bytes)} MB; at most {Megabytes(limits.MaxBytes)} MB fit."
            : null;
    }

    private static string Megabytes(long bytes) =>
        (bytes / 1_000_000m).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
