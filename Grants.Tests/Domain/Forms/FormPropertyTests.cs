using CsCheck;
using Grants.Domain.Forms;

namespace Grants.Tests.Domain.Forms;

public sealed class FormPropertyTests
{
    [Fact]
    public void Any_form_comes_back_from_its_file_as_it_was() =>
        RandomForms.Any.Sample(form =>
        {
            FormRules.Faults(form, FormKind.Application).Should().BeEmpty();
            var file = FormJson.Write(new ExchangedForm("A form", FormKind.Application, form));

            var (read, faults) = FormJson.Read(file);

            faults.Should().BeEmpty();
            FormJson.Write(read!).Should().Be(file);
            read!.Definition.Should().BeEquivalentTo(form, o => o.WithStrictOrdering());
        });

    [Fact]
    public void What_is_handed_in_reads_back_as_the_same_questions_with_the_same_answers() =>
        RandomForms.Filled.Sample(filled =>
        {
            var draft = new FormReading(filled.Form, filled.Answers);

            var handedIn = new FormReading(filled.Form, draft.Answers);

            Of(handedIn).Should().Equal(Of(draft));
            handedIn.Answers.Should().BeEquivalentTo(draft.Answers);
        });

    [Fact]
    public void No_required_answer_is_missing_from_what_may_be_handed_in() =>
        RandomForms.Complete.Sample(filled =>
        {
            var draft = new FormReading(filled.Form, filled.Answers);
            FormCheck.Incomplete(draft, null).Should().BeEmpty();

            var handedIn = new FormReading(filled.Form, draft.Answers);

            handedIn
                .All.Where(q => q.Question.Required)
                .Should()
                .AllSatisfy(q => q.IsAnswered.Should().BeTrue());
            FormCheck.Incomplete(handedIn, null).Should().BeEmpty();
        });

    [Fact]
    public void Every_hole_in_a_draft_is_reported_and_nothing_that_isnt_asked() =>
        RandomForms.Filled.Sample(filled =>
        {
            var draft = new FormReading(filled.Form, filled.Answers);
            var reported = FormCheck.Incomplete(draft, null).Select(p => p.QuestionKey).ToHashSet();

            var asked = draft.All.Select(q => q.Key).ToHashSet();

            reported.Should().BeSubsetOf(asked);
            draft
                .All.Where(q => q.Question.Required && !q.IsAnswered)
                .Select(q => q.Key)
                .Should()
                .BeSubsetOf(reported);
            draft.Answers.Keys.Should().BeSubsetOf(asked);
        });

    /// <summary>Lines are added, changed, moved and removed; the sums are held against whole cents counted apart.</summary>
    [Fact]
    public void A_budgets_totals_are_the_sums_of_its_lines_after_any_edits() =>
        Gen.Select(
                Gen.Int[0, 4],
                Gen.Int[0, 9],
                Gen.Int[0, 40],
                Gen.Int[0, 1_000_000],
                Gen.Int[0, 3]
            )
            .Array[0, 60]
            .Sample(edits =>
            {
                List<Dictionary<string, string>> rows = [];
                List<long[]> cents = []; // quantity, unit cost, requested, cash, in kind
                var answer = "";
                foreach (var (edit, at, quantity, amount, column) in edits)
                {
                    var line = rows.Count == 0 ? 0 : at % rows.Count;
                    switch (edit)
                    {
                        case 0 or 1:
                            rows.Add([]);
                            cents.Add(new long[5]);
                            Put(rows.Count - 1, quantity, amount, column);
                            break;
                        case 2 when rows.Count > 0:
                            Put(line, quantity, amount, column);
                            break;
                        case 3 when rows.Count > 0:
                            rows.RemoveAt(line);
                            cents.RemoveAt(line);
                            break;
                        case 4 when rows.Count > 0:
                            (rows[0], rows[line]) = (rows[line], rows[0]);
                            (cents[0], cents[line]) = (cents[line], cents[0]);
                            break;
                    }
                    answer = TableRows.Write(rows);
                }

                var budget = Budget.Parse(answer);

                budget.Requested("USD").Amount.Should().Be(cents.Sum(c => c[2]) / 100m);
                budget.Match("USD").Amount.Should().Be(cents.Sum(c => c[3] + c[4]) / 100m);
                budget.Total("USD").Amount.Should().Be(cents.Sum(c => c[0] * c[1]) / 100m);
                budget.Total("USD").Amount.Should().Be(budget.Lines.Sum(l => l.Total ?? 0m));

                void Put(int line, int quantity, int amount, int column)
                {
                    rows[line]["quantity"] = $"{quantity}";
                    cents[line][0] = quantity;
                    var key = BudgetLine.Keys[column + 3];
                    rows[line][key] = $"{amount / 100}.{amount % 100:00}";
                    cents[line][column + 1] = amount;
                }
            });

    [Fact]
    public void Entries_that_two_people_added_or_removed_at_once_all_count() =>
        Gen.Select(Ids, Ids, Ids)
            .Sample(
                (before, mine, theirs) =>
                {
                    var merged = GroupEntries.Parse(
                        GroupEntries.Merge(
                            GroupEntries.Write(before),
                            GroupEntries.Write(mine),
                            GroupEntries.Write(theirs)
                        )
                    );

                    merged.Should().OnlyHaveUniqueItems();
                    mine.Except(before).Concat(theirs.Except(before)).Should().BeSubsetOf(merged);
                    merged.Except(before).Should().BeSubsetOf(mine.Concat(theirs));
                    merged
                        .Intersect(before)
                        .Should()
                        .BeEquivalentTo(before.Intersect(mine).Intersect(theirs));
                }
            );

    private static Gen<string[]> Ids { get; } =
        Gen.Int[1, 12]
            .Select(i => $"entry0{i:00}")
            .Array[0, 8]
            .Select(ids => ids.Distinct().ToArray());

    private static IEnumerable<(string, string, string, string)> Of(FormReading reading) =>
        reading.All.Select(q =>
            (q.Key, q.Question.Label, q.Name, string.IsNullOrWhiteSpace(q.Value) ? "" : q.Value)
        );
}
