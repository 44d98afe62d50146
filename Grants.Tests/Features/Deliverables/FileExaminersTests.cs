using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Inspection.Sheets;
using Grants.Tests.Domain.Inspection;
using Grants.Tests.Platform.Pdf;
using Grants.Tests.Support;
using Grants.Web.Features.Deliverables.Checking;
using Grants.Web.Platform.Imaging;
using NetVips;

namespace Grants.Tests.Features.Deliverables;

/// <summary>Files as an archive has them, made here or by others, through everything that looks into them.</summary>
public sealed class FileExaminersTests
{
    private static readonly IReadOnlyList<IFileExaminer> Examiners = new FileExaminers(
        new ImageDecoder()
    ).All;

    /// <summary>Words of the rules to the library's.</summary>
    private static readonly Dictionary<string, Enums.ForeignTiffCompression> TiffCompressions =
        new()
        {
            ["uncompressed"] = Enums.ForeignTiffCompression.None,
            ["LZW"] = Enums.ForeignTiffCompression.Lzw,
            ["Deflate"] = Enums.ForeignTiffCompression.Deflate,
            ["PackBits"] = Enums.ForeignTiffCompression.Packbits,
        };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_kind_of_TIFF_and_PNG_that_the_profiles_name_is_read_as_it_was_made_and_meets_them()
    {
        foreach (var profile in ShippedProfiles.All.Where(p => p.Kind == MediaKind.Image))
        foreach (var bits in Values(profile, FileProperty.BitsPerSample, "8"))
        foreach (
            var colour in Values(profile, FileProperty.Colour, "RGB").Intersect(["grey", "RGB"])
        )
        foreach (
            var format in Values(profile, FileProperty.Format, "TIFF").Intersect(["TIFF", "PNG"])
        )
        foreach (
            var compression in format == "PNG"
                ? ["Deflate"]
                : Values(profile, FileProperty.Compression, "uncompressed")
                    .Intersect(TiffCompressions.Keys)
        )
        {
            // Of PNG there is one with a profile.
            if (format == "PNG" && colour != "RGB")
                continue;
            var icc =
                format == "PNG" ? "sRGB" : Values(profile, FileProperty.ColourProfile, "sRGB")[^1];
            var name = $"{profile.Key} {format} {bits} {colour} {compression} {icc}";
            var content = Made(format, int.Parse(bits), colour, compression, icc);
            var facts = Whole(content, name);
            (facts.Name, facts.Bits, facts.Colour, facts.Compression)
                .Should()
                .Be((format, int.Parse(bits), colour, compression), name);
            facts.ColourProfile.Should().Contain(icc, name);
            Missed(profile, facts).Should().BeEmpty(name);
        }
    }

    [Theory]
    [InlineData("RGB", 8, true)]
    [InlineData("grey", 8, true)]
    [InlineData("RGB", 16, true)]
    [InlineData("grey", 16, false)]
    [InlineData("RGB", 8, false)]
    public async Task A_JPEG_2000_of_each_kind_is_decoded_and_told_apart(
        string colour,
        int bits,
        bool lossless
    )
    {
        var content = await Jpeg2000Async(Made("PNG", bits, colour, "Deflate", "sRGB"), lossless);
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
        var content = await Jpeg2000Async(Made("PNG", 8, "RGB", "Deflate", "sRGB"), true);
        using var small = new MemoryStream();
        await new ImageDecoder().MakeAsync(
            new MemoryStream(content),
            Derivative.Thumbnail,
            small,
            Cancel
        );
        small.Length.Should().BePositive();
    }

