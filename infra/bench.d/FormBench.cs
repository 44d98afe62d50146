using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Domain.Reviews;
using Grants.Web.Features.Applications.Form;

namespace Grants.Bench;

/// <summary>An application form of 120 questions, all answered: opening it, and saving one answer after the other.</summary>
internal static class FormBench
{
    private const int Questions = 120;
    private const int Opened = 200;
    private const int Saved = 500;

    public static async Task<IReadOnlyList<Figure>> RunAsync(
        string published,
        CancellationToken cancel
    )
    {
        await using var server = await InProcess.NewAsync(cancel);
        var (draft, lead) = await DraftAsync(server, cancel);
        return
        [
            Figure("opened", await OpenAsync(server, draft, lead, cancel), Opened, 250),
            Figure("one answer saved", await SaveAsync(server, draft, lead, cancel), Saved, 250),
        ];
    }

    private static Figure Figure(string what, List<double> times, int count, double limit) =>
        new(
            "form",
            $"form of {Questions} questions {what}, p95 of {count}",
            InProcess.P95(times),
            "ms",
            Limit.AtMost(limit)
        );

    private static async Task<List<double>> OpenAsync(
        InProcess server,
        Guid draft,
        Account lead,
        CancellationToken cancel
    )
    {
        List<double> times = [];
        for (var i = 0; i < Opened; i++)
            times.Add(
                await server.TimeAsync<OpenForm>(
                    lead,
                    async open =>
                    {
                        var form = await open.RunAsync(draft, cancel);
                        // As the page does before it draws: what is asked, and what is missing.
                        FormCheck.Incomplete(
                            new FormReading(
                                form.Form,
                                key => form.Answers.GetValueOrDefault(key)?.Value ?? ""
                            ),
                            form.Call.BudgetRules
                        );
                    }
                )
            );
        return times;
    }

    private static async Task<List<double>> SaveAsync(
        InProcess server,
        Guid draft,
        Account lead,
        CancellationToken cancel
    )
    {
        List<double> times = [];
        for (var i = 0; i < Saved; i++)
        {
            var (key, version) = ($"q{i % Questions}", 1 + (i / Questions));
            var text = $"Changed {i}: what the letters tell of those who waited.";
            times.Add(
                await server.TimeAsync<SaveAnswer>(
                    lead,
                    save => save.RunAsync(draft, key, text, version, cancel)
                )
            );
        }
        return times;
    }

    private static async Task<(Guid Draft, Account Lead)> DraftAsync(
        InProcess server,
        CancellationToken cancel
    )
    {
        await using var db = await server.ContextAsync(cancel);
        var lead = InProcess.Person(Installation.Email);
        var now = TimeProvider.System.GetUtcNow();
        var staff = new Stamp(
            new Actor(
                Guid.CreateVersion7(),
                "Staff",
                "staff@example.org",
                Enum.GetValues<Role>().ToHashSet(),
                []
            ),
            now
        );
        var organization = new Organization(
            "Bench Archive",
            OrganizationKind.Archive,
            "US",
            staff with
            {
                By = new Actor(lead.Id, lead.Name, lead.Email!, new HashSet<Role>(), []),
            }
        );
        var form = new FormVersion("Long form", 1, Form(), staff);
        var program = new GrantProgram("Bench", "", staff);
        var fund = new Fund("Bench", "Bench", "", "USD", staff);
        var rubric = new RubricVersion("Bench", 1, DefaultRubric.Make(), staff);
        var call = new Call(
            program.Id,
            fund.Id,
            form.Id,
            rubric.Id,
            new CallTerms(
                "Bench",
                "",
                "Anybody.",
                now.AddDays(-1),
                new Deadline(now.AddYears(1), "America/New_York"),
                new Money(50_000m, "USD"),
                2
            ),
            "bench",
            staff
        );
        call.Publish(staff);
        var by = staff with
        {
            By = new Actor(
                lead.Id,
                lead.Name,
                lead.Email!,
                new HashSet<Role>(),
                [new Membership(organization.Id, OrganizationRole.Editor)]
            ),
        };
        var draft = new Application(organization.Id, call, by);
        for (var i = 0; i < Questions; i++)
            draft.SaveAnswer(
                form.Definition,
                $"q{i}",
                $"Answer {i} tells of the letters in the archive.",
                0,
                by
            );
        db.AddRange(lead, organization, program, fund, form, rubric, call, draft);
        await db.SaveChangesAsync(cancel);
        return (draft.Id, lead);
    }

    /// <summary>Texts in twelve sections; every fifth question hangs on the one before it.</summary>
    private static FormDefinition Form() =>
        new([
            .. Enumerable
                .Range(0, Questions / 10)
                .Select(s => new FormSection(
                    $"s{s}",
                    $"Section {s + 1}",
                    "",
                    [.. Enumerable.Range(s * 10, 10).Select(Question)]
                )),
        ]);

    private static Question Question(int number) =>
        new(
            $"q{number}",
            $"Question {number + 1}",
            number % 3 == 0 ? QuestionType.LongText : QuestionType.ShortText
        )
        {
            Required = true,
            WordLimit = new WordLimit(300),
            Purpose = number == 0 ? QuestionPurpose.Title : QuestionPurpose.None,
            ShowWhen =
                number % 5 == 4
                    ? new Condition($"q{number - 1}", ConditionTest.Answered, [])
                    : null,
        };
}
