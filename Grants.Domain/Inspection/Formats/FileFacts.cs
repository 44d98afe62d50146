namespace Grants.Domain.Inspection.Formats;

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

    /// <summary>Of sound, per second.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Images or pages in the file, where the header says so.</summary>
    public int? Pages { get; init; }

    public string? Compression { get; init; }

    /// <summary>"TIFF, 4,000 x 3,000 pixels, 400 ppi, 3 x 8 bits".</summary>
    public override string ToString()
    {
        List<string> parts = [Name];
        if (Width is { } width && Height is { } height)
            parts.Add(FormattableString.Invariant($"{width:#,##0} x {height:#,##0} pixels"));
        if (Ppi is { } ppi)
            parts.Add(FormattableString.Invariant($"{ppi:0.#} ppi"));
        if (Samples is { } samples && Bits is { } bits)
            parts.Add(FormattableString.Invariant($"{samples} x {bits} bits"));
        if (SampleRate is { } rate)
            parts.Add(FormattableString.Invariant($"{rate:#,##0} Hz"));
        if (Pages > 1)
            parts.Add(FormattableString.Invariant($"{Pages} pages"));
        if (Compression is not null)
            parts.Add(Compression);
        return string.Join(", ", parts);
    }
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
