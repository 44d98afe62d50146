using Grants.Domain.Deliverables;

namespace Grants.Tests.Domain.Deliverables;

public sealed class SampleTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(9, 9)]
    [InlineData(10, 10)]
    [InlineData(100, 10)]
    [InlineData(101, 11)]
    [InlineData(10_000, 1_000)]
    public void It_is_the_larger_of_ten_items_and_ten_per_cent(int items, int sample) =>
        Sample.SizeOf(items).Should().Be(sample);

    [Fact]
    public void The_same_seed_draws_the_same_items_and_another_seed_others()
    {
        var items = Items(300, 200);
        var first = Sample.Draw(items, 42).Select(i => i.Id);
        Sample.Draw(items, 42).Select(i => i.Id).Should().Equal(first);
        Sample.Draw(items, 43).Select(i => i.Id).Should().NotEqual(first);
    }

    /// <summary>What a kept seed means must not change with the library: computed once by another program.</summary>
    [Fact]
    public void A_seed_of_today_draws_the_same_places_in_ten_years()
    {
        var items = Items(60, 40);
        var places = Sample.Draw(items, 2026).Select(i => items.IndexOf(i));
        string.Join(' ', places).Should().Be("18 21 31 33 39 54 61 66 73 74");
    }

    [Fact]
    public void Any_mix_of_materials_is_drawn_in_proportion_with_at_least_one_of_each()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            int[] counts =
            [
                .. Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(1, 900)),
            ];
            var items = Items(counts);
            var size = Sample.SizeOf(items.Count);

            var drawn = Sample.Draw(items, round);

            drawn.Should().OnlyHaveUniqueItems();
            drawn.Count.Should().BeInRange(size, size + counts.Length);
            foreach (var (material, count) in counts.Index())
            {
                var share = (decimal)size * count / items.Count;
                var got = drawn.Count(i => i.Material == $"m{material}");
                got.Should().BeInRange(Math.Max(1, (int)Math.Floor(share)), (int)share + 1);
                got.Should().BeLessThanOrEqualTo(count);
            }
        }
    }

    [Fact]
    public void Every_item_comes_up_about_as_often_as_the_others()
    {
        var items = Items(50);
        var times = Enumerable
            .Range(0, 2_000)
            .SelectMany(seed => Sample.Draw(items, seed))
            .CountBy(i => i.Id)
            .Select(c => c.Value)
            .ToList();
        times.Should().HaveCount(50).And.OnlyContain(t => t > 320 && t < 480); // 400 each; 4.5 standard deviations
    }

    private static List<ItemToDraw> Items(params int[] counts) =>
        [
            .. counts
                .Index()
                .SelectMany(m =>
                    Enumerable
                        .Range(0, m.Item)
                        .Select(_ => new ItemToDraw(Guid.CreateVersion7(), $"m{m.Index}"))
                ),
        ];
}
