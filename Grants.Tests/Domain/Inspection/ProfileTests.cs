using System.Globalization;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Inspection.Sheets;

namespace Grants.Tests.Domain.Inspection;

public sealed class ProfileTests
{
    [Fact]
    public void The_shipped_profiles_are_whole_and_each_has_a_name_of_its_own()
    {
        ShippedProfiles.All.Should().OnlyContain(p => p.Invalid() == null);
        ShippedProfiles.All.Select(p => p.Key).Should().OnlyHaveUniqueItems();
        ShippedProfiles
            .All.Select(p => p.Edition)
            .Should()
            .Contain(["FADGI 2016", "FADGI 2023", "36 CFR 1236", "IASA TC-04"]);
        ShippedProfiles
            .Find("fadgi-2023-photographs-3")!
            .Label.Should()
            .Be("FADGI 2023 three-star, prints and photographs");
    }

    [Fact]
    public void A_file_as_a_profile_asks_for_meets_it_and_one_thing_less_is_found_with_its_source()
    {
        foreach (var profile in ShippedProfiles.All)
        {
            var good = FileOf(profile);
            profile.Check(good, FindingSeverity.Error).Should().BeEmpty(profile.Key);
            foreach (var rule in profile.Rules)
            {
                var found = profile
                    .Check(Missing(good, rule), FindingSeverity.Error)
                    .Should()
                    .ContainSingle(
                        f => f.Rule == rule.Source && f.Expected == rule.InWords,
                        $"{profile.Key} {rule.Property}"
                    )
                    .Subject;
                (found.Severity, found.Found).Should().NotBe((rule.Severity, null));
                found.Message.Should().Contain(profile.Label).And.NotContain("star awarded");
            }
        }
    }

    [Fact]
    public void What_nobody_promised_is_a_warning_at_most()
    {
        var profile = ShippedProfiles.Find("fadgi-2016-photographs-4")!;
        var file = Missing(FileOf(profile), profile.Rules[0]);
        profile
            .Check(file, FindingSeverity.Warning)
            .Should()
            .OnlyContain(f => f.Severity == FindingSeverity.Warning);
    }

    [Theory]
    [InlineData("AdobeRGB1998", true)]
    [InlineData("sRGB IEC61966-2.1", true)]
    [InlineData("Display P3", false)]
    [InlineData("", false)]
    public void Colour_profiles_are_known_by_their_name_however_it_is_written(
        string name,
        bool isMet
    )
    {
        var profile = ShippedProfiles.Find("fadgi-2023-photographs-3")!;
        var file = FileOf(profile);
        profile
            .Check(
                file with
                {
                    Facts = file.Facts with { ColourProfile = name },
                },
                FindingSeverity.Error
            )
            .Should()
            .HaveCount(isMet ? 0 : 1);
    }

    [Theory]
    [InlineData(FileProperty.Resolution, "many", "write a number")]
    [InlineData(FileProperty.Format, "TIFF; GIF", "\"GIF\" isn't one of")]
    [InlineData(FileProperty.Format, " ; ", "name at least one")]
    [InlineData(FileProperty.BitsPerSample, "8; deep", "\"deep\" isn't a number")]
    [InlineData(FileProperty.TextLayer, "yes", "\"none\" or \"present\"")]
    [InlineData(FileProperty.FileName, "[a-z", "can't be read")]
    [InlineData(FileProperty.FileName, "(?=a)b", "takes too long")]
    public void A_rule_that_can_t_be_applied_is_refused_with_what_to_write(
        FileProperty property,
        string expected,
        string why
    ) =>
        new FileRule(property, expected, FindingSeverity.Error, "ours")
            .Invalid()!
            .Reason.Should()
            .Contain(why);

    [Fact]
    public void A_rule_has_no_longer_source_than_findings_keep()
    {
        var rule = new FileRule(
            FileProperty.Resolution,
            "300",
            FindingSeverity.Error,
            new string('x', FileRule.MaxSourceLength)
        );
        rule.Invalid().Should().BeNull();
        (rule with { Source = rule.Source + "x" })
            .Invalid()!
            .Reason.Should()
            .Contain("at most 400 characters");
    }

    /// <summary>Three-star: text 300 and photographs 400 less the tolerance, posters 300, film 3000 up to 4 x 5 inches and 1500 above.</summary>
    [Theory]
    [InlineData("Slides", 3000)]
    [InlineData("Negatives, 35 mm", 3000)]
    [InlineData("Large-format negatives", 1500)]
    [InlineData("Glass plates", 1500)]
    [InlineData("Photographs", 392)]
    [InlineData("8x10 photographs", 392)]
    [InlineData("Letters", 294)]
    [InlineData("Posters", 294)]
    public void The_floor_asks_of_each_material_what_three_stars_ask(string genre, int ppi)
    {
        var row = new SheetRow(
            2,
            [],
            new Dictionary<string, string> { [MetadataProfile.Genre] = genre },
            []
        );
        var facts = new FileFacts("image/tiff", "TIFF", ".tif") { Kind = MediaKind.Image };
        ProfileChoice
            .Default.For("a.tif", facts, row)!
            .Value.Profile.Rules.Single(r => r.Property == FileProperty.Resolution)
            .Expected.Should()
            .Be($"{ppi}");
    }

