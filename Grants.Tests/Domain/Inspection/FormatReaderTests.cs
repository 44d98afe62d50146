using CsCheck;
using Grants.Domain.Inspection.Formats;
using Grants.Tests.Support;

namespace Grants.Tests.Domain.Inspection;

public sealed class FormatReaderTests
{
    private static readonly IReadOnlyList<byte[]> Whole =
    [
        SampleFiles.Tiff(),
        SampleFiles.Tiff(bigEndian: true),
        SampleFiles.Tiff(big: true),
        SampleFiles.Jpeg(),
        SampleFiles.Png(),
        SampleFiles.Jpeg2000(),
        SampleFiles.Pdf(),
        SampleFiles.Wave(),
        SampleFiles.Wave(kind: "RF64"),
        SampleFiles.Wave(kind: "BW64", broadcast: true),
    ];

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_TIFF_of_either_order_and_size_tells_its_pixels_and_resolution(
        bool bigEndian,
        bool big
    )
    {
        var facts = Facts(SampleFiles.Tiff(40, 30, 400, bigEndian: bigEndian, big: big));
        facts.MediaType.Should().Be("image/tiff");
        (facts.Width, facts.Height, facts.Ppi).Should().Be((40, 30, 400));
        (facts.Samples, facts.Bits, facts.Pages).Should().Be((1, 8, 1));
        facts.Compression.Should().Be("uncompressed");
    }

    [Fact]
    public void A_JPEG_tells_its_pixels_and_resolution()
    {
        var facts = Facts(SampleFiles.Jpeg(40, 30, 300));
        facts.MediaType.Should().Be("image/jpeg");
        (facts.Width, facts.Height, facts.Ppi).Should().Be((40, 30, 300));
    }

    [Fact]
    public void A_PNG_tells_its_pixels_and_resolution()
    {
        var facts = Facts(SampleFiles.Png(40, 30, 300));
        facts.MediaType.Should().Be("image/png");
        (facts.Width, facts.Height).Should().Be((40, 30));
        facts.Ppi.Should().BeApproximately(300, 0.1);
    }

    [Fact]
    public void A_JPEG_2000_tells_its_pixels()
    {
        var facts = Facts(SampleFiles.Jpeg2000(40, 30));
        (facts.Width, facts.Height, facts.Samples, facts.Bits).Should().Be((40, 30, 1, 8));
    }

    [Fact]
    public void A_PDF_tells_its_version_and_a_WAVE_its_sound()
    {
        Facts(SampleFiles.Pdf()).Name.Should().Be("PDF 1.7");
        var sound = Facts(SampleFiles.Wave());
        (sound.Samples, sound.Bits, sound.SampleRate).Should().Be((1, 16, 48_000));
    }

    [Theory]
    [InlineData(1, "PCM")]
    [InlineData(3, "floating point")]
    public void A_WAVE_with_the_longer_header_tells_its_samples_all_the_same(
        int format,
        string name
    ) =>
        Facts(SampleFiles.Wave(bits: 32, format: format, extensible: true))
            .Compression.Should()
            .Be(name);

