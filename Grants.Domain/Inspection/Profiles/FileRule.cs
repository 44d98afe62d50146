using Grants.Domain.Inspection.Formats;
using Grants.Domain.Kernel;

namespace Grants.Domain.Inspection.Profiles;

/// <summary>What of a file a rule is about. The names are stored and read by other programs.</summary>
public enum FileProperty
{
    Format,
    Resolution,
    LongSide,
    BitsPerSample,
    Samples,
    Colour,
    ColourProfile,
    Compression,
    Pages,
    SampleRate,
    VideoCodec,
    AudioCodec,
    Scripts,
    Attachments,
    TextLayer,
    FileName,
}

/// <summary>One criterion of a technical profile.</summary>
/// <param name="Expected">As <see cref="FileProperties"/> says for the property: values with ";" between them, or a number.</param>
/// <param name="Severity">What it means for a master not to meet it: an error or a warning.</param>
/// <param name="Source">The edition and table that it is taken from.</param>
public sealed record FileRule(
    FileProperty Property,
    string Expected,
    FindingSeverity Severity,
    string Source
)
{
    public const int MaxSourceLength = 400;

    /// <summary>"at least 294 ppi".</summary>
    public string InWords => FileProperties.Of(Property).InWords(Expected);

    public Refusal? Invalid()
    {
        var property = FileProperties.Of(Property);
        if (string.IsNullOrWhiteSpace(Source))
            return new Refusal($"{property.Label}: say where the rule comes from.");
        if (Source.Length > MaxSourceLength)
            return new Refusal(
                $"{property.Label}: say in at most {MaxSourceLength} characters where the rule comes from."
            );
        if (Severity == FindingSeverity.Notice)
            return new Refusal(
                $"{property.Label}: a rule that isn't met is an error or a warning."
            );
        return property.Fault(Expected) is { } fault
            ? new Refusal($"{property.Label}: {fault}")
            : null;
    }
}

/// <summary>A file that is held to a profile.</summary>
/// <param name="Name">Without a folder.</param>
/// <param name="Inches">Size of the original, where the sheet says it.</param>
public sealed record HeldFile(string Name, FileFacts Facts, (double Width, double Height)? Inches)
{
    /// <summary>
    /// Pixels over the stated size of the original, never the file's own claim: an upsampled scan carries a good tag. Null
    /// without a size.
    /// </summary>
    public double? EffectivePpi =>
        Inches is { } inches && Facts is { Width: { } width, Height: { } height }
            ? Math.Min(
                Math.Max(width, height) / Math.Max(inches.Width, inches.Height),
                Math.Min(width, height) / Math.Min(inches.Width, inches.Height)
            )
            : null;
}