    [Fact]
    public void Of_several_profiles_the_one_whose_material_the_row_names_counts()
    {
        var choice = new ProfileChoice(
            [
                ShippedProfiles.Find("fadgi-2023-photographs-3")!,
                ShippedProfiles.Find("fadgi-2023-posters-3")!,
                ShippedProfiles.Find("iasa-tc-04-96")!,
            ],
            true
        );
        var report = Check(choice, "Photographs", ("a.tif", SampleFiles.Tiff()));
        report
            .Findings.Should()
            .Contain(f => f.Rule!.Contains("photographs", StringComparison.Ordinal));
        report = Check(choice, "Posters", ("a.tif", SampleFiles.Tiff()));
        report
            .Findings.Where(f => f.Code == FindingCodes.ProfileDiffers)
            .Should()
            .NotBeEmpty()
            .And.OnlyContain(f => f.Rule!.Contains("maps and posters", StringComparison.Ordinal));
    }

    [Fact]
    public void The_profile_of_a_material_counts_before_words_and_only_for_files_of_its_kind()
    {
        var choice = ProfileChoice.Default with
        {
            OfMaterial = row =>
                row.Fields["genre"] == "Posters"
                    ? ShippedProfiles.Find("fadgi-2023-documents")
                    : null,
        };
        var report = Check(choice, "Posters", ("a.tif", SampleFiles.Tiff()));
        report
            .Findings.Should()
            .Contain(f => f.Severity == FindingSeverity.Error && f.Rule!.StartsWith("FADGI 2023"));
        foreach (
            var other in (BatchReport[])
                [
                    Check(choice, "Photographs", ("a.tif", SampleFiles.Tiff())),
                    Check(choice, "Posters", ("a.wav", SampleFiles.Wave())),
                ]
        )
            other
                .Findings.Where(f => f.Code == FindingCodes.ProfileDiffers)
                .Should()
                .OnlyContain(f => f.Severity == FindingSeverity.Warning);
    }

    [Fact]
    public void Access_copies_and_transcripts_are_held_to_no_profile()
    {
        var choice = new ProfileChoice([ShippedProfiles.Find("fadgi-2023-photographs-3")!], true);
        Check(choice, "Photographs", ("ta_1_a.jpg", SampleFiles.Jpeg()))
            .Findings.Should()
            .NotContain(f => f.Code == FindingCodes.ProfileDiffers);
        Check(choice, "Photographs", ("ta_1_m.jpg", SampleFiles.Jpeg()))
            .Findings.Should()
            .Contain(f =>
                f.Code == FindingCodes.ProfileDiffers
                && f.Severity == FindingSeverity.Error
                && f.Found == "JPEG"
                && f.Expected == "TIFF, JPEG 2000 or PNG"
            );
    }

    [Fact]
    public void What_meets_the_criteria_is_said_in_an_event_and_never_as_a_star()
    {
        var choice = new ProfileChoice([ShippedProfiles.Find("iasa-tc-04-96")!], true);
        var sound = SampleFiles.Wave(rate: 96_000, bits: 24, broadcast: true);
        Check(choice, "Sound", ("a.wav", sound))
            .Events.Should()
            .Contain(e =>
                e.Detail == "Meets the file criteria of IASA TC-04 96 kHz/24 bit, analogue audio"
                && e.Outcome == "success"
            );
    }

    private static BatchReport Check(
        ProfileChoice choice,
        string genre,
        params (string Name, byte[] Content)[] files
    ) =>
        BatchCheck.Run(
            [
                SampleFiles.File(
                    "sheet.csv",
                    SampleFiles.Text(
                        $"{SampleFiles.Heading},genre\n"
                            + string.Concat(
                                files.Select(f =>
                                    $"id,T,StillImage,http://rightsstatements.org/vocab/InC/1.0/,P,{f.Name},{genre}\n"
                                )
                            )
                    )
                ),
                .. files.Select(f => SampleFiles.File(f.Name, f.Content)),
            ],
            MetadataProfile.Core,
            new FileChecks(choice, []),
            _ => { },
            CancellationToken.None
        );

    /// <summary>Facts of a file that has just what each rule asks for.</summary>
    private static HeldFile FileOf(TechnicalProfile profile)
    {
        var file = new HeldFile(
            "a.tif",
            new FileFacts("image/x", "TIFF", ".tif")
            {
                Kind = profile.Kind,
                Width = 3000,
                Height = 2000,
                Pages = 1,
                Colour = Colours.Grey,
                ColourProfile = "sRGB",
            },
            (3, 2)
        );
        return profile.Rules.Aggregate(
            file,
            (f, rule) => With(f, rule, FileProperties.Values(rule.Expected)[0])
        );
    }

