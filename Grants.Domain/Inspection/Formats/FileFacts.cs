namespace Grants.Domain.Inspection.Formats;

/// <summary>Which criteria can hold for a file.</summary>
public enum MediaKind
{
    /// <summary>Pages and pictures, also as PDF.</summary>
    Image,
    Sound,
    Video,

    /// <summary>Transcripts, packages, programs: no technical profile is about them.</summary>
    Other,
}

/// <summary>What a file's own header says of it.</summary>
/// <param name="MediaType">By content, such as "image/tiff".</param>
/// <param name="Name">As people call the format, with its version where that matters.</param>
/// <param name="Extensions">That names of such files may end in, lower case, with the dot.</param>
public sealed record FileFacts(
    string MediaType,
    string Name,
    params IReadOnlyList<string> Extensions
)
{
    public MediaKind Kind { get; init; } = MediaKind.Other;

    /// <summary>Pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Pixels per inch across, as the file claims.</summary>
    public double? Ppi { get; init; }

    /// <summary>Bits of one sample.</summary>
    public int? Bits { get; init; }

    /// <summary>Samples of one pixel, or channels of sound.</summary>
    public int? Samples { get; init; }

    /// <summary>One of <see cref="Colours"/>.</summary>
    public string? Colour { get; init; }

    /// <summary>Name of the embedded ICC profile or of the colour space that stands for one; empty where it has no name.</summary>
    public string? ColourProfile { get; init; }

    /// <summary>Of sound, per second.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Images or pages in the file, where the header says so.</summary>
    public int? Pages { get; init; }

    public string? Compression { get; init; }

    /// <summary>Of video: "FFV1", "H.264".</summary>
    public string? VideoCodec { get; init; }

    /// <summary>Of the sound of a video.</summary>
    public string? AudioCodec { get; init; }

    public TimeSpan? Duration { get; init; }

    /// <summary>Part and conformance that a PDF claims in its metadata, such as "2b". A claim: nothing here validates it.</summary>
    public string? PdfA { get; init; }

    /// <summary>Of a PDF: code that runs when it is opened or used.</summary>
    public bool? Scripts { get; init; }

    /// <summary>Of a PDF: other files inside.</summary>
    public bool? Attachments { get; init; }

    /// <summary>Of a PDF: text that can be selected, on at least one page.</summary>
    public bool? TextLayer { get; init; }

    /// <summary>Metadata inside of the file: "EXIF", "XMP", "bext version 1".</summary>
    public IReadOnlyList<string> Embedded { get; init; } = [];

    /// <summary>The program that the file says made it.</summary>
    public string? Software { get; init; }

    /// <summary>"TIFF, 4,000 x 3,000 pixels, 400 ppi, 3 x 8 bits".</summary>
    public override string ToString()
    {
        List<string> parts = [PdfA is null ? Name : $"{Name}, claims PDF/A-{PdfA}"];
        if (Width is { } width && Height is { } height)
            parts.Add(FormattableString.Invariant($"{width:#,##0} x {height:#,##0} pixels"));
        if (Ppi is { } ppi)
            parts.Add(FormattableString.Invariant($"{ppi:0.#} ppi"));
        if (Samples is { } samples && Bits is { } bits)
            parts.Add(FormattableString.Invariant($"{samples} x {bits} bits"));
        if (SampleRate is { } rate)
            parts.Add(FormattableString.Invariant($"{rate:#,##0} Hz"));
        if (Duration is { } duration)
            parts.Add(duration.ToString(@"h\:mm\:ss", null));
        if (Pages > 1)
            parts.Add(FormattableString.Invariant($"{Pages} pages"));
        if (!string.IsNullOrEmpty(ColourProfile))
            parts.Add(ColourProfile);
        // Of some the format, its compression and its codec are one word.
        parts.AddRange(
            ((string?[])[Colour, Compression, VideoCodec, AudioCodec])
                .OfType<string>()
                .Distinct()
                .Where(p => p != Name)
        );
        if (TextLayer is { } text)
            parts.Add(text ? "with a text layer" : "without a text layer");
        parts.AddRange(Embedded);
        if (!string.IsNullOrWhiteSpace(Software))
            parts.Add($"made with {Software}");
        return string.Join(", ", parts);
    }

    internal FileFacts With(string embedded) =>
        Embedded.Contains(embedded) ? this : this with { Embedded = [.. Embedded, embedded] };
}

/// <summary>What <see cref="FileFacts.Colour"/> says, whatever the format calls it.</summary>
public static class Colours
{
    public const string Bilevel = "bilevel";
    public const string Grey = "grey";
    public const string Rgb = "RGB";
    public const string Cmyk = "CMYK";
    public const string Lab = "Lab";

    /// <summary>Pixels are numbers of a table of at most 256 colours.</summary>
    public const string Palette = "palette";

    public static IReadOnlyList<string> All { get; } = [Bilevel, Grey, Rgb, Cmyk, Lab, Palette];

    /// <param name="samples">Of one pixel, alpha left out.</param>
    internal static string? Of(int samples) =>
        samples switch
        {
            1 => Grey,
            3 => Rgb,
            4 => Cmyk,
            _ => null,
        };
}

/// <summary>What reading a file came to.</summary>
/// <param name="Facts">Null when its content is none of the known formats.</param>
/// <param name="Broken">Why it can't be used, in words that follow "The file"; null when it is whole.</param>
public sealed record FileReading(FileFacts? Facts, string? Broken)
{
    public bool IsWhole => Facts is not null && Broken is null;
}

/// <summary>Thrown and caught inside this folder only: the file isn't what its format asks for.</summary>
internal sealed class BrokenFileException(string why) : Exception(why)
{
    /// <summary>What was known when it broke.</summary>
    public FileFacts? Facts { get; init; }
}
