namespace Grants.Domain.Deliverables;

/// <summary>An item that may be drawn.</summary>
/// <param name="Material">Stratum: what the item is made of.</param>
public sealed record ItemToDraw(Guid Id, string Material);

/// <summary>
/// Which items of a batch people look at: the larger of 10 items and 10 %, shared out over the materials in proportion, and at
/// least one of each. Drawn by a recorded seed, so that anybody can draw it again.
/// </summary>
public static class Sample
{
    /// <summary>As people read it.</summary>
    public const string Rule =
        "10 items or 10 % of the batch, whichever is more, in proportion to the materials and at least one of each";

    private const int Fewest = 10;
    private const int Percent = 10;

    /// <summary>How many of so many items; materials with a small share may add one each.</summary>
    public static int SizeOf(int items) =>
        Math.Min(items, Math.Max(Fewest, (items * Percent + 99) / 100));

    /// <summary>The drawn items, material by material in the order in which these first occur, and within one in the order given.</summary>
    /// <param name="items">Ordered as in the sheet: the same order and seed give the same sample.</param>
    public static IReadOnlyList<ItemToDraw> Draw(IReadOnlyList<ItemToDraw> items, int seed)
    {
        var strata = items.GroupBy(i => i.Material, StringComparer.OrdinalIgnoreCase).ToList();
        var sizes = Share(SizeOf(items.Count), [.. strata.Select(s => s.Count())]);
        var random = new SplitMix64((ulong)seed);
        return [.. strata.SelectMany((stratum, i) => Choose([.. stratum], sizes[i], random))];
    }

    /// <summary>Largest remainders; a material that would get none gets one.</summary>
    private static int[] Share(int sample, int[] counts)
    {
        var all = counts.Sum();
        if (all == 0)
            return [];
        var exact = counts.Select(c => (decimal)sample * c / all).ToArray();
        var shares = exact.Select(e => (int)Math.Floor(e)).ToArray();
        var left = sample - shares.Sum();
        foreach (
            var i in Enumerable
                .Range(0, counts.Length)
                .OrderByDescending(i => exact[i] - shares[i])
                .ThenBy(i => i)
                .Take(left)
        )
            shares[i]++;
        return [.. shares.Select(s => Math.Max(1, s))];
    }

    /// <summary>The beginning of a Fisher-Yates shuffle.</summary>
    private static IEnumerable<ItemToDraw> Choose(ItemToDraw[] items, int count, SplitMix64 random)
    {
        var places = Enumerable.Range(0, items.Length).ToArray();
        for (var i = 0; i < count; i++)
        {
            var other = i + random.Below(items.Length - i);
            (places[i], places[other]) = (places[other], places[i]);
        }
        return places.Take(count).Order().Select(p => items[p]);
    }

    /// <summary>
    /// Steele, Lea and Flood 2014. Written out, because a sample that is drawn again in ten years needs the same numbers and the
    /// library's generator may change.
    /// </summary>
    private sealed class SplitMix64(ulong seed)
    {
        private ulong _state = seed;

        /// <summary>From 0 to one below the limit. The bias of the remainder is below 1 in 10^14 here.</summary>
        public int Below(int limit) => (int)(Next() % (ulong)limit);

        private ulong Next()
        {
            unchecked
            {
                _state += 0x9E3779B97F4A7C15;
                var z = _state;
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
                return z ^ (z >> 31);
            }
        }
    }
}
