using Grants.Domain.Deliverables;

namespace Grants.Tests.Domain.Deliverables;

public sealed class ControlTallyTests
{
    [Theory]
    [InlineData(1_000, 100, 99, 1, false)] // one per cent isn't more than one per cent
    [InlineData(1_000, 100, 98, 2, true)]
    [InlineData(50, 10, 9, 1, true)]
    [InlineData(10, 10, 0, 10, false)] // all are looked at already
    public void More_than_one_per_cent_defective_asks_for_all_items(
        int items,
        int scope,
        int good,
        int defective,
        bool asks
    ) => new ControlTally(items, scope, good, defective).AsksForAll.Should().Be(asks);

    [Fact]
    public void Nothing_is_accepted_before_the_sample_is_looked_through()
    {
        var tally = new ControlTally(100, 10, 8, 0);
        tally.NotSeen()!.Reason.Should().Be("2 items of the sample weren't looked at yet.");
        new ControlTally(100, 10, 10, 0).NotSeen().Should().BeNull();
    }

    [Fact]
    public void An_item_of_several_files_counts_as_so_many_pages_and_as_one_poster()
    {
        var lines = Lines(
            new MaterialPromise("Papers", "Newsletters", 400, "pages"),
            new MaterialPromise("Papers", "Posters", 30, "items"),
            new MaterialPromise("Other papers", "Posters", 5, "items")
        );
        var (newsletter, poster) = (
            MaterialLine.Of(lines, "Papers", "newsletter")!,
            MaterialLine.Of(lines, "Other papers", "poster")!
        );
        newsletter.UnitsOf(8, PlayingTime.None).Should().Be(8);
        poster.UnitsOf(2, PlayingTime.None).Should().Be(1);
        poster.Number.Should().Be(3, "it is the line of the item's own collection");
        MaterialLine.Of(lines, "Papers", "telegram").Should().BeNull();
        MaterialLine.Of([lines[0]], "", "").Should().Be(lines[0], "it is the only one");
    }

    [Fact]
    public void A_mark_lies_on_its_image_whatever_was_drawn()
    {
        Mark.On(-1, 0.9, 5, 0.5).Should().Be(new Mark(0, 0.5, 1, 0.5));
        Mark.On(double.NaN, double.PositiveInfinity, 0, -2).Should().Be(new Mark(0, 0, 0.01, 0.01));
        Mark.On(0.7, 0.1, 0.2, 0.1).Place.Should().Be("upper right");
    }

    [Fact]
    public void Files_of_a_second_batch_are_the_same_changed_renamed_new_or_gone()
    {
        var compared = BatchComparison.Of(
            [new("a.tif", "1"), new("b.tif", "2"), new("c.tif", "3"), new("d.tif", "4")],
            [new("A.tif", "1"), new("b.tif", "9"), new("x.tif", "3"), new("y.tif", "8")]
        );
        compared.Same.Should().Be(1);
        compared
            .Files.Should()
            .Equal(
                new ChangedFile(FileChange.Changed, "b.tif"),
                new ChangedFile(FileChange.New, "y.tif"),
                new ChangedFile(FileChange.Renamed, "x.tif", "c.tif"),
                new ChangedFile(FileChange.Gone, "d.tif")
            );
    }

    private static IReadOnlyList<MaterialLine> Lines(params MaterialPromise[] promises) =>
        [.. promises.Select((p, i) => new MaterialLine(Guid.Empty, i + 1, p))];
}
