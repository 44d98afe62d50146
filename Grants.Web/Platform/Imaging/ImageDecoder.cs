using Grants.Domain.Inspection.Formats;
using NetVips;
using Fault = Grants.Web.Platform.Imaging.UnreadableImageException;

namespace Grants.Web.Platform.Imaging;

/// <summary>
/// Checks image masters by decoding them and makes their derivatives. The only place that knows libvips, which is allowed
/// to read TIFF, JPEG and PNG and nothing else. Serves several threads.
/// </summary>
/// <param name="maxPixels">Larger images are refused before they are decoded.</param>
public sealed class ImageDecoder(long maxPixels = ImageDecoder.DefaultMaxPixels)
{
    /// <summary>A large map at 600 ppi (60 × 50 inches has 1,080 megapixels) still passes.</summary>
    public const long DefaultMaxPixels = 1_200_000_000;

    /// <summary>Of what pictures are made, JPEG 2000 where its decoder is installed.</summary>
    public static IReadOnlyList<string> MediaTypes { get; } =
    ["image/tiff", "image/jpeg", "image/png", "image/jp2"];

    private const double MillimetresPerInch = 25.4;

    /// <summary>The library with its version, as events name it.</summary>
    public static string Agent { get; } =
        $"libvips {NetVips.NetVips.Version(0)}.{NetVips.NetVips.Version(1)}.{NetVips.NetVips.Version(2)}";

    // A broken file's warnings would go to the console one by one; the exception says it once.
    private static readonly Log.LogDelegate IgnoreWarnings = (_, _, _) => { };

