using CsCheck;
using Grants.Tests.Platform.Pdf;
using Grants.Web.Platform.Imaging;
using NetVips;

namespace Grants.Tests.Platform.Imaging;

public sealed class ImageDecoderTests
{
    private static readonly ImageDecoder Decoder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tiff_master_is_described()
    {
        using var image = SampleImages.Colours(300, 200).Copy(xres: 400 / 25.4, yres: 400 / 25.4);
        var file = image.TiffsaveBuffer(
            compression: Enums.ForeignTiffCompression.Deflate,
            resunit: Enums.ForeignTiffResunit.Inch
        );

        var facts = await ReadAsync(file);

        facts
            .Should()
            .Be(
                new ImageFacts(
                    ImageFormat.Tiff,
                    300,
                    200,
                    3,
                    8,
                    ImageColour.Rgb,
                    facts.PixelsPerInch,
                    null,
                    1,
                    true
                )
            );
        facts.PixelsPerInch.Should().BeApproximately(400, 0.5);
    }

    [Fact]
    public async Task Sixteen_bits_grey_and_one_bit_are_told_apart()
    {
        using var grey = SampleImages.Colours(64, 64)[0];
        using var deep = (grey.Cast(Enums.BandFormat.Ushort) * 257)
            .Cast(Enums.BandFormat.Ushort)
            .Copy(interpretation: Enums.Interpretation.Grey16);

        (await ReadAsync(deep.TiffsaveBuffer()))
            .Should()
            .Match<ImageFacts>(f => f.BitsPerSample == 16 && f.Colour == ImageColour.Grey);
        (
            await ReadAsync(
                grey.Copy(interpretation: Enums.Interpretation.Bw).TiffsaveBuffer(bitdepth: 1)
            )
        )
            .BitsPerSample.Should()
            .Be(1);
    }

    [Fact]
    public async Task An_embedded_profile_is_named()
    {
        using var image = SampleImages.Colours(20, 20);

        (await ReadAsync(image.JpegsaveBuffer(profile: "srgb")))
            .ColourProfile.Should()
            .Contain("sRGB");
        (await ReadAsync(image.PngsaveBuffer())).ColourProfile.Should().BeNull();
    }

