using System.Collections.Concurrent;
using System.Globalization;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Inspection.Sheets;
using Grants.Tests.Domain.Inspection;
using Grants.Web.Features.Deliverables.Checking;
using Grants.Web.Platform.Imaging;
using NetVips;

namespace Grants.Tests.Features.Deliverables;

/// <summary>
/// A real file of each combination that the shipped profiles name, through all the checks of a delivery that promised the
/// profile; and of each rule one that misses it alone.
/// </summary>
public sealed class GeneratedFilesTests
{
    private static readonly FileChecks Checks = new(
        ProfileChoice.Default,
        new FileExaminers(new ImageDecoder()).All
    )
    {
        // Each file is looked into once, however many profiles it is held to.
        Journal = new Remembered(),
    };

    /// <summary>What can't be made here, and why. Anything of it that could be fails the tests.</summary>
    private static readonly (string Why, Func<Wanted, bool> Is)[] Unmade =
    [
        ("PNG is packed in one way", w => w is { Format: "PNG", Compression: not "Deflate" }),
        ("JPEG has eight bits", w => w is { Format: "JPEG", Colour: Colours.Bilevel }),
        (
            "JPEG 2000 is packed in its own ways",
            w =>
                w.Format == "JPEG 2000"
                && !w.Compression.StartsWith("JPEG 2000", StringComparison.Ordinal)
        ),
        (
            "libtiff has no encoder of JPEG 2000",
            w =>
                w.Format == "TIFF"
                && w.Compression.StartsWith("JPEG 2000", StringComparison.Ordinal)
        ),
        (
            "libtiff packs 16 bits with loss in no way, and libvips comes without Zstandard",
            w => w is { Format: "TIFF", Bits: 16, Compression: "JPEG" or "Zstandard" }
        ),
    ];

    /// <summary>Profiles of TIFF in 16 bits alone, all of whose ways to pack them the rule allows.</summary>
    private static readonly string[] WithoutAnotherCompression =
    [
        "fadgi-2016-photographs-4",
        "fadgi-2016-small-transparencies-3",
        "fadgi-2016-small-transparencies-4",
        "fadgi-2016-large-transparencies-3",
        "fadgi-2016-large-transparencies-4",
        "fadgi-2016-small-negatives-3",
        "fadgi-2016-small-negatives-4",
        "fadgi-2016-large-negatives-3",
        "fadgi-2016-large-negatives-4",
        "fadgi-2016-paintings-4",
    ];

    /// <summary>All that is recommended, so that nothing is said of the sheet.</summary>
    private const string Headings =
        SampleFiles.Heading
        + ",date,creator,description,subject,place,people,language,genre,extent,size";

