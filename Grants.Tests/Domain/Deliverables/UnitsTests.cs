using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Formats;
using Grants.Domain.Kernel;

namespace Grants.Tests.Domain.Deliverables;

/// <summary>What an item counts for in the unit that its material is promised in.</summary>
public sealed class UnitsTests
{
    private static readonly PlayingTime Rally = new(new TimeSpan(1, 7, 30), []);

    [Theory]
    [InlineData("pages", 3)]
    [InlineData("page", 3)]
    [InlineData("Images", 3)]
    [InlineData("scans", 3)]
    [InlineData("files", 3)]
    [InlineData("hours", 1.13)] // 1.125
    [InlineData("Hour", 1.13)]
    [InlineData("minutes", 67.5)]
    [InlineData("reels", 1)]
    [InlineData("items", 1)]
    [InlineData("", 1)]
    public void An_item_of_three_masters_that_plays_67_minutes_and_a_half_counts_for(
        string unit,
        decimal counts
    ) => Line(unit).UnitsOf(3, Rally).Should().Be(counts);

    [Fact]
    public void Sound_and_video_masters_play_and_copies_transcripts_and_pictures_do_not()
    {
        Dictionary<string, FileFacts> facts = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Talk_m.wav"] = Facts(MediaKind.Sound, 10),
            ["side2.wav"] = Facts(MediaKind.Sound, 20),
            ["film.mkv"] = Facts(MediaKind.Video, 40),
            ["film_a.mp4"] = Facts(MediaKind.Video, 40),
            ["talk_access.mp3"] = Facts(MediaKind.Sound, 10),
            ["talk_t.txt"] = Facts(MediaKind.Other, null),
            ["label.tif"] = Facts(MediaKind.Image, null),
            ["notes.txt"] = Facts(MediaKind.Other, null),
        };

        var playing = PlayingTime.Of(facts.Keys, facts);

        playing.Known.Should().Be(TimeSpan.FromMinutes(70));
        playing.Unknown.Should().BeEmpty();
    }

    [Fact]
    public void What_nobody_knows_the_duration_of_counts_for_nothing_and_says_so()
    {
        var hours = Line("hours");
        var playing = PlayingTime.Of(
            ["a.wav", "b.mkv", "c.bin"],
            new Dictionary<string, FileFacts>
            {
                ["a.wav"] = Facts(MediaKind.Sound, 30),
                ["b.mkv"] = Facts(MediaKind.Video, null),
            }
        );

        hours.UnitsOf(3, playing).Should().Be(0.5m);
        var notice = hours.NotCounted("sheet.csv row 4", playing)!;
        (notice.Code, notice.Severity, notice.Path)
            .Should()
            .Be((FindingCodes.DurationUnknown, FindingSeverity.Notice, "sheet.csv row 4"));
        notice.Message.Should().Contain("b.mkv, c.bin").And.Contain("0 hours").And.Contain("Send");
        hours.NotCounted("", PlayingTime.None)!.Message.Should().Contain("no sound or video");
        hours.NotCounted("", Rally).Should().BeNull();
        Line("items").NotCounted("", playing).Should().BeNull("it is counted as one");
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.25, "0.25")]
    [InlineData(12.50, "12.5")]
    [InlineData(10_001, "10,001")]
    public void Numbers_read_the_same_everywhere(decimal number, string reads) =>
        Numbers.Say(number).Should().Be(reads);

    [Fact]
    public void One_is_singular()
    {
        Numbers.Say(1, "file").Should().Be("1 file");
        Numbers.Say(5_000, "item").Should().Be("5,000 items");
        Numbers.Say(1, "entry is", "entries are").Should().Be("1 entry is");
        Numbers.Say(200_000, "entry is", "entries are").Should().Be("200,000 entries are");
    }

    [Theory]
    [InlineData(1, "1 byte")]
    [InlineData(1023, "1,023 bytes")]
    [InlineData(4 << 20, "4 MiB")]
    [InlineData(1L << 40, "1 TiB")]
    [InlineData(1L << 50, "1024 TiB")]
    public void Sizes_read_the_same_everywhere(long bytes, string reads) =>
        ByteSize.Say(bytes).Should().Be(reads);

    private static FileFacts Facts(MediaKind kind, int? minutes) =>
        new("x/y", "X")
        {
            Kind = kind,
            Duration = minutes is { } m ? TimeSpan.FromMinutes(m) : null,
        };

    private static MaterialLine Line(string unit) =>
        new(Guid.CreateVersion7(), 1, new MaterialPromise("Papers", "Interviews", 40, unit));
}