    private static HeldFile Missing(HeldFile file, FileRule rule) =>
        rule.Property switch
        {
            FileProperty.Resolution => file with { Inches = (3000, 2000) },
            FileProperty.Pages => With(file, rule, "7"),
            FileProperty.Scripts or FileProperty.Attachments => With(file, rule, "present"),
            FileProperty.TextLayer => With(file, rule, "none"),
            FileProperty.Format => file with
            {
                Facts = file.Facts with { Name = "BMP", MediaType = "image/bmp", PdfA = null },
            },
            FileProperty.LongSide
            or FileProperty.SampleRate
            or FileProperty.BitsPerSample
            or FileProperty.Samples => With(file, rule, "2"),
            _ => With(file, rule, "something else"),
        };

    private static HeldFile With(HeldFile file, FileRule rule, string value)
    {
        var facts = file.Facts;
        int Number() => (int)Math.Ceiling(double.Parse(value, CultureInfo.InvariantCulture));
        return rule.Property switch
        {
            FileProperty.Resolution => file with
            {
                Inches = (
                    (facts.Width ?? 1) / (double)Number(),
                    (facts.Height ?? 1) / (double)Number()
                ),
            },
            FileProperty.Format when value == "PDF/A" => file with
            {
                Facts = facts with { MediaType = "application/pdf", PdfA = "2b" },
            },
            FileProperty.Format when value == "Broadcast Wave" => file with
            {
                Facts = facts with { MediaType = "audio/x-wav", Name = value },
            },
            FileProperty.Format => file with { Facts = facts with { Name = value } },
            FileProperty.LongSide => file with
            {
                Facts = facts with { Width = Number(), Height = 1 },
            },
            FileProperty.BitsPerSample => file with { Facts = facts with { Bits = Number() } },
            // Two channels are right for sound, so one that is wrong has more.
            FileProperty.Samples => file with
            {
                Facts = facts with { Samples = value == "2" ? 5 : Number() },
            },
            FileProperty.Colour => file with { Facts = facts with { Colour = value } },
            FileProperty.ColourProfile => file with
            {
                Facts = facts with { ColourProfile = value },
            },
            FileProperty.Compression => file with { Facts = facts with { Compression = value } },
            FileProperty.Pages => file with { Facts = facts with { Pages = Number() } },
            FileProperty.SampleRate => file with { Facts = facts with { SampleRate = Number() } },
            FileProperty.VideoCodec => file with { Facts = facts with { VideoCodec = value } },
            FileProperty.AudioCodec => file with { Facts = facts with { AudioCodec = value } },
            FileProperty.Scripts => file with
            {
                Facts = facts with { Scripts = value == "present" },
            },
            FileProperty.Attachments => file with
            {
                Facts = facts with { Attachments = value == "present" },
            },
            FileProperty.TextLayer => file with
            {
                Facts = facts with { TextLayer = value == "present" },
            },
            _ => file,
        };
    }

    [Fact]
    public void Every_shipped_profile_is_read_from_its_own_file_as_it_was()
    {
        foreach (var profile in ShippedProfiles.All)
        {
            var (read, faults) = ProfileJson.Read(ProfileJson.Write(profile));
            faults.Should().BeEmpty();
            read.Should().BeEquivalentTo(profile);
        }
    }

    [Theory]
    [InlineData(
        "\"property\": \"SampleRate\"",
        "\"property\": \"SampelRate\"",
        "Did you mean \"SampleRate\"?"
    )]
    [InlineData(
        "\"material\"",
        "\"materail\"",
        "\"materail\", which isn't known. Did you mean \"material\"?"
    )]
    [InlineData("\"96000\"", "\"fast\"", "Sample rate: write a number of Hz.")]
    [InlineData("\"96000\"", "96000", "(SampleRate): \"expected\" isn't a text.")]
    [InlineData("\"number\": 1", "\"number\": 0", "a whole number from 1")]
    [InlineData("\"kind\": \"Sound\"", "\"kind\": \"1\"", "\"kind\" is one of Image, Sound")]
    [InlineData("\"rules\": [", "\"rules\": [[],", "Rule 1 isn't an object in braces.")]
    [InlineData("\"key\": \"", "\"key\": \"../", "\"key\" has 1 to 60 small letters")]
    [InlineData("\"words\": [", "\"words\": 5, \"x\": [", "\"words\" is a list in brackets.")]
    [InlineData("{", "", "This isn't a JSON file: line ")]
    public void What_is_wrong_with_a_profile_s_file_is_said_with_its_place(
        string from,
        string to,
        string said
    )
    {
        var text = System.Text.Encoding.UTF8.GetString(
            ProfileJson.Write(ShippedProfiles.Find("iasa-tc-04-96")!)
        );
        text.Should().Contain(from);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        var (profile, faults) = ProfileJson.Read(
            SampleFiles.Text(text[..at] + to + text[(at + from.Length)..])
        );
        profile.Should().BeNull();
        string.Join("\n", faults).Should().Contain(said);
    }
}