    [Theory]
    [InlineData("RF64")]
    [InlineData("BW64")]
    public void A_WAVE_with_sizes_of_64_bits_tells_how_long_it_plays(string kind)
    {
        var sound = Facts(SampleFiles.Wave(samples: 48_000, kind: kind, broadcast: true));
        (sound.Name, sound.Duration)
            .Should()
            .Be(($"Broadcast Wave ({kind})", TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData(0xFB)]
    [InlineData(0xFA)]
    [InlineData(0xF3)]
    [InlineData(0xF2)]
    public void An_MP3_without_a_tag_is_known_by_its_frames(byte kind)
    {
        var sound = SampleFiles.Mp3(kind);
        Facts(sound).Name.Should().Be("MP3");
        sound[sound.Length / 42] = 0;
        Read(sound).Facts.Should().BeNull("there is no second frame");
    }

    [Theory]
    [InlineData("heic", "HEIC")]
    [InlineData("mif1", "HEIC")]
    [InlineData("avif", "AVIF")]
    [InlineData("qt  ", "QuickTime")]
    [InlineData("isom", "MP4")]
    [InlineData("M4A ", "MP4")]
    public void Pictures_and_films_in_boxes_are_told_by_their_brand(string brand, string name) =>
        Facts(SampleFiles.Boxes(brand)).Name.Should().Be(name);

    [Theory]
    [InlineData("moov")]
    [InlineData("mdat")]
    [InlineData("wide")]
    [InlineData("free")]
    [InlineData("skip")]
    public void An_old_film_without_a_brand_is_QuickTime(string atom) =>
        Facts(SampleFiles.OldMovie(atom)).Name.Should().Be("QuickTime");

    [Fact]
    public void Text_is_text_whatever_its_words_and_hOCR_is_told_by_its_pages()
    {
        Facts(SampleFiles.Text("The wide sea, the free land")).Name.Should().Be("text");
        Facts(SampleFiles.Text("<html>ocr</html>")).Name.Should().Be("text");
        Facts(SampleFiles.Text("A page is an ocr_page")).Name.Should().Be("text");
        var recognised = Facts(SampleFiles.Hocr());
        recognised.Extensions.Should().Contain([".hocr", ".html"]);
        recognised.MediaType.Should().Be("text/plain", "no browser runs it");
    }

    [Theory]
    [InlineData("a.j2k")]
    [InlineData("a.jpx")]
    [InlineData("a.bwf")]
    [InlineData("a.WAVE")]
    [InlineData("a.m4v")]
    [InlineData("a.mkv")]
    public void Names_are_like_masters_wherever_a_reader_takes_their_ending(string name) =>
        FormatReader.IsNamedLikeMaster(name).Should().BeTrue();

    [Fact]
    public void What_is_taken_is_said_in_words() =>
        FormatReader
            .TakenInWords.Should()
            .Be(
                "TIFF, JPEG 2000, JPEG, PNG, PDF, WAVE, MP3, MP4, QuickTime, Matroska, AVI or plain text"
            );

    [Fact]
    public void Every_file_cut_short_is_broken_or_no_longer_known()
    {
        foreach (var file in Whole)
        foreach (var length in Enumerable.Range(1, file.Length - 1))
        {
            // The end marker of a PDF may lose its line end.
            if (file.AsSpan(0, length).EndsWith("%%EOF"u8))
                continue;
            var reading = FormatReader.Read(new MemoryStream(file[..length]));
            var taken = reading.IsWhole && reading.Facts!.MediaType is not "text/plain";
            taken.Should().BeFalse($"{length} of {file.Length} bytes of {Facts(file).Name}");
        }
    }

    [Fact]
    public void An_empty_file_and_one_of_zero_bytes_say_so()
    {
        Read([]).Broken.Should().Be("is empty");
        Read(new byte[500]).Broken.Should().Be("holds only zero bytes");
    }

    [Fact]
    public void A_JPEG_2000_that_states_two_sizes_is_broken() =>
        Read(SampleFiles.Jpeg2000(40, 30, streamWidth: 41))
            .Broken.Should()
            .StartWith("says two sizes");

    [Fact]
    public void A_PNG_with_one_changed_byte_is_damaged()
    {
        var png = SampleFiles.Png();
        png[^20] ^= 1;
        Read(png).Broken.Should().NotBeNull();
    }

    [Theory]
    [InlineData("GIF89a", "GIF")]
    [InlineData("PK\u0003\u0004....", "ZIP")]
    [InlineData("MZ..", "a Windows program")]
    [InlineData("Hello, שלום", "text")]
    public void Other_content_is_called_by_its_name(string content, string name) =>
        Read(SampleFiles.Text(content)).Facts!.Name.Should().Be(name);

    [Fact]
    public void Bytes_without_meaning_are_no_known_format() =>
        Read([0x01, 0x02, 0xFE, 0x80, 0x00]).Should().Be(new FileReading(null, null));

    [Fact]
    public void Any_bytes_are_read_without_an_exception() =>
        Gen.Byte.Array[0, 300].Sample(bytes => Read(bytes) is not null, iter: 20_000);

    /// <summary>
    /// A paletted image, which the suite's own list calls valid; and PDFs whose faults are inside of their objects, which
    /// these readers don't open.
    /// </summary>
    private static readonly string[] Beyond =
    [
        "palettedImage.jp2",
        "pdf-hul-34-govdocs-259511.pdf",
        "pdf-hul-76-372051162.pdf",
        "pdf-hul-82-govdocs-333472.pdf",
        "pdf-hul-9-govdocs-065694.pdf",
    ];

    [Fact]
    public void Files_that_others_call_good_are_whole() =>
        string.Join(
                ", ",
                ExternalFixtures
                    .Files("files", "good")
                    .Where(f => !IsWhole(f))
                    .Select(Path.GetFileName)
            )
            .Should()
            .BeEmpty();

    [Fact]
    public void Files_that_others_call_broken_are_not_whole() =>
        string.Join(
                ", ",
                ExternalFixtures
                    .Files("files", "broken")
                    .Where(f => !Beyond.Contains(Path.GetFileName(f)))
                    .Where(IsWhole)
                    .Select(Path.GetFileName)
            )
            .Should()
            .BeEmpty();

    private static bool IsWhole(string path) => Read(File.ReadAllBytes(path)).IsWhole;

    private static FileReading Read(byte[] bytes) => FormatReader.Read(new MemoryStream(bytes));

    private static FileFacts Facts(byte[] bytes)
    {
        var reading = Read(bytes);
        reading.Broken.Should().BeNull();
        return reading.Facts!;
    }
}
