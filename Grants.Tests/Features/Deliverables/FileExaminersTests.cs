using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Inspection.Sheets;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables.Checking;
using Grants.Web.Platform.Imaging;

namespace Grants.Tests.Features.Deliverables;

/// <summary>Files as an archive has them, made here or by others, through everything that looks into them.</summary>
public sealed class FileExaminersTests
{
    private static readonly IReadOnlyList<IFileExaminer> Examiners = new FileExaminers(
        new ImageDecoder()
    ).All;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("RGB", 8, true)]
    [InlineData("grey", 8, true)]
    [InlineData("RGB", 16, true)]
    [InlineData("grey", 16, false)]
    [InlineData("RGB", 8, false)]
    public void A_JPEG_2000_of_each_kind_is_decoded_and_told_apart(
        string colour,
        int bits,
        bool lossless
    )
    {
        var content = Made(
            "JPEG 2000",
            bits,
            colour,
            lossless ? "JPEG 2000, lossless" : "JPEG 2000, lossy"
        );
        var facts = Whole(content, "JPEG 2000");
        (facts.Name, facts.Bits, facts.Colour, facts.Compression)
            .Should()
            .Be(("JPEG 2000", bits, colour, lossless ? "JPEG 2000, lossless" : "JPEG 2000, lossy"));
        Missed(ShippedProfiles.Find("fadgi-2016-newspapers-3")!, facts with { Bits = 8 })
            .Should()
            .BeEmpty();
        Missed(ShippedProfiles.Find("fadgi-2016-documents-1")!, facts with { Bits = 8 })
            .Should()
            .HaveCount(lossless ? 0 : 1);

        // A byte in the middle of the code stream's data is seen by decoding, if at all; a file cut short always is.
        Findings("a.jp2", content[..^40]).Should().Contain(f => f.Code == FindingCodes.FileBroken);
    }

    [Fact]
    public async Task A_JPEG_2000_has_a_small_picture_for_screens()
    {
        var content = Made("JPEG 2000", 8, "RGB", "JPEG 2000, lossless");
        using var small = new MemoryStream();
        await new ImageDecoder().MakeAsync(
            new MemoryStream(content),
            Derivative.Thumbnail,
            small,
            Cancel
        );
        small.Length.Should().BePositive();
    }

    [Theory]
    [InlineData("1b")]
    [InlineData("2b")]
    [InlineData("2u")]
    [InlineData("3a")]
    public void A_PDF_tells_its_claim_its_pages_and_its_text_layer(string claim)
    {
        var facts = Whole(SampleFiles.Pdf(claim, font: true), claim);
        (facts.PdfA, facts.Pages, facts.TextLayer, facts.Scripts, facts.Attachments)
            .Should()
            .Be((claim, 1, true, false, false));
        foreach (
            var profile in ShippedProfiles.All.Where(p =>
                Values(p, FileProperty.Format, "").Contains("PDF/A")
            )
        )
            Missed(profile, facts).Should().BeEmpty(profile.Key);
    }

    [Theory]
    [InlineData("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", FileProperty.Scripts)]
    [InlineData("/Names << /JavaScript << /Names [] >> >>", FileProperty.Scripts)]
    [InlineData("/AF [5 0 R]", FileProperty.Attachments)]
    [InlineData("/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>", FileProperty.Attachments)]
    public void Scripts_and_attachments_of_a_PDF_are_found(string catalog, FileProperty what)
    {
        var facts = Whole(SampleFiles.Pdf("2b", font: true, catalog), catalog);
        var profile = ShippedProfiles.Find("text-preservation")!;
        Missed(profile, facts)
            .Should()
            .ContainSingle()
            .Which.Expected.Should()
            .Be(profile.Rules.First(r => r.Property == what).InWords);
    }

    [Fact]
    public void Image_data_that_the_header_says_nothing_about_is_found_by_decoding_it()
    {
        var content = Made("TIFF", 8, "RGB", "Deflate", "sRGB");
        // The packed strip is there in full and no longer means anything.
        content.AsSpan(20, 40).Fill(0xEE);
        FormatReader.Read(new MemoryStream(content)).IsWhole.Should().BeTrue();
        Findings("a.tif", content)
            .Should()
            .Contain(f =>
                f.Code == FindingCodes.FileBroken
                && f.Message.StartsWith("The file can't be decoded", StringComparison.Ordinal)
            );
    }

    [Fact]
    public void Each_look_into_a_file_is_an_event_with_its_agent_and_version()
    {
        var report = BatchCheck.Run(
            [
                SampleFiles.File("sheet.csv", SampleFiles.Sheet("a.tif")),
                SampleFiles.File("a.tif", Made("TIFF", 8, "RGB", "LZW", "sRGB")),
            ],
            MetadataProfile.Core,
            new FileChecks(ProfileChoice.Default, Examiners),
            _ => { },
            Cancel
        );
        report
            .Events.Should()
            .Contain(e =>
                e.Type == "validation"
                && e.Agent!.StartsWith("libvips 8.", StringComparison.Ordinal)
                && e.Detail == "Every pixel was decoded"
            );
    }

    [Fact]
    public void A_video_is_read_where_a_reader_is_installed_and_else_recorded_as_not_examined()
    {
        Findings("a.mkv", [0x1A, 0x45, 0xDF, 0xA3, 1, 2, 3, 4])
            .Should()
            .Contain(f =>
                f.Code == FindingCodes.FileBroken || f.Code == FindingCodes.FileNotExamined
            );
        GeneratedFiles.NeedsMakerOf("Matroska");
        var facts = Whole(GeneratedFiles.Of(new Wanted("Matroska")), "video");
        (facts.VideoCodec, facts.AudioCodec, facts.Width).Should().Be(("FFV1", "PCM", 64));
    }

    [Fact]
    public void None_that_others_call_broken_is_clean() =>
        string.Join(
                ", ",
                ExternalFixtures
                    .Files("files", "broken")
                    .Where(f =>
                        Findings(Path.GetFileName(f), File.ReadAllBytes(f))
                            .All(x => x.Severity == FindingSeverity.Notice)
                    )
                    .Select(Path.GetFileName)
            )
            .Should()
            .BeEmpty();

    /// <summary>
    /// What looks into them reads on one thread, or in programs of their own. The time holds for all of them together; what each
    /// takes is measured by infra/bench checks.
    /// </summary>
    [Fact(Timeout = 60_000)]
    public async Task None_that_others_call_broken_hangs_or_takes_more_than_64_MB()
    {
        var cancel = TestContext.Current.CancellationToken;
        foreach (var path in ExternalFixtures.Files("files", "broken"))
        {
            var content = await File.ReadAllBytesAsync(path, cancel);
            (await Task.Run(() => Allocated(path, content), cancel))
                .Should()
                .BeLessThan(64 << 20, Path.GetFileName(path));
        }
    }

    [Fact]
    public void None_that_others_call_good_is_broken() =>
        string.Join(
                ", ",
                ExternalFixtures
                    .Files("files", "good")
                    .Where(Path.HasExtension)
                    .SelectMany(f => Findings(Path.GetFileName(f), File.ReadAllBytes(f)))
                    .Where(f =>
                        f.Severity == FindingSeverity.Error
                        && f.Code != FindingCodes.FileTypeUnknown
                    )
                    .Select(f => $"{f.Path}: {f.Message}")
            )
            .Should()
            .BeEmpty();

    /// <summary>Bytes, while it is looked at.</summary>
    private static long Allocated(string path, byte[] content)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Findings(Path.GetFileName(path), content);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string[] Values(
        TechnicalProfile profile,
        FileProperty property,
        string otherwise
    ) =>
        FileProperties.Values(
            profile.Rules.FirstOrDefault(r => r.Property == property)?.Expected ?? otherwise
        );

    private static IReadOnlyList<Finding> Missed(TechnicalProfile profile, FileFacts facts)
    {
        // As large as the profile of paintings asks for, of an original that is small.
        var large = facts.Width is null ? facts : facts with { Width = 12_000, Height = 9_000 };
        return profile.Check(new HeldFile("a", large, (1, 0.75)), FindingSeverity.Error);
    }

    private static IReadOnlyList<Finding> Findings(string name, byte[] content) =>
        BatchCheck.RunOne(
            SampleFiles.File(name, content),
            MetadataProfile.Core,
            new FileChecks(ProfileChoice.Default, Examiners),
            Cancel
        );

    /// <summary>Facts after every examiner had its look; none of them finds fault.</summary>
    private static FileFacts Whole(byte[] content, string why)
    {
        var reading = FormatReader.Read(new MemoryStream(content));
        reading.Broken.Should().BeNull(why);
        var facts = reading.Facts!;
        foreach (var examiner in Examiners.Where(e => e.Takes(facts)).ToList())
        {
            var examination = examiner.Examine(new MemoryStream(content), facts, Cancel);
            examination.Broken.Should().BeNull(why);
            examination.Doubts.Should().BeEmpty(why);
            facts = examination.Facts;
        }
        return facts;
    }

    private static byte[] Made(
        string format,
        int bits,
        string colour,
        string compression,
        string? icc = null
    )
    {
        GeneratedFiles.NeedsMakerOf(format);
        return GeneratedFiles.Of(
            new Wanted(format)
            {
                Width = 64,
                Height = 48,
                Bits = bits,
                Colour = colour,
                Compression = compression,
                Icc = icc,
            }
        );
    }
}
