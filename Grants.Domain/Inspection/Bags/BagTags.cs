using System.Text;
using System.Text.RegularExpressions;
using Grants.Domain.Kernel;

namespace Grants.Domain.Inspection.Bags;

/// <summary>The files of a bag that are about the bag, each read whole and within a limit.</summary>
internal static partial class BagTags
{
    /// <summary>A manifest of 100,000 files has about 20 MB.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>Tag file encodings that a bag may declare; UTF-32 needs no support by anybody.</summary>
    private static readonly Dictionary<string, Func<Encoding>> Encodings = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["UTF-8"] = () => new UTF8Encoding(false, throwOnInvalidBytes: true),
        ["UTF-16"] = () => new UnicodeEncoding(true, true, throwOnInvalidBytes: true),
        ["UTF-16BE"] = () => new UnicodeEncoding(true, false, throwOnInvalidBytes: true),
        ["UTF-16LE"] = () => new UnicodeEncoding(false, false, throwOnInvalidBytes: true),
        ["ISO-8859-1"] = () => Encoding.Latin1,
        ["US-ASCII"] = () => Encoding.ASCII,
    };

    /// <param name="Version">Major times 100 plus minor: 97 for 0.97, 100 for 1.0.</param>
    public sealed record Declaration(string Said, int Version, Encoding Encoding);

    /// <summary>bagit.txt: two lines, UTF-8 without a mark (RFC 8493 2.1.1).</summary>
    /// <returns>The declaration, or what is wrong with it.</returns>
    public static (Declaration? Declaration, string? Problem) Declare(BagFile file)
    {
        if (file.Size > 1024)
            return (null, "is much too long for a declaration.");
        byte[] bytes;
        try
        {
            bytes = Bytes(file);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            return (null, $"can't be read: {broken.Message}");
        }
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
            return (null, "begins with a byte order mark. Save it as UTF-8 without one.");
        var lines = Encoding
            .UTF8.GetString(bytes)
            .ReplaceLineEndings("\n")
            .TrimEnd('\n')
            .Split('\n');
        if (lines is not [var first, var second])
            return (
                null,
                "must have exactly two lines: BagIt-Version: 1.0 and Tag-File-Character-Encoding: UTF-8."
            );
        if (VersionLine().Match(first) is not { Success: true } version)
            return (null, $"must begin with a line such as BagIt-Version: 1.0, not \"{first}\".");
        if (EncodingLine().Match(second) is not { Success: true } encoding)
            return (null, $"must go on with Tag-File-Character-Encoding: UTF-8, not \"{second}\".");
        if (!Encodings.TryGetValue(encoding.Groups["name"].Value, out var how))
            return (
                null,
                $"declares the encoding {encoding.Groups["name"].Value}. Use one of: {string.Join(", ", Encodings.Keys)}."
            );
        var (major, minor) = (version.Groups["major"].Value, version.Groups["minor"].Value);
        var number = int.Parse(major, null) * 100 + int.Parse(minor, null);
        return number is (>= 93 and <= 97) or 100
            ? (new Declaration($"{major}.{minor}", number, how()), null)
            : (null, $"declares version {major}.{minor}; 0.93 to 0.97 and 1.0 can be read.");
    }

    /// <exception cref="DecoderFallbackException">It isn't in that encoding.</exception>
    public static IReadOnlyList<string> Lines(BagFile file, Encoding encoding)
    {
        var bytes = Bytes(file);
        using var reader = new StreamReader(new MemoryStream(bytes), encoding, true);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }

    /// <summary>Label, colon, value; a line that begins with a blank goes on with the value before (RFC 8493 2.2.2).</summary>
    public static IReadOnlyList<(string Label, string Value)> Labels(IEnumerable<string> lines)
    {
        List<(string Label, string Value)> labels = [];
        foreach (var line in lines)
            if (line is [' ' or '\t', ..] && labels.Count > 0)
                labels[^1] = (labels[^1].Label, $"{labels[^1].Value} {line.Trim()}");
            else if (line.Split(':', 2) is [var label, var value])
                labels.Add((label.Trim(), value.Trim()));
        return labels;
    }

    /// <exception cref="InvalidDataException">It is too large.</exception>
    private static byte[] Bytes(BagFile file)
    {
        if (file.Size > MaxBytes)
            throw new InvalidDataException(
                $"{file.Path} has {ByteSize.Say(file.Size)}; at most {ByteSize.Say(MaxBytes)} are read."
            );
        using var content = file.Open();
        using var bytes = new MemoryStream((int)file.Size);
        var buffer = new byte[81920];
        int read;
        while ((read = content.Read(buffer)) > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MaxBytes)
                throw new InvalidDataException($"{file.Path} is larger than it says.");
        }
        return bytes.ToArray();
    }

    [GeneratedRegex(@"^BagIt-Version: (?<major>[0-9]{1,2})\.(?<minor>[0-9]{1,2})[ \t]*\z")]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"^Tag-File-Character-Encoding: (?<name>[A-Za-z0-9_:.-]{1,40})[ \t]*\z")]
    private static partial Regex EncodingLine();
}
