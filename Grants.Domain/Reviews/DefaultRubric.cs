namespace Grants.Domain.Reviews;

/// <summary>The shipped rubric for digitization grants: 100 points, each criterion 0 to 4. Data from the first use on.</summary>
public static class DefaultRubric
{
    public const string Name = "Digitization grant rubric";

    public static Rubric Make() =>
        new([
            Of(
                "significance",
                "Significance to the movement",
                25,
                "Unique primary sources; named groups and people; fills a gap in the hub",
                "Generic or well covered elsewhere"
            ),
            Of(
                "urgency",
                "Urgency",
                15,
                "Active decay, or the last person who knows the papers",
                "Stable, rarely used"
            ),
            Of(
                "access",
                "Access and educational value",
                15,
                "Described item by item, open, harvestable, ready for lessons",
                "On site or behind a login only"
            ),
            Of(
                "workplan",
                "Work plan and technical soundness",
                20,
                "Counts, specification, quality control and quotes agree",
                "Counts missing or specification below the floor"
            ),
            Of(
                "rights",
                "Rights, ethics and privacy",
                10,
                "Deed, a statement per series and a privacy plan",
                "Ownership unclear"
            ),
            Of(
                "capacity",
                "Capacity and sustainability",
                10,
                "Staff named, two copies, host named",
                "No host"
            ),
            Of(
                "budget",
                "Budget realism",
                5,
                "Unit costs as peers pay; no unexplained line",
                "Unexplained"
            ),
        ]);

    private static Criterion Of(string key, string title, int weight, string four, string one) =>
        new(
            key,
            title,
            weight,
            new Dictionary<int, string>
            {
                [4] = four,
                [3] = "Strong, with small gaps",
                [2] = "Adequate; the gaps matter",
                [1] = one,
                [0] = "No evidence in the application",
            }
        );
}
