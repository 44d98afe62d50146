using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Inspection.Sheets;

namespace Grants.Tests.Domain.Inspection;

public sealed class BatchCheckTests
{
    private static readonly byte[] Tiff = SampleFiles.Tiff();

    [Fact]
    public void A_sheet_and_its_files_pass()
    {
        var report = Check(
            SampleFiles.File("sheet.csv", SampleFiles.Sheet("a.tif", "b.png")),
            SampleFiles.File("a.tif", Tiff),
            SampleFiles.File("b.png", SampleFiles.Png())
        );
        report.Passed.Should().BeTrue();
        report.Facts["a.tif"].Width.Should().Be(40);
        report
            .Events.Where(e => e.Subject == "a.tif")
            .Select(e => e.Type)
            .Should()
            .Equal(
                "message digest calculation",
                "format identification",
                "metadata extraction",
                // Against the default floor, and of the whole.
                "validation",
                "validation"
            );
        report.Events.Should().OnlyContain(e => e.Outcome == "success");
    }

    [Fact]
    public void A_wrong_checksum_refuses_the_file_and_records_a_failed_fixity_check()
    {
        var manifest =
            $"{new string('0', 64)}  a.tif\n{SampleFiles.Digest(SampleFiles.Png())} *b.png\n";
        var report = Check(
            SampleFiles.File("sheet.csv", SampleFiles.Sheet("a.tif", "b.png")),
            SampleFiles.File("a.tif", Tiff),
            SampleFiles.File("b.png", SampleFiles.Png()),
            SampleFiles.File(Manifest.FileName, SampleFiles.Text(manifest))
        );
        var finding = Error(report);
        (finding.Code, finding.Path).Should().Be((FindingCodes.ChecksumDiffers, "a.tif"));
        FindingCodes.RefusesFile(finding.Code).Should().BeTrue();
        report
            .Events.Where(e => e.Type == "fixity check")
            .Select(e => (e.Subject, e.Outcome))
            .Should()
            .Equal(("a.tif", "fail"), ("b.png", "success"));
    }

    [Fact]
    public void A_checksum_in_the_sheet_counts_as_well()
    {
        var sheet = SampleFiles.Text(
            $"{SampleFiles.Heading},sha256\nta_1,Poster,StillImage,http://rightsstatements.org/vocab/InC/1.0/,Papers,a.tif,{new string('0', 64)}"
        );
        Error(Check(SampleFiles.File("sheet.csv", sheet), SampleFiles.File("a.tif", Tiff)))
            .Code.Should()
            .Be(FindingCodes.ChecksumDiffers);
    }

    [Fact]
    public void A_JPEG_called_tif_is_refused_in_plain_words()
    {
        var finding = Error(
            Check(
                SampleFiles.File("sheet.csv", SampleFiles.Sheet("a.tif")),
                SampleFiles.File("a.tif", SampleFiles.Jpeg())
            )
        );
        finding.Code.Should().Be(FindingCodes.FileTypeDiffers);
        finding
            .Message.Should()
            .Be(
                "The file is named \".tif\" and is JPEG inside. Send the TIF file, or name it .jpg."
            );
    }

    [Theory]
    [InlineData(0, FindingCodes.FileEmpty)]
    [InlineData(500, FindingCodes.FileBroken)]
    public void An_empty_and_a_truncated_file_are_refused(int length, string code) =>
        Error(
            Check(
                SampleFiles.File("sheet.csv", SampleFiles.Sheet("a.tif")),
                SampleFiles.File("a.tif", Tiff[..length])
            )
        )
            .Code.Should()
            .Be(code);

    [Fact]
    public void A_program_is_refused_whatever_its_name() =>
        Error(
            Check(
                SampleFiles.File("sheet.csv", SampleFiles.Sheet("a.tif")),
                SampleFiles.File("a.tif", [.. "MZ"u8, 0, 1, 2, 3])
            )
        )
            .Code.Should()
            .Be(FindingCodes.FileTypeUnknown);