    public static TheoryData<string, string> ProfilesByFormat
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (var profile in ShippedProfiles.All)
            foreach (var format in Formats(profile))
                rows.Add(profile.Key, format);
            return rows;
        }
    }

    public static TheoryData<string> Profiles => [.. ShippedProfiles.All.Select(p => p.Key)];

    [Theory]
    [MemberData(nameof(ProfilesByFormat))]
    public void A_file_of_each_combination_that_a_profile_names_meets_it(string key, string format)
    {
        GeneratedFiles.NeedsMakerOf(format);
        var profile = ShippedProfiles.Find(key)!;
        var made = 0;
        foreach (var wanted in Combinations(profile, format))
        {
            if (Unmade.Any(u => u.Is(wanted)))
            {
                CanBeMade(wanted).Should().BeFalse($"{wanted} can be made");
                continue;
            }
            var report = Check(profile, wanted, SizeFor(profile).Text);
            report.Findings.Where(IsMoreThanNotice).Should().BeEmpty($"{key} {wanted}");
            Has(wanted, report.Facts.Values.Single()).Should().BeTrue($"{key} {wanted}");
            report
                .Events.Should()
                .Contain(e => e.Detail == $"Meets the file criteria of {profile.Label}");
            made++;
        }
        made.Should().BePositive();
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_file_that_misses_one_rule_is_told_that_rule_alone(string key)
    {
        var profile = ShippedProfiles.Find(key)!;
        var unmade = 0;
        foreach (var rule in profile.Rules)
        {
            var (wanted, size, found) = Missing(profile, rule);
            if (Unmade.Any(u => u.Is(wanted)))
            {
                CanBeMade(wanted).Should().BeFalse($"{wanted} can be made");
                unmade++;
                continue;
            }
            GeneratedFiles.NeedsMakerOf(wanted.Format);
            var why = $"{key} {rule.Property} {wanted}";
            var told = Check(profile, wanted, size)
                .Findings.Where(IsMoreThanNotice)
                .Should()
                .ContainSingle(why)
                .Subject;
            (told.Expected, told.Found, told.Rule, told.Severity)
                .Should()
                .Be((rule.InWords, found, rule.Source, rule.Severity), why);
            told.Code.Should()
                .Be(
                    rule.Property == FileProperty.Resolution
                        ? FindingCodes.ResolutionLow
                        : FindingCodes.ProfileDiffers
                );
        }
        unmade.Should().Be(WithoutAnotherCompression.Contains(key) ? 1 : 0);
    }

    private static bool IsMoreThanNotice(Finding finding) =>
        finding.Severity != FindingSeverity.Notice;

    private static BatchReport Check(TechnicalProfile profile, Wanted wanted, string size)
    {
        var name = $"ta_0001_m{wanted.Extension}";
        return BatchCheck.Run(
            [
                SampleFiles.File(
                    "sheet.csv",
                    SampleFiles.Text(
                        $"{Headings}\nta_0001,Poster,StillImage,http://rightsstatements.org/vocab/InC/1.0/,Papers,{name},1975,Rose Levi,A rally,Strikes,Boston,Rose Levi,eng,posters,1 poster,{size}\n"
                    )
                ),
                SampleFiles.File(name, GeneratedFiles.Of(wanted)),
            ],
            MetadataProfile.Core,
            Checks with
            {
                Profiles = new ProfileChoice([profile], true),
            },
            _ => { },
            TestContext.Current.CancellationToken
        );
    }

    private static string[] Formats(TechnicalProfile profile) =>
        Values(profile, FileProperty.Format) is { Length: > 0 } formats ? formats
        : profile.Kind == MediaKind.Sound ? ["Wave", "Broadcast Wave"]
        : throw new InvalidOperationException($"{profile.Key} names no format.");

    private static IEnumerable<Wanted> Combinations(TechnicalProfile profile, string format) =>
        profile.Kind switch
        {
            _ when format == "PDF/A" => [new Wanted(format)],
            MediaKind.Image => Images(profile, format),
            MediaKind.Sound => from bits in Values(profile, FileProperty.BitsPerSample)
            from compression in Values(profile, FileProperty.Compression)
            from channels in (int[])[1, 2]
            select new Wanted(format)
            {
                Bits = Number(bits),
                Compression = compression,
                Channels = channels,
                Rate = Number(Values(profile, FileProperty.SampleRate)[0]),
            },
            _ => from video in Values(profile, FileProperty.VideoCodec)
            from audio in Values(profile, FileProperty.AudioCodec)
            select new Wanted(format) { VideoCodec = video, AudioCodec = audio },
        };

    private static IEnumerable<Wanted> Images(TechnicalProfile profile, string format) =>
        from bits in Values(profile, FileProperty.BitsPerSample) is { Length: > 0 } asked
            ? asked
            : ["8"]
        from colour in Values(profile, FileProperty.Colour)
        from compression in Values(profile, FileProperty.Compression) is { Length: > 0 } asked
            ? asked
            : Compressions(format)
        from icc in Profiled(profile, colour)
        select new Wanted(format)
        {
            Width = SizeFor(profile).Width,
            Height = SizeFor(profile).Height,
            Bits = colour == Colours.Bilevel ? 1 : Number(bits),
            Colour = colour,
            Compression = compression,
            Icc = icc,
        };

    /// <summary>Where a profile names none.</summary>
    private static string[] Compressions(string format) =>
        format switch
        {
            "TIFF" => ["uncompressed", "LZW", "Deflate", "PackBits"],
            "JPEG 2000" => ["JPEG 2000, lossless", "JPEG 2000, lossy"],
            "PNG" => ["Deflate"],
            _ => ["JPEG"],
        };

    /// <summary>Grey images have a profile of greys where the rule names one.</summary>
    private static string?[] Profiled(TechnicalProfile profile, string colour)
    {
        var names = Values(profile, FileProperty.ColourProfile);
        if (names.Length == 0)
            return [null];
        var ofColour = names
            .Where(n => n.StartsWith("Gray", StringComparison.Ordinal) == (colour == Colours.Grey))
            .ToArray();
        return ofColour.Length > 0 ? ofColour : [names[0]];
    }

    /// <summary>
    /// Few pixels, and a size of the original in three decimals that makes just the resolution of the profile; one that asks for
    /// a long side has it.
    /// </summary>
    private static (int Width, int Height, string Text) SizeFor(TechnicalProfile profile)
    {
        if (Values(profile, FileProperty.LongSide) is [var side])
            return (Number(side), 40, "20 x 10 in");
        if (Values(profile, FileProperty.Resolution) is not [var resolution])
            return (60, 60, "1 x 1 in");
        var ppi = decimal.Parse(resolution, CultureInfo.InvariantCulture);
        foreach (var pixels in (int[])[60, 38, 49, 97, 99, 147])
            if (decimal.Round(pixels / ppi, 3) is var inches && inches * ppi == pixels)
                return (pixels, pixels, Inches(inches));
        throw new InvalidOperationException($"No size makes {resolution} ppi.");
    }

    private static string Inches(decimal side) =>
        string.Create(CultureInfo.InvariantCulture, $"{side:0.###} x {side:0.###} in");

    /// <returns>A file that has all but what one rule asks for, the size of its original, and what is found.</returns>
    private static (Wanted Wanted, string Size, string Found) Missing(
        TechnicalProfile profile,
        FileRule rule
    )
    {
        var good = Combinations(profile, Formats(profile).Last())
            .Concat(Combinations(profile, Formats(profile).First()))
            .Last(w => !Unmade.Any(u => u.Is(w)) && w.Colour == Colours.Rgb);
        var (_, _, size) = SizeFor(profile);
        var (wanted, found) = rule.Property switch
        {
            FileProperty.Format => OfAnotherFormat(profile, good),
            FileProperty.Resolution => (good, ""),
            FileProperty.LongSide => (
                good with
                {
                    Width = good.Width - 1,
                },
                FormattableString.Invariant($"{good.Width - 1:#,##0} pixels")
            ),
            FileProperty.BitsPerSample => OfOtherBits(profile, good),
            FileProperty.Samples when profile.Kind == MediaKind.Sound => (
                good with
                {
                    Channels = 3,
                },
                "3"
            ),
            FileProperty.Samples => (good with { Alpha = true }, "4"),
            FileProperty.Colour => (
                good with
                {
                    Colour = Colours.Lab,
                    Compression = "uncompressed",
                },
                Colours.Lab
            ),
            FileProperty.ColourProfile => (good with { Icc = "Display P3" }, "Display P3"),
            FileProperty.Compression => OfAnotherCompression(profile, good),
            FileProperty.Pages => (good with { Pages = 2 }, "2"),
            FileProperty.SampleRate => (
                good with
                {
                    Rate = good.Rate - 100,
                },
                FormattableString.Invariant($"{good.Rate - 100:#,##0} Hz")
            ),
            FileProperty.VideoCodec => (good with { VideoCodec = "MPEG-4" }, "MPEG-4"),
            FileProperty.AudioCodec => (good with { AudioCodec = "FLAC" }, "FLAC"),
            FileProperty.Scripts => (
                new Wanted("PDF/A")
                {
                    Catalog = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
                },
                "present"
            ),
            FileProperty.Attachments => (
                new Wanted("PDF/A") { Catalog = "/AF [5 0 R]" },
                "present"
            ),
            FileProperty.TextLayer => (new Wanted("PDF/A") { TextLayer = false }, "none"),
            _ => throw new InvalidOperationException($"No file misses {rule.Property} yet."),
        };
        if (rule.Property != FileProperty.Resolution)
            return (wanted, size, found);
        var half = decimal.Parse(rule.Expected, CultureInfo.InvariantCulture) / 2;
        return (
            wanted,
            Inches(wanted.Width / half),
            FormattableString.Invariant($"{half:#,##0.#} ppi")
        );
    }

    private static (Wanted, string) OfAnotherFormat(TechnicalProfile profile, Wanted good) =>
        profile.Kind switch
        {
            MediaKind.Sound => (good with { Format = "Wave" }, "WAVE"),
            MediaKind.Video => (good with { Format = "AVI" }, "AVI"),
            _ when Formats(profile).Contains("PNG") || good.Format == "PDF/A" => (
                new Wanted("PDF"),
                "PDF 1.7"
            ),
            _ => (good with { Format = "PNG", Compression = "Deflate" }, "PNG"),
        };

    private static (Wanted, string) OfOtherBits(TechnicalProfile profile, Wanted good)
    {
        var bits = (profile.Kind == MediaKind.Sound ? (int[])[16] : [8, 16, 32]).First(b =>
            !Values(profile, FileProperty.BitsPerSample)
                .Contains(b.ToString(CultureInfo.InvariantCulture))
        );
        return (good with { Bits = bits }, bits.ToString(CultureInfo.InvariantCulture));
    }

    private static (Wanted, string) OfAnotherCompression(TechnicalProfile profile, Wanted good)
    {
        var allowed = Values(profile, FileProperty.Compression);
        if (profile.Kind == MediaKind.Sound)
            return allowed.Contains("floating point")
                ? (new Wanted("MP3"), "MP3")
                : (good with { Bits = 32, Compression = "floating point" }, "floating point");
        if (!allowed.Contains("LZW"))
            return (good with { Compression = "LZW" }, "LZW");
        var bits = Values(profile, FileProperty.BitsPerSample);
        return !bits.Contains("8") && Formats(profile).Contains("JPEG 2000")
            ? (
                good with
                {
                    Format = "JPEG 2000",
                    Compression = "JPEG 2000, lossy",
                },
                "JPEG 2000, lossy"
            )
            : (good with { Bits = Number(bits[0]), Compression = "JPEG" }, "JPEG");
    }

    private static bool CanBeMade(Wanted wanted)
    {
        try
        {
            return FormatReader.Read(new MemoryStream(GeneratedFiles.Of(wanted))).Facts is { } facts
                && Has(wanted, facts);
        }
        catch (VipsException)
        {
            return false;
        }
    }

    /// <summary>Whether a file is what it was made as.</summary>
    private static bool Has(Wanted wanted, FileFacts facts) =>
        wanted.Format switch
        {
            "PDF/A" => facts is { PdfA: "2b", TextLayer: true, Scripts: false, Attachments: false },
            "Wave" or "Broadcast Wave" => (
                facts.Name,
                facts.Bits,
                facts.Compression,
                facts.Samples,
                facts.SampleRate
            )
                == (
                    wanted.Format == "Wave" ? "WAVE" : wanted.Format,
                    wanted.Bits,
                    wanted.Compression,
                    wanted.Channels,
                    wanted.Rate
                ),
            "Matroska" or "QuickTime" => (facts.Name, facts.VideoCodec, facts.AudioCodec)
                == (wanted.Format, wanted.VideoCodec, wanted.AudioCodec),
            _ => (facts.Name, facts.Bits, facts.Colour, facts.Compression, facts.Width)
                == (wanted.Format, wanted.Bits, wanted.Colour, wanted.Compression, wanted.Width)
                && (wanted.Icc is null || facts.ColourProfile == wanted.Icc),
        };

    private static string[] Values(TechnicalProfile profile, FileProperty property) =>
        FileProperties.Values(
            profile.Rules.FirstOrDefault(r => r.Property == property)?.Expected ?? ""
        );

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed class Remembered : ICheckJournal
    {
        private readonly ConcurrentDictionary<string, ContentReport> _reports = new();

        public ContentReport? Find(string key) => _reports.GetValueOrDefault(key);

        public void Keep(string key, ContentReport report) => _reports[key] = report;
    }
}