    static ImageDecoder()
    {
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, IgnoreWarnings);
        // Files come from outside: no loader may run that our formats don't need.
        Operation.Block("VipsForeignLoad", true);
        foreach (
            var loader in new[]
            {
                "VipsForeignLoadTiff",
                "VipsForeignLoadJpeg",
                "VipsForeignLoadPng",
            }
        )
            Operation.Block(loader, false);
        Cache.Max = 0; // a later file under the same name is another file
    }

    /// <summary>Reads the header and then decodes every pixel, so that a broken or shortened file is found.</summary>
    /// <param name="master">At its beginning. A stream that can seek (a file) is read piece by piece, another is held in memory.</param>
    /// <exception cref="UnreadableImageException">Not one of the formats, broken, cut short, or too large.</exception>
    public Task<ImageFacts> ReadAsync(Stream master, CancellationToken cancel) =>
        Task.Run(
            async () =>
            {
                var (format, content) = await ImageSignature.RecognizeAsync(master, cancel);
                if (format == ImageFormat.Jpeg2000)
                    return CheckSize(await Jpeg2000Header.ReadAsync(content, cancel));
                return Guard(
                    () =>
                    {
                        using var image = Open(content, cancel);
                        var facts = Describe(image, format);
                        image.Avg(); // needs every pixel
                        return facts;
                    },
                    cancel
                );
            },
            cancel
        );

    /// <summary>Decodes every pixel of every image in a file that was recognised as TIFF, JPEG or PNG.</summary>
    /// <param name="pages">Images in the file.</param>
    /// <exception cref="UnreadableImageException">Broken or cut short.</exception>
    /// <exception cref="ImageTooLargeException">Larger than is decoded here.</exception>
    public void Decode(Stream master, int pages, CancellationToken cancel)
    {
        for (var page = 0; page < pages; page++)
        {
            master.Position = 0;
            Guard(
                () =>
                {
                    using var image = Open(master, cancel, page == 0 ? "" : $"[page={page}]");
                    return image.Avg();
                },
                cancel
            );
        }
    }

    /// <summary>
    /// Writes a derivative: upright, in sRGB, on white where the master is transparent, without metadata.
    /// </summary>
    /// <param name="master"><inheritdoc cref="ReadAsync" path="/param[@name='master']"/></param>
    /// <exception cref="UnreadableImageException">As in <see cref="ReadAsync"/>; also for JPEG 2000 where its decoder isn't installed.</exception>
    public Task MakeAsync(
        Stream master,
        Derivative derivative,
        Stream output,
        CancellationToken cancel
    ) => MakeAsync(master, derivative, frame: null, output, cancel);

    /// <summary>The same with a frame around a part of it.</summary>
    /// <param name="frame">In fractions of width and height, from the upper left corner.</param>
    /// <exception cref="UnreadableImageException">As in <see cref="MakeAsync(Stream, Derivative, Stream, CancellationToken)"/>.</exception>
    public Task MakeFramedAsync(
        Stream master,
        Derivative derivative,
        (double X, double Y, double Width, double Height) frame,
        Stream output,
        CancellationToken cancel
    ) => MakeAsync(master, derivative, frame, output, cancel);

    private Task MakeAsync(
        Stream master,
        Derivative derivative,
        (double X, double Y, double Width, double Height)? frame,
        Stream output,
        CancellationToken cancel
    ) =>
        Task.Run(
            async () =>
            {
                var (format, content) = await ImageSignature.RecognizeAsync(master, cancel);
                if (format == ImageFormat.Jpeg2000)
                    content = await UnpackedAsync(content, derivative.LongestSide, cancel);
                var file = Guard(() => Shrink(content, derivative, frame, cancel), cancel);
                await output.WriteAsync(file, cancel);
            },
            cancel
        );

    private async Task<Stream> UnpackedAsync(
        Stream master,
        int longestSide,
        CancellationToken cancel
    )
    {
        CheckSize(await Jpeg2000Header.ReadAsync(master, cancel));
        master.Position = 0;
        if (FormatReader.Read(master) is not { IsWhole: true, Facts: { } facts })
            throw new Fault("The JPEG 2000 image is broken or cut short.");
        master.Position = 0;
        return new MemoryStream(Jpeg2000Examiner.Unpacked(master, facts, longestSide, cancel));
    }

    private byte[] Shrink(
        Stream master,
        Derivative derivative,
        (double X, double Y, double Width, double Height)? frame,
        CancellationToken cancel
    )
    {
        using var image = Open(master, cancel);
        using var small = image.ThumbnailImage(
            derivative.LongestSide,
            height: derivative.LongestSide,
            size: Enums.Size.Down,
            outputProfile: "srgb",
            failOn: Enums.FailOn.Error
        );
        using var plain = small.HasAlpha() ? small.Flatten(background: [255]) : small.Copy();
        using var flat = frame is { } marked ? Framed(plain, marked) : plain.Copy();
        return derivative.Format == DerivativeFormat.Jpeg
            ? flat.JpegsaveBuffer(
                q: derivative.Quality,
                optimizeCoding: true,
                keep: Enums.ForeignKeep.None
            )
            : flat.WebpsaveBuffer(q: derivative.Quality, keep: Enums.ForeignKeep.None);
    }

    /// <summary>A dark line within a light one, to be seen on every ground.</summary>
    private static Image Framed(
        Image image,
        (double X, double Y, double Width, double Height) frame
    )
    {
        using var held = image.CopyMemory();
        var (left, top) = ((int)(frame.X * held.Width), (int)(frame.Y * held.Height));
        var (width, height) = (
            Math.Max(8, (int)(frame.Width * held.Width)),
            Math.Max(8, (int)(frame.Height * held.Height))
        );
        return held.Mutate(drawn =>
        {
            for (var i = 0; i < 4; i++)
                drawn.DrawRect(
                    i < 2 ? [255] : [0],
                    left + i,
                    top + i,
                    width - 2 * i,
                    height - 2 * i,
                    fill: false
                );
        });
    }

    private Image Open(Stream master, CancellationToken cancel, string options = "")
    {
        var image = Image.NewFromStream(
            master,
            options,
            access: Enums.Access.Sequential,
            failOn: Enums.FailOn.Error
        );
        CheckSize(image.Width, image.Height);
        image.SetProgress(null, cancel);
        return image;
    }

    private static ImageFacts Describe(Image image, ImageFormat format) =>
        new(
            format,
            image.Width,
            image.Height,
            image.Bands,
            image.Contains("bits-per-sample")
                ? (int)image.Get("bits-per-sample")
                : BitsOf(image.Format),
            ColourOf(image.Interpretation),
            image.Contains("resolution-unit") ? image.Xres * MillimetresPerInch : null,
            image.Contains("icc-profile-data")
                ? IccProfile.NameOf((byte[])image.Get("icc-profile-data"))
                : null,
            image.Contains("n-pages") ? (int)image.Get("n-pages") : 1,
            IsDecoded: true
        );

    private static int BitsOf(Enums.BandFormat format) =>
        format switch
        {
            Enums.BandFormat.Uchar or Enums.BandFormat.Char => 8,
            Enums.BandFormat.Ushort or Enums.BandFormat.Short => 16,
            Enums.BandFormat.Double or Enums.BandFormat.Complex => 64,
            _ => 32,
        };

    private static ImageColour ColourOf(Enums.Interpretation interpretation) =>
        interpretation switch
        {
            Enums.Interpretation.Bw or Enums.Interpretation.Grey16 => ImageColour.Grey,
            Enums.Interpretation.Srgb or Enums.Interpretation.Rgb or Enums.Interpretation.Rgb16 =>
                ImageColour.Rgb,
            Enums.Interpretation.Cmyk => ImageColour.Cmyk,
            _ => ImageColour.Other,
        };

    private ImageFacts CheckSize(ImageFacts facts)
    {
        CheckSize(facts.Width, facts.Height);
        return facts;
    }

    private void CheckSize(long width, long height)
    {
        if (width * height > maxPixels)
            throw new ImageTooLargeException(
                $"The image has {width} × {height} pixels. At most {maxPixels / 1_000_000} megapixels are read."
            );
    }

    private static T Guard<T>(Func<T> work, CancellationToken cancel)
    {
        try
        {
            return work();
        }
        catch (VipsException e)
        {
            cancel.ThrowIfCancellationRequested();
            throw new Fault("The image is broken or cut short.", e);
        }
    }
}
