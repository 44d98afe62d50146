using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;

namespace Grants.Domain.Awards;

/// <summary>The shipped default of what an award promises and how it is paid (editable data; MEAP/EAP-shaped payment gates).</summary>
public static class AwardPlan
{
    /// <summary>Up to this amount, in the award's currency, two payments are enough.</summary>
    public const decimal SmallAward = 5_000m;

    private const int SampleUnits = 10;

    /// <summary>
    /// D1 sample within 90 days, D2 first batch, D3 the rest, D4 final; paid 40/25/25/10 % at agreement, D1, D2 + D3 and D4.
    /// Small awards: 90 % at agreement, 10 % at D4.
    /// </summary>
    public static (
        IReadOnlyList<Deliverable> Deliverables,
        IReadOnlyList<Tranche> Tranches
    ) Default(Award award, IReadOnlyList<MaterialPromise> materials, Stamp stamp)
    {
        var days = award.EndsOn.DayNumber - award.StartsOn.DayNumber;
        var (sample, first, rest) = Share([.. materials.Where(m => m.Count > 0)]);
        DeliverablePlan[] plans =
        [
            new(
                "D1",
                "Sample",
                "10 to 25 items over all material types: masters, access copies and metadata rows.",
                Min(award.StartsOn.AddDays(90), award.EndsOn),
                sample
            )
            {
                LooksAtAll = true,
            },
            new(
                "D2",
                "First batch",
                "At least 30 % of the promised items.",
                award.StartsOn.AddDays(days / 2),
                first
            ),
            new(
                "D3",
                "Remaining items",
                "What brings the total to at least 95 % of the promised items.",
                award.StartsOn.AddDays(days * 5 / 6),
                rest
            ),
            new(
                "D4",
                "Final",
                "Final report, accounts, finding-aid link, permanent addresses and the checksum manifest.",
                award.EndsOn,
                []
            ),
        ];
        var deliverables = plans.Select(p => new Deliverable(award, p, stamp)).ToList();
        var (d1, d2, d3, d4) = (deliverables[0], deliverables[1], deliverables[2], deliverables[3]);

        (decimal Percent, DateOnly Due, TrancheCondition[] Conditions)[] parts =
            award.Amount.Amount <= SmallAward
                ? [(90m, award.StartsOn, [Agreement()]), (10m, d4.DueOn, [Accepted(d4)])]
                :
                [
                    (40m, award.StartsOn, [Agreement()]),
                    (25m, d1.DueOn, [Accepted(d1)]),
                    (25m, d3.DueOn, [Accepted(d2), Accepted(d3)]),
                    (10m, d4.DueOn, [Accepted(d4)]),
                ];
        var amounts = award.Amount.Split([.. parts.Select(p => p.Percent)]);
        var tranches = parts
            .Select((p, i) => new Tranche(award, i + 1, amounts[i], p.Due, p.Conditions, stamp))
            .ToList();
        return (deliverables, tranches);
    }

    /// <summary>
    /// The sample has at least one unit of each material and ten where there are so many, shared out in proportion; the first
    /// batch 30 % of each; the rest what is left.
    /// </summary>
    private static (
        IReadOnlyList<MaterialPromise> Sample,
        IReadOnlyList<MaterialPromise> First,
        IReadOnlyList<MaterialPromise> Left
    ) Share(IReadOnlyList<MaterialPromise> materials)
    {
        var all = materials.Sum(m => (long)m.Count);
        var left = (int)Math.Max(0, Math.Min(all, SampleUnits) - materials.Count);
        var sample = materials.Select(_ => 1).ToArray();
        foreach (
            var i in Enumerable
                .Range(0, materials.Count)
                .OrderByDescending(i => materials[i].Count)
                .ThenBy(i => i)
        )
        {
            var more = (int)
                Math.Min(
                    Math.Min(left, materials[i].Count - 1),
                    Math.Ceiling((decimal)SampleUnits * materials[i].Count / all)
                );
            sample[i] += more;
            left -= more;
        }
        var first = materials
            .Select((m, i) => Math.Min((int)Math.Ceiling(m.Count * 0.3m), m.Count - sample[i]))
            .ToArray();
        return (
            Counting((_, i) => sample[i]),
            Counting((_, i) => first[i]),
            Counting((m, i) => m.Count - sample[i] - first[i])
        );

        IReadOnlyList<MaterialPromise> Counting(Func<MaterialPromise, int, int> count) =>
            [.. materials.Select((m, i) => m with { Count = count(m, i) }).Where(m => m.Count > 0)];
    }

    private static TrancheCondition Agreement() =>
        new(ConditionKind.AgreementSigned, "Agreement signed by both sides");

    private static TrancheCondition Accepted(Deliverable deliverable) =>
        new(
            ConditionKind.DeliverableAccepted,
            $"{deliverable.Code} {deliverable.Title} accepted",
            deliverable.Id
        );

    private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;
}
