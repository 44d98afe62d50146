using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;

namespace Grants.Domain.Awards;

/// <summary>The shipped default of what an award promises and how it is paid (editable data; MEAP/EAP-shaped payment gates).</summary>
public static class AwardPlan
{
    /// <summary>Up to this amount, in the award's currency, two payments are enough.</summary>
    public const decimal SmallAward = 5_000m;

    /// <summary>
    /// D1 sample within 90 days, D2 first batch, D3 the rest, D4 final; paid 40/25/25/10 % at agreement, D1, D2 + D3 and D4.
    /// Small awards: 90 % at agreement, 10 % at D4.
    /// </summary>
    public static (
        IReadOnlyList<Deliverable> Deliverables,
        IReadOnlyList<Tranche> Tranches
    ) Default(Award award, int promisedItems, Stamp stamp)
    {
        var days = award.EndsOn.DayNumber - award.StartsOn.DayNumber;
        var sample = Math.Min(promisedItems, 10);
        var first = Math.Min((int)Math.Ceiling(promisedItems * 0.3m), promisedItems - sample);
        var rest = promisedItems - sample - first;
        DeliverablePlan[] plans =
        [
            new(
                "D1",
                "Sample",
                "10 to 25 items over all material types: masters, access copies and metadata rows.",
                Min(award.StartsOn.AddDays(90), award.EndsOn),
                sample
            ),
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
                0
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
