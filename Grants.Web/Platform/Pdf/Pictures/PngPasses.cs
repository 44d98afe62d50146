using System.IO.Compression;

namespace Grants.Web.Platform.Pdf.Pictures;

/// <summary>One pass of rows: the whole picture, or one of the seven of an interlaced one.</summary>
internal sealed record PngPass(int X, int Y, int StepX, int StepY, byte[][] Lines)
{
    public IEnumerable<(byte[] Row, int Y)> Rows() =>
        Lines.Select((line, i) => (line, Y + i * StepY));
}

/// <summary>Inflates a PNG's pixels and takes the row filters off (W3C PNG, 8 and 9).</summary>
internal static class PngPasses
{
    // Adam7: first column, first row, column step, row step.
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
    [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];

    /// <exception cref="InvalidDataException">The pixels are cut short or don't inflate.</exception>
    public static IReadOnlyList<PngPass> Unpack(PngFile png)
    {
        using var pixels = new ZLibStream(new MemoryStream(png.Pixels), CompressionMode.Decompress);
        var passes = new List<PngPass>();
        foreach (var (x, y, stepX, stepY) in png.Interlaced ? Adam7 : [(0, 0, 1, 1)])
        {
            var width = (png.Width - x + stepX - 1) / stepX;
            var height = (png.Height - y + stepY - 1) / stepY;
            if (width < 1 || height < 1)
                continue;
            var rowBytes = (int)(((long)width * png.Channels * png.BitDepth + 7) / 8);
            var lines = new byte[height][];
            for (var i = 0; i < height; i++)
                lines[i] = ReadLine(
                    pixels,
                    rowBytes,
                    i > 0 ? lines[i - 1] : new byte[rowBytes],
                    png
                );
            passes.Add(new(x, y, stepX, stepY, lines));
        }
        return passes;
    }

    private static byte[] ReadLine(ZLibStream pixels, int length, byte[] above, PngFile png)
    {
        var filter = pixels.ReadByte();
        var line = new byte[length];
        if (filter < 0 || pixels.ReadAtLeast(line, length, throwOnEndOfStream: false) < length)
            throw new InvalidDataException("The PNG is cut short.");
        var step = Math.Max(1, png.Channels * png.BitDepth / 8);
        for (var i = 0; i < length; i++)
        {
            int left = i >= step ? line[i - step] : 0;
            int up = above[i];
            int corner = i >= step ? above[i - step] : 0;
            line[i] += (byte)(
                filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Paeth(left, up, corner),
                    _ => throw new InvalidDataException("The PNG has an unknown row filter."),
                }
            );
        }
        return line;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return a <= b && a <= c ? left
            : b <= c ? up
            : corner;
    }
}
