namespace Grants.Web.Platform.Imaging;

/// <summary>Tells image formats by their first bytes, whatever the file is called.</summary>
internal static class ImageSignature
{
    private const int Length = 12;

    /// <returns>The format, and a stream at the file's first byte.</returns>
    /// <exception cref="UnreadableImageException">None of the formats.</exception>
    public static async Task<(ImageFormat Format, Stream Content)> RecognizeAsync(
        Stream file,
        CancellationToken cancel
    )
    {
        if (!file.CanSeek)
        {
            var copy = new MemoryStream();
            await file.CopyToAsync(copy, cancel);
            copy.Position = 0;
            file = copy;
        }
        var start = new byte[Length];
        var position = file.Position;
        var read = await file.ReadAtLeastAsync(start, Length, throwOnEndOfStream: false, cancel);
        file.Position = position;
        return Of(start.AsSpan(0, read)) is { } format
            ? (format, file)
            : throw new UnreadableImageException(
                "This is not a TIFF, JPEG, PNG or JPEG 2000 file."
            );
    }

    private static ImageFormat? Of(ReadOnlySpan<byte> start) =>
        start switch
        {
            [0xFF, 0xD8, 0xFF, ..] => ImageFormat.Jpeg,
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageFormat.Png,
            [0x49, 0x49, 42 or 43, 0, ..] or [0x4D, 0x4D, 0, 42 or 43, ..] => ImageFormat.Tiff, // 43: BigTIFF
            [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A, ..]
            or [0xFF, 0x4F, 0xFF, 0x51, ..] => ImageFormat.Jpeg2000,
            _ => null,
        };
}
