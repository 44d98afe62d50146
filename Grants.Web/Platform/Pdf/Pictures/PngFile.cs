namespace Grants.Web.Platform.Pdf.Pictures;

/// <summary>What a PNG's chunks say (W3C PNG, third edition, 11).</summary>
/// <param name="ColourType">0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha.</param>
/// <param name="Palette">RGB triples; empty when there is none.</param>
/// <param name="Transparency">The tRNS chunk: alpha per palette entry, or one colour's samples.</param>
/// <param name="Pixels">All IDAT chunks together: one zlib stream.</param>
internal sealed record PngFile(
    int Width,
    int Height,
    int BitDepth,
    int ColourType,
    bool Interlaced,
    ReadOnlyMemory<byte> Palette,
    ReadOnlyMemory<byte>? Transparency,
    byte[] Pixels
)
{
    private const uint Header = 0x49484452; // IHDR
    private const uint PaletteChunk = 0x504C5445; // PLTE
    private const uint TransparencyChunk = 0x74524E53; // tRNS
    private const uint Data = 0x49444154; // IDAT
    private const uint End = 0x49454E44; // IEND

    /// <summary>Samples per pixel, alpha included.</summary>
    public int Channels =>
        ColourType switch
        {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };

    /// <exception cref="InvalidDataException">The chunks are cut short or contradict each other.</exception>
    public static PngFile Parse(ReadOnlyMemory<byte> file)
    {
        var bytes = new BigEndian(file);
        if (
            !bytes
                .Slice(0, 8)
                .Span.SequenceEqual<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        )
            throw new InvalidDataException("The PNG signature is broken.");
        if (bytes.U32(12) != Header || bytes.U32(8) != 13)
            throw new InvalidDataException("The PNG has no header.");
        var png = ReadHeader(bytes, 16);
        using var pixels = new MemoryStream();
        long at = 8;
        while (true)
        {
            var length = bytes.U32(at);
            var chunk = bytes.Slice(at + 8, length);
            switch (bytes.U32(at + 4))
            {
                case PaletteChunk:
                    png = png with { Palette = chunk };
                    break;
                case TransparencyChunk:
                    png = png with { Transparency = chunk };
                    break;
                case Data:
                    pixels.Write(chunk.Span);
                    break;
                case End:
                    return (png with { Pixels = pixels.ToArray() }).Checked();
            }
            at += 12L + length;
        }
    }

    private static PngFile ReadHeader(BigEndian bytes, long at)
    {
        long width = bytes.U32(at);
        long height = bytes.U32(at + 4);
        Picture.CheckSize(width, height);
        int depth = bytes.U8(at + 8);
        int type = bytes.U8(at + 9);
        var allowed = type switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            2 or 4 or 6 => depth is 8 or 16,
            _ => false,
        };
        if (!allowed || bytes.U8(at + 10) != 0 || bytes.U8(at + 11) != 0 || bytes.U8(at + 12) > 1)
            throw new InvalidDataException(
                "The PNG header asks for something that PNG doesn't have."
            );
        return new((int)width, (int)height, depth, type, bytes.U8(at + 12) == 1, default, null, []);
    }

    private PngFile Checked()
    {
        if (ColourType == 3 && (Palette.Length is 0 or > 768 || Palette.Length % 3 != 0))
            throw new InvalidDataException("The PNG's palette is missing or broken.");
        if (Transparency is { } t && ColourType is 0 or 2 && t.Length < 2 * Channels)
            throw new InvalidDataException("The PNG's transparent colour is broken.");
        return this;
    }
}