    [Theory]
    [InlineData("tiff")]
    [InlineData("jpeg")]
    [InlineData("png")]
    public async Task A_master_that_is_cut_short_is_found_by_decoding_it(string kind)
    {
        using var image = SampleImages.Colours(400, 300);
        var file = kind switch
        {
            "tiff" => image.TiffsaveBuffer(),
            "jpeg" => image.JpegsaveBuffer(),
            _ => image.PngsaveBuffer(),
        };

        await ReadAsync(file);
        var read = () => ReadAsync(file[..(file.Length * 2 / 3)]);

        await read.Should().ThrowAsync<UnreadableImageException>();
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>")]
    [InlineData("GIF89a")]
    [InlineData("%PDF-1.7")]
    [InlineData("")]
    public async Task Other_formats_are_refused_whatever_the_library_could_read(string content)
    {
        var read = () => ReadAsync(System.Text.Encoding.ASCII.GetBytes(content));

        (await read.Should().ThrowAsync<UnreadableImageException>()).WithMessage(
            "*not a TIFF, JPEG, PNG or JPEG 2000*"
        );
    }

    [Fact]
    public async Task Too_many_pixels_are_refused()
    {
        var small = new ImageDecoder(maxPixels: 10_000);
        using var image = SampleImages.Colours(101, 100);
        var file = image.PngsaveBuffer();

        var read = () => small.ReadAsync(new MemoryStream(file), Cancel);
        var make = () =>
            small.MakeAsync(new MemoryStream(file), Derivative.View, Stream.Null, Cancel);

        (await read.Should().ThrowAsync<UnreadableImageException>()).WithMessage("*101 × 100*");
        await make.Should().ThrowAsync<UnreadableImageException>();
    }

    [Theory]
    [InlineData(2000, 1000, 1600, 800)]
    [InlineData(1000, 2000, 800, 1600)]
    [InlineData(300, 200, 300, 200)]
    public async Task A_view_has_its_longest_side_limited_and_is_never_enlarged(
        int width,
        int height,
        int toWidth,
        int toHeight
    )
    {
        using var image = SampleImages.Colours(width, height);

        var view = await ReadAsync(await MakeAsync(image.TiffsaveBuffer(), Derivative.View));

        (view.Format, view.Width, view.Height).Should().Be((ImageFormat.Jpeg, toWidth, toHeight));
    }

    [Fact]
    public async Task A_thumbnail_is_a_small_webp()
    {
        using var image = SampleImages.Colours(2000, 1000);

        var thumbnail = await MakeAsync(image.JpegsaveBuffer(), Derivative.Thumbnail);

        System.Text.Encoding.ASCII.GetString(thumbnail, 8, 8).Should().Be("WEBPVP8 ");
        (thumbnail[26] | (thumbnail[27] & 0x3F) << 8).Should().Be(400); // RFC 9649 2.5, RFC 6386 9.1
        (thumbnail[28] | (thumbnail[29] & 0x3F) << 8).Should().Be(200);
        thumbnail.Length.Should().BeLessThan(20_000);
    }

    [Fact]
    public async Task A_derivative_is_upright_and_keeps_no_metadata()
    {
        using var image = SampleImages
            .Colours(300, 100)
            .Mutate(m =>
            {
                m.Set(GValue.GIntType, "orientation", 6);
                m.Set(GValue.GStrType, "exif-ifd0-ImageDescription", "Where somebody lives");
            });
        var master = image.JpegsaveBuffer();
        (await ReadAsync(master)).Width.Should().Be(300);

        var view = await MakeAsync(master, Derivative.View);

        (await ReadAsync(view)).Should().Match<ImageFacts>(f => f.Width == 100 && f.Height == 300);
        System
            .Text.Encoding.Latin1.GetString(view)
            .Should()
            .NotContain("Where somebody lives")
            .And.NotContain("Exif");
    }

    [Fact]
    public async Task Transparency_becomes_white()
    {
        var view = await MakeAsync(SampleImages.Logo(), Derivative.View);

        using var seen = NetVips.Image.NewFromBuffer(view);
        seen.Bands.Should().Be(3);
        seen[0, 0].Should().OnlyContain(value => value > 245);
    }

    [Fact]
    public async Task Sixteen_bit_and_cmyk_masters_become_plain_pictures()
    {
        using var deep = (SampleImages.Colours(80, 60).Cast(Enums.BandFormat.Ushort) * 257)
            .Cast(Enums.BandFormat.Ushort)
            .Copy(interpretation: Enums.Interpretation.Rgb16);
        using var cmyk = SampleImages
            .Colours(80, 60)
            .Bandjoin(SampleImages.Colours(80, 60)[0])
            .Copy(interpretation: Enums.Interpretation.Cmyk);

        foreach (var master in new[] { deep.TiffsaveBuffer(), cmyk.TiffsaveBuffer() })
            (await ReadAsync(await MakeAsync(master, Derivative.View)))
                .Should()
                .Match<ImageFacts>(f => f.BitsPerSample == 8 && f.Colour == ImageColour.Rgb);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_read_as_well()
    {
        using var image = SampleImages.Colours(500, 300);
        await using var packed = new MemoryStream();
        await using (
            var zip = new System.IO.Compression.ZLibStream(
                packed,
                System.IO.Compression.CompressionMode.Compress,
                true
            )
        )
            await zip.WriteAsync(image.TiffsaveBuffer(), Cancel);
        packed.Position = 0;
        await using var unpacked = new System.IO.Compression.ZLibStream(
            packed,
            System.IO.Compression.CompressionMode.Decompress
        );

        (await Decoder.ReadAsync(unpacked, Cancel)).Width.Should().Be(500);
    }

    [Fact]
    public async Task A_jpeg_2000_is_described_by_its_header_and_not_converted()
    {
        var file = Jpeg2000(width: 4000, height: 3000, channels: 3, bits: 8, pixelsPerMetre: 15748);

        var facts = await ReadAsync(file);
        var make = () => MakeAsync(file, Derivative.View);

        facts
            .Should()
            .Match<ImageFacts>(f =>
                f.Width == 4000 && f.Height == 3000 && f.Channels == 3 && f.BitsPerSample == 8
            );
        facts
            .Should()
            .Match<ImageFacts>(f =>
                f.Format == ImageFormat.Jpeg2000 && f.Colour == ImageColour.Rgb && !f.IsDecoded
            );
        facts.PixelsPerInch.Should().BeApproximately(400, 0.1);
        (await make.Should().ThrowAsync<UnreadableImageException>()).WithMessage("*JPEG 2000*");
    }

    [Fact]
    public async Task Damaged_masters_give_facts_or_the_exception_that_says_so()
    {
        using var image = SampleImages.Colours(60, 40);
        byte[][] files =
        [
            image.TiffsaveBuffer(),
            image.JpegsaveBuffer(profile: "srgb"),
            image.PngsaveBuffer(),
            Jpeg2000(60, 40, 3, 8, 4000),
        ];

        await Gen.Select(
                Gen.Int[0, files.Length - 1],
                Gen.Select(Gen.Double[0, 1], Gen.Byte).List[1, 12]
            )
            .SampleAsync(
                async damage =>
                {
                    var file = files[damage.Item1].ToArray();
                    foreach (var (place, value) in damage.Item2)
                        file[(int)(place * place * (file.Length - 1))] = value;
                    try
                    {
                        (await ReadAsync(file)).Width.Should().BePositive();
                        await MakeAsync(file, Derivative.Thumbnail);
                    }
                    catch (UnreadableImageException) { }
                },
                iter: 400,
                threads: 1
            );
    }

    private static Task<ImageFacts> ReadAsync(byte[] file) =>
        Decoder.ReadAsync(new MemoryStream(file), Cancel);

    private static async Task<byte[]> MakeAsync(byte[] master, Derivative derivative)
    {
        using var output = new MemoryStream();
        await Decoder.MakeAsync(new MemoryStream(master), derivative, output, Cancel);
        return output.ToArray();
    }

    /// <summary>The boxes of a JP2 file up to its codestream's size marker (ISO/IEC 15444-1, I.5).</summary>
    private static byte[] Jpeg2000(
        int width,
        int height,
        int channels,
        int bits,
        int pixelsPerMetre
    )
    {
        var header = Box(
            "ihdr",
            [.. U32(height), .. U32(width), .. U16(channels), (byte)(bits - 1), 7, 0, 0]
        );
        var colour = Box("colr", [1, 0, 0, .. U32(16)]);
        var resolution = Box(
            "res ",
            Box(
                "resc",
                [.. U16(pixelsPerMetre), .. U16(1), .. U16(pixelsPerMetre), .. U16(1), 0, 0]
            )
        );
        byte[] size =
        [
            0xFF,
            0x4F,
            0xFF,
            0x51,
            .. U16(38 + 3 * channels),
            .. U16(0),
            .. U32(width),
            .. U32(height),
            .. U32(0),
            .. U32(0),
            .. U32(width),
            .. U32(height),
            .. U32(0),
            .. U32(0),
            .. U16(channels),
            (byte)(bits - 1),
            1,
            1,
        ];
        return
        [
            .. Box("jP  ", [0x0D, 0x0A, 0x87, 0x0A]),
            .. Box("ftyp", "jp2 \0\0\0\0jp2 "u8.ToArray()),
            .. Box("jp2h", [.. header, .. colour, .. resolution]),
            .. Box("jp2c", size),
        ];
    }

    private static byte[] Box(string type, byte[] content) =>
        [.. U32(8 + content.Length), .. System.Text.Encoding.ASCII.GetBytes(type), .. content];

    private static byte[] U32(int value) => [.. U16(value >> 16), .. U16(value)];

    private static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];
}
