using Grants.Domain.Forms;
using Grants.Domain.Kernel;

namespace Grants.Tests.Domain.Forms;

public sealed class BudgetRulesTests
{
    private static readonly BudgetRules Rules = new(new Money(1_000m, "USD"));

    [Fact]
    public void The_line_that_passes_the_limit_is_named() =>
        Problems(Rules, Line("Scanner", 600m), Line("Camera", 500m), Line("Boxes", 1m))
            .Should()
            .Equal(
                "The budget asks for $1,101.00; this call gives at most $1,000.00. Budget line 2 (Camera) goes over the limit."
            );

    [Fact]
    public void Less_than_the_call_gives_is_said() =>
        Problems(Rules with { AtLeast = new Money(500m, "USD") }, Line("Boxes", 100m))
            .Should()
            .Equal("The budget asks for $100.00; this call gives at least $500.00.");

    [Theory]
    [InlineData(100, 200, false, null)]
    [InlineData(100, 100, false, "$20.00 is missing")]
    [InlineData(100, 200, true, "in cash; $160.00 is missing")]
    public void A_match_is_a_part_of_the_whole_cost(
        int cash,
        int inKind,
        bool cashOnly,
        string? said
    )
    {
        // 1,000 of cost with the first line's 700 requested: a fifth, or what the row above says.
        var rules = Rules with
        {
            MatchPercent = said?.Contains("160", StringComparison.Ordinal) == true ? 26m : 20m,
            MatchInCashOnly = cashOnly,
        };
        var total = 1_100m - (cash == inKind ? 0m : 100m);
        var line = Line("Work", total - cash - inKind, cash, inKind);

        var problems = Problems(rules with { AtMost = new Money(10_000m, "USD") }, line).ToList();

        if (said is null)
            problems.Should().BeEmpty();
        else
            problems.Should().ContainSingle().Which.Should().Contain(said);
    }

    [Fact]
    public void Indirect_costs_are_held_against_the_rest_of_what_is_requested() =>
        Problems(
                Rules with
                {
                    IndirectPercent = 10m,
                },
                Line("Work", 500m),
                Line("Overhead", 50.01m, category: "Indirect costs")
            )
            .Should()
            .Equal(
                "Budget line 2 (Overhead): \"Indirect costs\" may be at most $50.00, 10 % of the rest of what is requested."
            );

    [Theory]
    [InlineData(40, CapUnit.PercentOfRequested, "$200.00, 40 % of what is requested")]
    [InlineData(60, CapUnit.PercentOfRequested, null)]
    [InlineData(299, CapUnit.Amount, "$299.00")]
    [InlineData(300, CapUnit.Amount, null)]
    [InlineData(0, CapUnit.Amount, "$0.00")]
    public void A_category_is_held_against_its_limit_and_the_line_is_named(
        int most,
        CapUnit unit,
        string? limit
    )
    {
        var rules = Rules with { Caps = [new CategoryCap("Equipment", most, unit)] };

        var problems = Problems(
            rules,
            Line("Scanner", 190m),
            Line("Work", 200m, category: "Salaries and wages"),
            Line("Camera", 110m)
        );

        problems
            .Should()
            .Equal(
                limit is null
                    ? []
                    :
                    [
                        $"Budget line {(most == 0 ? "1 (Scanner)" : "3 (Camera)")}: \"Equipment\" may be at most {limit}.",
                    ]
            );
    }

    [Fact]
    public void A_line_that_doesnt_add_up_is_named_with_what_it_should_be() =>
        Budget
            .Parse(
                TableRows.Write([
                    new Dictionary<string, string>
                    {
                        ["item"] = "Scanner",
                        ["quantity"] = "2",
                        ["unitCost"] = "100.50",
                        ["requested"] = "150",
                        ["matchCash"] = "50",
                    },
                ])
            )
            .Problems()
            .Should()
            .Equal(
                "Budget line 1 (Scanner): requested and match together must be 201.00, the quantity times the unit cost; they are 200.00."
            );

    [Fact]
    public void A_number_too_large_to_count_exactly_is_no_number()
    {
        FormCheck.Number("79228162514264337593543950335").Should().BeNull();
        Budget
            .Parse(
                TableRows.Write([
                    new Dictionary<string, string>
                    {
                        ["item"] = "Moon",
                        ["quantity"] = "1000000000000",
                        ["unitCost"] = "1000000000000",
                    },
                ])
            )
            .Total("USD")
            .Amount.Should()
            .Be(0m);
    }

    private static IEnumerable<string> Problems(BudgetRules rules, params BudgetLine[] lines) =>
        rules.Problems(new Budget(lines), "Indirect costs");

    private static BudgetLine Line(
        string item,
        decimal requested,
        decimal cash = 0m,
        decimal inKind = 0m,
        string category = "Equipment"
    ) => new(category, item, 1m, requested + cash + inKind, requested, cash, inKind);
}
