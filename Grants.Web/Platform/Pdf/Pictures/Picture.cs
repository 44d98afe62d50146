using Grants.Web.Platform.Imaging;

namespace Grants.Web.Platform.Pdf.Pictures;

/// <summary>An image as a PDF stores it (ISO 32000-1, 8.9.5).</summary>
/// <param name="ColourSpace">A PDF object, such as "/DeviceRGB".</param>
/// <param name="Filter">"DCTDecode" or "FlateDecode": how <paramref name="Data"/> is packed.</param>
/// <param name="Extra">Further dictionary entries, or empty.</param>
/// <param name="Alpha">One deflated byte per pixel, or null when every pixel is opaque.</param>
internal sealed record Picture(
    int Width,
    int Height,
    string ColourSpace,
    int BitsPerComponent,
    string Filter,
    string Extra,
    ReadOnlyMemory<byte> Data,
    byte[]? Alpha = null
)
{
    /// <summary>Larger images belong in the catalog, not in a letter; this also bounds memory.</summary>
    public const int MaxPixels = 25_000_000;

    /// <param name="file">A JPEG or PNG file. A camera's orientation flag isn't read: hand in upright images.</param>
    /// <exception cref="UnreadableImageException"/>
    public static Picture Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            return file.Span switch
            {
                [0xFF, 0xD8, ..] => JpegReader.Read(file),
                [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => PngReader.Read(file),
                _ => throw new InvalidDataException("It is neither a JPEG nor a PNG file."),
            };
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableImageException("The image can't be read. " + e.Message, e);
        }
    }

    /// <exception cref="InvalidDataException">No pixels, or too many.</exception>
    internal static void CheckSize(long width, long height)
    {
        if (width < 1 || height < 1 || width > int.MaxValue || height > int.MaxValue)
            throw new InvalidDataException("It says that it has no pixels.");
        if (width * height > MaxPixels)
            throw new InvalidDataException(
                $"It has {width} × {height} pixels; at most {MaxPixels / 1_000_000} megapixels fit a document."
            );
    }
}