    [Fact]
    public void Sound_of_each_kind_that_the_profiles_name_is_read_as_it_was_made()
    {
        foreach (var profile in ShippedProfiles.All.Where(p => p.Kind == MediaKind.Sound))
        foreach (var bits in Values(profile, FileProperty.BitsPerSample, "24"))
        foreach (var channels in (int[])[1, 2])
        {
            var rate = int.Parse(Values(profile, FileProperty.SampleRate, "48000")[0]);
            var content = SampleFiles.Wave(100, rate, int.Parse(bits), channels, broadcast: true);
            var facts = Whole(content, profile.Key);
            (facts.Name, facts.SampleRate, facts.Bits, facts.Samples)
                .Should()
                .Be(("Broadcast Wave", rate, int.Parse(bits), channels));
            facts.Embedded.Should().Contain("bext version 1");
            Missed(profile, facts).Should().BeEmpty(profile.Key);
        }
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
    public async Task A_video_is_read_where_a_reader_is_installed_and_else_recorded_as_not_examined()
    {
        var findings = Findings("a.mkv", [0x1A, 0x45, 0xDF, 0xA3, 1, 2, 3, 4]);
        findings
            .Should()
            .Contain(f =>
                f.Code == FindingCodes.FileBroken || f.Code == FindingCodes.FileNotExamined
            );
        Assert.SkipUnless(Installed("ffmpeg"), "ffmpeg makes the video that is read here.");
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():n}.mkv");
        await RunAsync(
            "ffmpeg",
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            "testsrc=d=1:s=64x48",
            "-f",
            "lavfi",
            "-i",
            "sine=d=1",
            "-c:v",
            "ffv1",
            "-c:a",
            "pcm_s16le",
            path
        );
        var facts = Whole(await File.ReadAllBytesAsync(path, Cancel), "video");
        File.Delete(path);
        (facts.VideoCodec, facts.AudioCodec, facts.Width).Should().Be(("FFV1", "PCM", 64));
        Missed(ShippedProfiles.Find("video-preservation")!, facts).Should().BeEmpty();
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
        string icc
    )
    {
        using var small = SampleImages.Colours(64, 48);
        using var coloured = colour == "RGB" ? small.Copy() : small[0];
        using var deep =
            bits == 16
                ? (coloured.Cast(Enums.BandFormat.Ushort) * 257).Cast(Enums.BandFormat.Ushort)
                : coloured.Copy();
        using var named = deep.Copy(
            interpretation: (colour, bits) switch
            {
                ("RGB", 16) => Enums.Interpretation.Rgb16,
                ("RGB", _) => Enums.Interpretation.Srgb,
                (_, 16) => Enums.Interpretation.Grey16,
                _ => Enums.Interpretation.Bw,
            }
        );
        return format == "PNG"
            ? named.PngsaveBuffer(profile: colour == "RGB" ? "srgb" : null)
            : WithProfile(
                named.TiffsaveBuffer(compression: TiffCompressions[compression]),
                Profile(icc)
            );
    }

    /// <summary>A little-endian TIFF with a further tag in a directory of its own at the end.</summary>
    private static byte[] WithProfile(byte[] tiff, byte[] profile)
    {
        const int Icc = 34675;
        var at = BinaryPrimitives.ReadInt32LittleEndian(tiff.AsSpan(4));
        var count = BinaryPrimitives.ReadUInt16LittleEndian(tiff.AsSpan(at));
        var entries = Enumerable
            .Range(0, count)
            .Select(i => tiff.AsSpan(at + 2 + i * 12, 12).ToArray())
            .Where(e => BinaryPrimitives.ReadUInt16LittleEndian(e) != Icc)
            .ToList();
        var tag = new byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(tag, Icc);
        BinaryPrimitives.WriteUInt16LittleEndian(tag.AsSpan(2), 7);
        BinaryPrimitives.WriteInt32LittleEndian(tag.AsSpan(4), profile.Length);
        BinaryPrimitives.WriteInt32LittleEndian(tag.AsSpan(8), tiff.Length);
        entries.Add(tag);
        var header = tiff.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), tiff.Length + profile.Length);
        var number = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)entries.Count);
        return
        [
            .. header,
            .. profile,
            .. number,
            .. entries.OrderBy(e => BinaryPrimitives.ReadUInt16LittleEndian(e)).SelectMany(e => e),
            .. new byte[4],
        ];
    }

    /// <summary>An ICC profile of one tag: its name.</summary>
    private static byte[] Profile(string name)
    {
        var profile = new byte[132 + 12 + 12 + name.Length + 1 + 90];
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        "mntrRGB XYZ "u8.CopyTo(profile.AsSpan(12));
        "acsp"u8.CopyTo(profile.AsSpan(36));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(128), 1);
        "desc"u8.CopyTo(profile.AsSpan(132));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(136), 144);
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(140), profile.Length - 144);
        "desc"u8.CopyTo(profile.AsSpan(144));
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(152), name.Length + 1);
        Encoding.ASCII.GetBytes(name).CopyTo(profile, 156);
        return profile;
    }

    private static async Task<byte[]> Jpeg2000Async(byte[] png, bool lossless)
    {
        Assert.SkipUnless(
            Installed("opj_compress"),
            "opj_compress makes the JPEG 2000 files that are read here."
        );
        var folder = Directory.CreateTempSubdirectory("grants-jp2-").FullName;
        var (from, to) = (Path.Combine(folder, "a.png"), Path.Combine(folder, "a.jp2"));
        await File.WriteAllBytesAsync(from, png, Cancel);
        await RunAsync(
            "opj_compress",
            ["-i", from, "-o", to, .. lossless ? (string[])[] : ["-I", "-r", "20"]]
        );
        var made = await File.ReadAllBytesAsync(to, Cancel);
        Directory.Delete(folder, recursive: true);
        return made;
    }

    private static bool Installed(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(p => File.Exists(Path.Combine(p, program)));

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true }
        )!;
        await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        process.ExitCode.Should().Be(0, $"{program} {string.Join(' ', arguments)}");
    }
}
