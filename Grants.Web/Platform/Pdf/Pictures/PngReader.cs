using Grants.Web.Platform.Pdf.Writing;

namespace Grants.Web.Platform.Pdf.Pictures;

/// <summary>
/// Turns a PNG into what PDF can hold: as it is where PDF knows the same packing, else unpacked to 8 bits a sample with the
/// alpha apart.
/// </summary>
internal static class PngReader
{
    /// <exception cref="InvalidDataException"/>
    public static Picture Read(ReadOnlyMemory<byte> file)
    {
        var png = PngFile.Parse(file);
        var passes = PngPasses.Unpack(png);
        var opaque = png.ColourType is 0 or 2 or 3 && png.Transparency is null;
        return opaque && !png.Interlaced ? AsItIs(png) : Rebuilt(png, passes, opaque);
    }

    private static Picture AsItIs(PngFile png)
    {
        var space = png.ColourType switch
        {
            0 => "/DeviceGray",
            2 => "/DeviceRGB",
            _ =>
                $"[/Indexed/DeviceRGB {png.Palette.Length / 3 - 1} <{Convert.ToHexString(png.Palette.Span)}>]",
        };
        // Predictor 15: rows filtered as PNG does it (ISO 32000-1, 7.4.4.4).
        var extra =
            $"/DecodeParms<</Predictor 15/Colors {png.Channels}/BitsPerComponent {png.BitDepth}/Columns {png.Width}>>";
        return new(png.Width, png.Height, space, png.BitDepth, "FlateDecode", extra, png.Pixels);
    }

    private static Picture Rebuilt(PngFile png, IReadOnlyList<PngPass> passes, bool opaque)
    {
        var grey = png.ColourType is 0 or 4;
        var colours = new byte[(long)png.Width * png.Height * (grey ? 1 : 3)];
        var alpha = new byte[opaque ? 0 : (long)png.Width * png.Height];
        var pixel = new PngPixel(png);
        foreach (var pass in passes)
        foreach (var (row, y) in pass.Rows())
            for (int i = 0, x = pass.X; x < png.Width; i++, x += pass.StepX)
            {
                pixel.Load(row, i);
                var to = y * png.Width + x;
                if (!opaque)
                    alpha[to] = pixel.Alpha;
                if (grey)
                    colours[to] = pixel.Red;
                else
                    (colours[3 * to], colours[3 * to + 1], colours[3 * to + 2]) = (
                        pixel.Red,
                        pixel.Green,
                        pixel.Blue
                    );
            }
        return new(
            png.Width,
            png.Height,
            grey ? "/DeviceGray" : "/DeviceRGB",
            8,
            "FlateDecode",
            "",
            Deflate.Pack(colours),
            opaque ? null : Deflate.Pack(alpha)
        );
    }
}

/// <summary>One pixel of an unfiltered row, as 8-bit RGB and alpha. Grey is the same in all three.</summary>
internal sealed class PngPixel(PngFile png)
{
    public byte Red { get; private set; }
    public byte Green { get; private set; }
    public byte Blue { get; private set; }
    public byte Alpha { get; private set; }

    public void Load(ReadOnlySpan<byte> row, int index)
    {
        Alpha = 255;
        switch (png.ColourType)
        {
            case 3:
                LoadPalette(Raw(row, index));
                break;
            case 0:
            case 4:
                Red = Green = Blue = Sample(row, index * png.Channels);
                if (png.ColourType == 4)
                    Alpha = Sample(row, index * 2 + 1);
                else if (png.Transparency is { } grey && Raw(row, index) == Key(grey, 0))
                    Alpha = 0;
                break;
            default:
                var at = index * png.Channels;
                (Red, Green, Blue) = (Sample(row, at), Sample(row, at + 1), Sample(row, at + 2));
                if (png.ColourType == 6)
                    Alpha = Sample(row, at + 3);
                else if (
                    png.Transparency is { } rgb
                    && Raw(row, at) == Key(rgb, 0)
                    && Raw(row, at + 1) == Key(rgb, 1)
                    && Raw(row, at + 2) == Key(rgb, 2)
                )
                    Alpha = 0;
                break;
        }
    }

    private void LoadPalette(int entry)
    {
        var palette = png.Palette.Span;
        var at = Math.Min(entry, palette.Length / 3 - 1) * 3;
        (Red, Green, Blue) = (palette[at], palette[at + 1], palette[at + 2]);
        if (png.Transparency is { } t && entry < t.Length)
            Alpha = t.Span[entry];
    }

    private static int Key(ReadOnlyMemory<byte> transparency, int channel) =>
        new BigEndian(transparency).U16(2 * channel);

    private int Raw(ReadOnlySpan<byte> row, int sample) =>
        png.BitDepth switch
        {
            16 => row[2 * sample] << 8 | row[2 * sample + 1],
            8 => row[sample],
            var depth => row[sample * depth / 8] >> 8 - depth - sample * depth % 8
                & (1 << depth) - 1,
        };

    private byte Sample(ReadOnlySpan<byte> row, int sample) =>
        png.BitDepth switch
        {
            16 => row[2 * sample],
            8 => row[sample],
            var depth => (byte)(Raw(row, sample) * 255 / ((1 << depth) - 1)),
        };
}
