using System.Globalization;
using System.Text.RegularExpressions;
using Grants.Domain.Inspection.Formats;

namespace Grants.Domain.Inspection.Profiles;

/// <summary>What a rule about a property says and how a file is held to it.</summary>
/// <param name="Label">In tables and messages.</param>
/// <param name="Hint">How the expected value is written.</param>
/// <param name="InWords">The expected value as people say it.</param>
/// <param name="Fault">Why an expected value can't be used, or null.</param>
/// <param name="Found">What a file has, in words; null where the property isn't known of it, so that the rule doesn't apply.</param>
/// <param name="IsMet">Only asked where something was found.</param>
/// <param name="Advice">What to do when it isn't met.</param>
public sealed record PropertyRules(
    string Label,
    string Hint,
    Func<string, string> InWords,
    Func<string, string?> Fault,
    Func<HeldFile, string?> Found,
    Func<HeldFile, string, bool> IsMet,
    string Advice
);

public static class FileProperties
{
    /// <summary>A pattern that takes longer on a name is as good as not met.</summary>
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(100);

    private const string PdfA = "PDF/A";

    /// <summary>Formats that rules can name.</summary>
    public static IReadOnlyList<string> Formats { get; } =
    [
        "TIFF",
        "JPEG 2000",
        "JPEG",
        "PNG",
        "PDF",
        PdfA,
        "Wave",
        "Broadcast Wave",
        "MP3",
        "MP4",
        "QuickTime",
        "Matroska",
        "AVI",
    ];

    private static readonly Dictionary<FileProperty, PropertyRules> All = new()
    {
        [FileProperty.Format] = Listed(
            "Format",
            Formats,
            f => f.Facts.PdfA is { } claim ? $"PDF/A-{claim}" : f.Facts.Name,
            (f, allowed) => FormatsOf(f.Facts).Any(allowed.Contains),
            "Send the master in one of the formats, or name an access copy with \"_a\" before its extension."
        ),
        [FileProperty.Resolution] = Least(
            "Resolution",
            "ppi",
            "The least pixels per inch of the original, tolerance taken off, such as 294.",
            f => f.EffectivePpi,
            "Scan it again, or correct the size of the original in the sheet."
        ),
        [FileProperty.LongSide] = Least(
            "Long side",
            "pixels",
            "The least pixels of the longer side.",
            f =>
                Math.Max(f.Facts.Width ?? 0, f.Facts.Height ?? 0) is > 0 and var side ? side : null,
            "Photograph it again with more pixels."
        ),
        [FileProperty.BitsPerSample] = Numbers(
            "Bits per sample",
            f => f.Facts.Bits,
            "Save it again from the capture with the right bit depth; raising it afterwards adds nothing."
        ),
        [FileProperty.Samples] = Numbers(
            "Samples or channels",
            f => f.Facts.Samples,
            "Save it again without extra channels, or with those that are missing."
        ),
        [FileProperty.Colour] = Listed(
            "Colour",
            Colours.All,
            f => f.Facts.Colour,
            (f, allowed) => allowed.Contains(f.Facts.Colour),
            "Scan it again in the colour mode that is asked for."
        ),
        [FileProperty.ColourProfile] = new(
            "Colour profile",
            "Names with \";\" between them, such as sRGB; Adobe RGB (1998). A part of the name is enough.",
            Joined,
            NoneMissing,
            f =>
                f.Facts is { Kind: MediaKind.Image, Colour: not Colours.Bilevel, Width: not null }
                    ? f.Facts.ColourProfile switch
                    {
                        null => "none",
                        "" => "one without a name",
                        var name => name,
                    }
                    : null,
            (f, expected) =>
                Values(expected).Any(v => Plain(f.Facts.ColourProfile).Contains(Plain(v))),
            "Save it again with the capture's colour profile embedded."
        ),
        [FileProperty.Compression] = Listed(
            "Compression",
            [
                "uncompressed",
                "LZW",
                "Deflate",
                "PackBits",
                "CCITT fax",
                "Zstandard",
                "JPEG",
                "JPEG, lossless",
                Jpeg2000Reader.Lossless,
                Jpeg2000Reader.Lossy,
                "PCM",
                "floating point",
            ],
            f => f.Facts.Compression,
            (f, allowed) => allowed.Contains(f.Facts.Compression),
            "Save it again from the capture without loss; unpacking a lossy copy brings nothing back."
        ),
        [FileProperty.Pages] = new(
            "Images in a file",
            "The most images or pages in one file.",
            e => e == "1" ? "one" : $"at most {e}",
            e => Number(e) is >= 1 ? null : "write a number, such as 1.",
            // A PDF is a whole document; its pages belong together.
            f =>
                f.Facts.MediaType == "application/pdf"
                    ? null
                    : f.Facts.Pages?.ToString(CultureInfo.InvariantCulture),
            (f, expected) => f.Facts.Pages <= Number(expected),
            "Save each image as a file of its own."
        ),
        [FileProperty.SampleRate] = Least(
            "Sample rate",
            "Hz",
            "The least samples per second, such as 96000.",
            f => f.Facts.SampleRate,
            "Digitize it again at the higher rate; raising it afterwards adds nothing."
        ),
        [FileProperty.VideoCodec] = Listed(
            "Video codec",
            null,
            f => f.Facts.VideoCodec,
            (f, allowed) => allowed.Contains(f.Facts.VideoCodec),
            "Send the capture itself in one of the codecs."
        ),
        [FileProperty.AudioCodec] = Listed(
            "Sound of the video",
            null,
            f => f.Facts.AudioCodec,
            (f, allowed) => allowed.Contains(f.Facts.AudioCodec),
            "Send the capture itself with its sound unpacked."
        ),
        [FileProperty.Scripts] = Presence(
            "Scripts in a PDF",
            f => f.Facts.Scripts,
            "Save it again as PDF/A."
        ),
        [FileProperty.Attachments] = Presence(
            "Files attached to a PDF",
            f => f.Facts.Attachments,
            "Take the attachments out and send them as files of their own."
        ),
        [FileProperty.TextLayer] = Presence(
            "Text layer of a PDF",
            f => f.Facts.TextLayer,
            "Run text recognition and save it again."
        ),
        [FileProperty.FileName] = new(
            "File name",
            "A regular expression that the whole name matches, such as [a-z]+_[0-9]{4}_m\\.tif.",
            e => $"like {e}",
            PatternFault,
            f => f.Name,
            (f, expected) => Matches(f.Name, expected),
            "Rename the file, also in the sheet."
        ),
    };

