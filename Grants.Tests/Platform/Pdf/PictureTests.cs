using System.IO.Compression;
using CsCheck;
using Grants.Web.Platform.Imaging;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Pdf.Pictures;
using NetVips;
using UglyToad.PdfPig.Tokens;

namespace Grants.Tests.Platform.Pdf;

public sealed class PictureTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void A_png_of_any_channels_keeps_its_pixels(int bands, bool interlaced)
    {
        using var image = Sample(bands);

        var picture = Picture.Read(image.PngsaveBuffer(interlace: interlaced));

        (picture.Width, picture.Height).Should().Be((37, 23));
        Unpacked(picture).Should().Equal(Pixels(image, bands));
        (picture.Alpha is null).Should().Be(bands is 1 or 3);
        if (picture.Alpha is { } alpha)
            Inflate(alpha).Should().Equal(Alpha(image));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_png_with_a_palette_keeps_it(int depth)
    {
        using var image = Sample(3);

        var picture = Picture.Read(image.PngsaveBuffer(palette: true, bitdepth: depth));

        picture.ColourSpace.Should().StartWith("[/Indexed/DeviceRGB");
        picture.BitsPerComponent.Should().Be(depth);
    }

    [Fact]
    public void A_png_with_16_bits_a_channel_and_alpha_becomes_8_bits()
    {
        using var image = (Sample(4).Cast(Enums.BandFormat.Ushort) * 257)
            .Cast(Enums.BandFormat.Ushort)
            .Copy(interpretation: Enums.Interpretation.Rgb16);

        var picture = Picture.Read(image.PngsaveBuffer(bitdepth: 16));

        picture.BitsPerComponent.Should().Be(8);
        using var same = Sample(4);
        Inflate(picture.Data.ToArray()).Should().Equal(Pixels(same, 4));
    }

    [Theory]
    [InlineData(1, "/DeviceGray")]
    [InlineData(3, "/DeviceRGB")]
    public void A_jpeg_is_taken_as_it_is(int bands, string space)
    {
        using var image = Sample(bands);
        var file = image.JpegsaveBuffer();

        var picture = Picture.Read(file);

        (picture.Width, picture.Height, picture.ColourSpace).Should().Be((37, 23, space));
        picture.Data.ToArray().Should().Equal(file);
    }

    [Fact]
    public void A_progressive_jpeg_is_fine_too()
    {
        using var image = Sample(3);

        Picture.Read(image.JpegsaveBuffer(interlace: true)).Width.Should().Be(37);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    public void A_file_that_is_cut_short_is_refused(string kind)
    {
        using var image = Sample(3);
        var file = kind == "png" ? image.PngsaveBuffer() : image.JpegsaveBuffer();

        for (var length = 0; length < file.Length - 13; length += 7)
        {
            var cut = file[..length];
            var read = () => Picture.Read(cut);
            read.Should().Throw<UnreadableImageException>();
        }
    }

    [Fact]
    public void A_png_that_promises_too_many_pixels_is_refused_before_they_are_unpacked()
    {
        using var image = Sample(1);
        var file = image.PngsaveBuffer();
        file[16] = 0x70; // the width's highest byte

        var read = () => Picture.Read(file);

        read.Should().Throw<UnreadableImageException>().WithMessage("*megapixels*");
    }

    [Fact]
    public void Damaged_files_give_a_picture_or_the_exception_that_says_so()
    {
        using var image = Sample(4);
        byte[][] files =
        [
            image.PngsaveBuffer(),
            image.PngsaveBuffer(interlace: true),
            Sample(3).PngsaveBuffer(palette: true, bitdepth: 2),
            Sample(3).JpegsaveBuffer(),
        ];

        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Select(Gen.Double[0, 1], Gen.Byte).List[1, 12])
            .Sample(
                damage =>
                {
                    var file = files[damage.Item1].ToArray();
                    foreach (var (place, value) in damage.Item2)
                        file[(int)(place * (file.Length - 1))] = value;
                    ReadOrRefuse(file);
                },
                iter: 3000
            );
        Gen.Byte.Array[0, 200]
            .Sample(bytes =>
                ReadOrRefuse([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. bytes])
            );
        Gen.Byte.Array[0, 200].Sample(bytes => ReadOrRefuse([0xFF, 0xD8, .. bytes]));
    }

    [Fact]
    public async Task An_image_in_a_document_is_scaled_to_the_page_and_says_its_text()
    {
        using var image = SampleImages.Colours(40, 400);
        var document = SampleDocuments.Of(
            new Grants.Domain.Documents.Image(image.PngsaveBuffer(), "A tall map", 600)
        );
        using var file = new MemoryStream();
        await new PdfRenderer(PdfRendererTests.Shaper).RenderAsync(
            document,
            file,
            TestContext.Current.CancellationToken
        );
        using var pdf = new PdfInspector(file.ToArray());

        var drawn = pdf.Pages[0].GetImages().Single();
        drawn.BoundingBox.Height.Should().BeLessThan(pdf.Pages[0].Height);
        (drawn.BoundingBox.Height / drawn.BoundingBox.Width).Should().BeApproximately(10, 0.01);
        pdf.Elements("Figure")
            .Single()
            .Data["Alt"]
            .Should()
            .BeOfType<HexToken>()
            .Which.Data.Should()
            .Contain("A tall map");
    }

    private static void ReadOrRefuse(byte[] file)
    {
        try
        {
            Picture.Read(file).Width.Should().BePositive();
        }
        catch (UnreadableImageException) { }
    }

    private static NetVips.Image Sample(int bands)
    {
        using var colours = SampleImages.Colours(37, 23);
        return bands switch
        {
            1 => colours[0].Copy(interpretation: Enums.Interpretation.Bw),
            2 => colours[0].Bandjoin(colours[1]).Copy(interpretation: Enums.Interpretation.Bw),
            3 => colours.Copy(),
            _ => colours.Bandjoin(colours[2]),
        };
    }

    private static byte[] Pixels(NetVips.Image image, int bands)
    {
        using var colours = bands is 2 or 4 ? image.ExtractBand(0, n: bands - 1) : image.Copy();
        return colours.WriteToMemory<byte>();
    }

    private static byte[] Alpha(NetVips.Image image) =>
        image[image.Bands - 1].WriteToMemory<byte>();

    /// <summary>Pixels as a PDF reader would see them.</summary>
    private static byte[] Unpacked(Picture picture)
    {
        if (!picture.Extra.Contains("/Predictor 15", StringComparison.Ordinal))
            return Inflate(picture.Data.ToArray());
        var channels = picture.ColourSpace == "/DeviceGray" ? 1 : 3;
        var dictionary = new DictionaryToken(
            new Dictionary<NameToken, IToken>
            {
                [NameToken.Filter] = NameToken.FlateDecode,
                [NameToken.DecodeParms] = new DictionaryToken(
                    new Dictionary<NameToken, IToken>
                    {
                        [NameToken.Predictor] = new NumericToken(15),
                        [NameToken.Colors] = new NumericToken(channels),
                        [NameToken.BitsPerComponent] = new NumericToken(picture.BitsPerComponent),
                        [NameToken.Columns] = new NumericToken(picture.Width),
                    }
                ),
            }
        );
        return PdfInspector.Decode(new StreamToken(dictionary, picture.Data.ToArray()));
    }

    private static byte[] Inflate(byte[] bytes)
    {
        using var zlib = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zlib.CopyTo(plain);
        return plain.ToArray();
    }
}
