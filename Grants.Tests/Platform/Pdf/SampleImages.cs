using NetVips;

namespace Grants.Tests.Platform.Pdf;

/// <summary>Images made for tests.</summary>
internal static class SampleImages
{
    /// <summary>A PNG with transparent corners: a box with its label, in the house's green.</summary>
    public static byte[] Logo()
    {
        using var disc = Disc(96);
        using var box = disc.Insert(Plain(44, 34, [255, 255, 255, 255]), 26, 36);
        using var label = box.Insert(Plain(24, 9, [31, 90, 92, 255]), 36, 48);
        return label.PngsaveBuffer();
    }

    /// <summary>A small photograph in colour.</summary>
    public static byte[] Jpeg()
    {
        using var image = Colours(40, 30);
        return image.JpegsaveBuffer();
    }

    private static Image Plain(int width, int height, double[] colour) =>
        (Image.Black(width, height, bands: colour.Length) + colour)
            .Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);

    /// <summary>Three bands that run from dark to light in different directions.</summary>
    public static Image Colours(int width, int height)
    {
        using var grid = Image.Xyz(width, height);
        using var across = grid[0] * (255.0 / width);
        using var down = grid[1] * (255.0 / height);
        using var mixed = (across + down) / 2;
        return across
            .Bandjoin(down, mixed)
            .Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);
    }

    /// <summary>A green disc of a size on nothing.</summary>
    private static Image Disc(int size)
    {
        using var grid = Image.Xyz(size, size) - new double[] { size / 2.0, size / 2.0 };
        using var squares = grid[0] * grid[0] + grid[1] * grid[1];
        using var alpha = (squares < size * size / 4.0).Cast(Enums.BandFormat.Uchar);
        using var colour = Image.Black(size, size, bands: 3) + new double[] { 31, 90, 92 };
        return colour
            .Cast(Enums.BandFormat.Uchar)
            .Bandjoin(alpha)
            .Copy(interpretation: Enums.Interpretation.Srgb);
    }
}
