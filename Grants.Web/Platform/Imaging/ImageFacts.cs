namespace Grants.Web.Platform.Imaging;

/// <summary>The formats of image masters that deliverables may come in.</summary>
public enum ImageFormat
{
    Tiff,
    Jpeg,
    Png,
    Jpeg2000,
}

public enum ImageColour
{
    Grey,
    Rgb,
    Cmyk,
    Other,
}

/// <summary>What an image file itself says, and whether its pixels bear it out.</summary>
/// <param name="Width">In pixels, as stored: before the orientation is honoured.</param>
/// <param name="Height">In pixels, as stored.</param>
/// <param name="Channels">Samples per pixel, alpha included.</param>
/// <param name="BitsPerSample">1, 8 or 16; 32 for floating point.</param>
/// <param name="PixelsPerInch">Horizontal resolution, or null when the file gives none.</param>
/// <param name="ColourProfile">Name of the embedded ICC profile, such as "Adobe RGB (1998)"; empty when it has no name; null without a profile.</param>
/// <param name="Pages">Images in the file; only the first is read.</param>
/// <param name="IsDecoded">
/// Every pixel of the first image was decoded without an error. False for JPEG 2000, of which only the header is read.
/// </param>
public sealed record ImageFacts(
    ImageFormat Format,
    int Width,
    int Height,
    int Channels,
    int BitsPerSample,
    ImageColour Colour,
    double? PixelsPerInch,
    string? ColourProfile,
    int Pages,
    bool IsDecoded
);

public enum DerivativeFormat
{
    Jpeg,
    Webp,
}

/// <summary>A smaller copy of a master for screens.</summary>
/// <param name="LongestSide">In pixels. A smaller master isn't enlarged.</param>
/// <param name="Quality">1 to 100.</param>
public sealed record Derivative(int LongestSide, DerivativeFormat Format, int Quality)
{
    /// <summary>To look at one item.</summary>
    public static readonly Derivative View = new(1600, DerivativeFormat.Jpeg, 82);

    /// <summary>In lists.</summary>
    public static readonly Derivative Thumbnail = new(400, DerivativeFormat.Webp, 78);

    public string ContentType => Format == DerivativeFormat.Jpeg ? "image/jpeg" : "image/webp";
}