    public static PropertyRules Of(FileProperty property) => All[property];

    public static string[] Values(string expected) =>
        expected.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Names in <see cref="Formats"/> that a file goes by: a PDF/A is also a PDF.</summary>
    private static IEnumerable<string> FormatsOf(FileFacts facts) =>
        facts.MediaType switch
        {
            PdfReader.MediaType => facts.PdfA is null ? ["PDF"] : ["PDF", PdfA],
            Jpeg2000Reader.MediaType => ["JPEG 2000"],
            WaveReader.MediaType => facts.Name.StartsWith("Broadcast", StringComparison.Ordinal)
                ? ["Wave", "Broadcast Wave"]
                : ["Wave"],
            _ => [facts.Name],
        };

    private static PropertyRules Listed(
        string label,
        IReadOnlyList<string>? known,
        Func<HeldFile, string?> found,
        Func<HeldFile, HashSet<string?>, bool> isMet,
        string advice
    ) =>
        new(
            label,
            $"Values with \";\" between them{(known is null ? "" : ": " + string.Join("; ", known))}.",
            Joined,
            e =>
                NoneMissing(e)
                ?? (
                    known is not null
                    && Values(e)
                        .FirstOrDefault(v => !known.Contains(v, StringComparer.OrdinalIgnoreCase))
                        is { } unknown
                        ? $"\"{unknown}\" isn't one of {string.Join("; ", known)}."
                        : null
                ),
            found,
            (f, expected) =>
                isMet(f, new HashSet<string?>(Values(expected), StringComparer.OrdinalIgnoreCase)),
            advice
        );

    private static PropertyRules Least(
        string label,
        string unit,
        string hint,
        Func<HeldFile, double?> value,
        string advice
    ) =>
        new(
            label,
            hint,
            e =>
                Number(e) is { } n
                    ? FormattableString.Invariant($"at least {n:#,##0.##} {unit}")
                    : e,
            e => Number(e) is > 0 ? null : $"write a number of {unit}.",
            f => value(f) is { } n ? FormattableString.Invariant($"{n:#,##0.#} {unit}") : null,
            // As it is shown: sizes in centimetres make 299.9999 of 300.
            (f, expected) => Math.Round(value(f) ?? 0, 1) >= Number(expected),
            advice
        );

    private static PropertyRules Numbers(string label, Func<HeldFile, int?> value, string advice) =>
        new(
            label,
            "Numbers with \";\" between them, such as 8; 16.",
            Joined,
            e =>
                NoneMissing(e)
                ?? (
                    Values(e).FirstOrDefault(v => Number(v) is not > 0) is { } wrong
                        ? $"\"{wrong}\" isn't a number."
                        : null
                ),
            f => value(f)?.ToString(CultureInfo.InvariantCulture),
            (f, expected) => Values(expected).Any(v => Number(v) == value(f)),
            advice
        );

    private static PropertyRules Presence(
        string label,
        Func<HeldFile, bool?> value,
        string advice
    ) =>
        new(
            label,
            "\"none\" or \"present\".",
            e => e,
            e => e is "none" or "present" ? null : "write \"none\" or \"present\".",
            f =>
                value(f) is { } there
                    ? there
                        ? "present"
                        : "none"
                    : null,
            (f, expected) => value(f) == (expected == "present"),
            advice
        );

    private static string Joined(string expected) =>
        Values(expected) is [.. { Length: > 0 } first, var last]
            ? $"{string.Join(", ", first)} or {last}"
            : expected;

    private static string? NoneMissing(string expected) =>
        Values(expected).Length == 0 ? "name at least one value." : null;

    private static double? Number(string text) =>
        double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    /// <summary>"Adobe RGB (1998)" and "AdobeRGB1998" are one name.</summary>
    private static string Plain(string? name) =>
        string.Concat((name ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string? PatternFault(string pattern)
    {
        if (string.IsNullOrWhiteSpace(pattern))
            return "write a pattern.";
        try
        {
            _ = Whole(pattern);
            return null;
        }
        catch (ArgumentException wrong)
        {
            return $"the pattern can't be read: {wrong.Message}";
        }
        catch (NotSupportedException)
        {
            return "the pattern looks back or ahead, which takes too long on some names.";
        }
    }

    private static bool Matches(string name, string pattern)
    {
        try
        {
            return Whole(pattern).IsMatch(name);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static Regex Whole(string pattern) =>
        new(
            $"^(?:{pattern})$",
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant,
            PatternTime
        );
}