    [Fact]
    public void Sheet_and_files_are_compared_both_ways()
    {
        var report = Check(
            SampleFiles.File("sheet.csv", SampleFiles.Sheet("a.tif", "b.tif")),
            SampleFiles.File("a.tif", Tiff),
            SampleFiles.File("c.tif", SampleFiles.Tiff(shade: 3))
        );
        report
            .Findings.Where(f => f.Severity == FindingSeverity.Error)
            .Select(f => (f.Code, f.Path))
            .Should()
            .BeEquivalentTo([
                (FindingCodes.FileMissing, "sheet.csv, row 3"),
                (FindingCodes.FileNotInSheet, "c.tif"),
            ]);
    }

    [Fact]
    public void A_delivery_without_a_sheet_or_with_two_is_refused()
    {
        Error(Check(SampleFiles.File("a.tif", Tiff))).Code.Should().Be(FindingCodes.SheetMissing);
        Error(
            Check(
                SampleFiles.File("one.csv", SampleFiles.Sheet("a.tif")),
                SampleFiles.File("two.csv", SampleFiles.Sheet("a.tif")),
                SampleFiles.File("a.tif", Tiff)
            )
        )
            .Message.Should()
            .StartWith("There are 2 sheets (one.csv, two.csv).");
    }

    [Theory]
    [InlineData("Scan 1.tif")]
    [InlineData("плакат.tif")]
    [InlineData("con.tif")]
    [InlineData("a.b.tif")]
    public void Names_that_don_t_survive_are_warned_of_and_taken(string name)
    {
        var report = Check(
            SampleFiles.File("sheet.csv", SampleFiles.Sheet(name)),
            SampleFiles.File(name, Tiff)
        );
        report.Passed.Should().BeTrue();
        report.Findings.Should().Contain(f => f.Code == FindingCodes.FileName && f.Path == name);
    }

    [Theory]
    [InlineData("5 x 5 in", "posters", false)]
    [InlineData("0.1 x 0.1 in", "posters", true)]
    [InlineData("", "posters", true)]
    public void Resolution_is_reckoned_from_the_size_of_the_original(
        string size,
        string genre,
        bool enough
    )
    {
        var sheet = SampleFiles.Text(
            $"{SampleFiles.Heading},size,genre\nta_1,Poster,StillImage,http://rightsstatements.org/vocab/InC/1.0/,Papers,a.tif,{size},{genre}"
        );
        var report = Check(SampleFiles.File("sheet.csv", sheet), SampleFiles.File("a.tif", Tiff));
        report.Passed.Should().BeTrue();
        report.Findings.Any(f => f.Code == FindingCodes.ResolutionLow).Should().Be(!enough);
    }

    [Fact]
    public void The_same_content_twice_is_warned_of() =>
        Check(
            SampleFiles.File("sheet.csv", SampleFiles.Sheet("a.tif", "b.tif")),
            SampleFiles.File("a.tif", Tiff),
            SampleFiles.File("b.tif", Tiff)
        )
            .Findings.Should()
            .Contain(f => f.Code == FindingCodes.ContentRepeated && f.Path == "b.tif");

    [Fact]
    public void A_file_that_the_disk_doesn_t_give_is_a_finding() =>
        Error(
            Check(
                SampleFiles.File("sheet.csv", SampleFiles.Sheet("a.tif")),
                new CheckedFile(
                    "a.tif",
                    10,
                    new string('0', 64),
                    () => throw new IOException("gone")
                )
            )
        )
            .Code.Should()
            .Be(FindingCodes.FileUnreadable);

    [Fact]
    public void A_manifest_that_isn_t_one_names_its_line() =>
        Error(
            Check(
                SampleFiles.File("sheet.csv", SampleFiles.Sheet("a.tif")),
                SampleFiles.File("a.tif", Tiff),
                SampleFiles.File(Manifest.FileName, SampleFiles.Text("# ours\nabc a.tif\n"))
            )
        )
            .Message.Should()
            .StartWith("Line 2 ");

    private static BatchReport Check(params CheckedFile[] files) =>
        BatchCheck.Run(
            files,
            MetadataProfile.Core,
            new FileChecks(ProfileChoice.Default, []),
            _ => { },
            CancellationToken.None
        );

    private static Finding Error(BatchReport report) =>
        report.Findings.Should().ContainSingle(f => f.Severity == FindingSeverity.Error).Subject;
}
