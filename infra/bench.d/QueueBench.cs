using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Domain.Reviews;
using Grants.Web.Features.Applications.Screening;
using Microsoft.AspNetCore.Http;

namespace Grants.Bench;

/// <summary>The queue of 10,000 applications, filtered and sorted in several ways, and the file of 1,000 with all answers.</summary>
internal static class QueueBench
{
    private const int Applications = 10_000;
    private const int Exported = 1_000;
    private const int Shown = 100;

    /// <summary>What staff ask for in turn.</summary>
    private static readonly ApplicationFilter[] Asked =
    [
        new(),
        new() { Sort = "title" },
        new()
        {
            Sort = "amount",
            Min = "5000",
            Max = "15000",
        },
        new() { Text = "Papers 77", Sort = "organization" },
        new() { Assignee = ApplicationFilter.Nobody, Checklist = ApplicationFilter.NotBegun },
        new() { Flag = ApplicationFilter.AnyFlag, Sort = "-submitted" },
    ];

    public static async Task<IReadOnlyList<Figure>> RunAsync(
        string published,
        CancellationToken cancel
    )
    {
        await using var server = await InProcess.NewAsync(cancel);
        var (officer, smallCall) = await FillAsync(server, cancel);
        await ListAsync(server, officer, new(), cancel); // so that nothing is compiled while it counts
        List<double> times = [];
        for (var i = 0; i < Shown; i++)
            times.Add(await ListAsync(server, officer, Asked[i % Asked.Length], cancel));
        return
        [
            new Figure(
                "queue",
                $"page of {Applications:#,##0} applications, filtered and sorted, p95 of {Shown}",
                InProcess.P95(times),
                "ms",
                Limit.AtMost(300)
            ),
            new Figure(
                "queue",
                $"XLSX of {Exported:#,##0} applications with all answers",
                await ExportAsync(server, officer, smallCall, cancel),
                "ms",
                Limit.AtMost(5_000)
            ),
        ];
    }

    private static Task<double> ListAsync(
        InProcess server,
        Account officer,
        ApplicationFilter filter,
        CancellationToken cancel
    ) => server.TimeAsync<ListApplications>(officer, list => list.RunAsync(filter, 1, cancel));

    private static Task<double> ExportAsync(
        InProcess server,
        Account officer,
        Guid call,
        CancellationToken cancel
    ) =>
        server.TimeAsync<ExportApplications>(
            officer,
            async export =>
            {
                var file = await export.XlsxAsync(new() { Call = call.ToString() }, true, cancel);
                var context = new DefaultHttpContext();
                context.Response.Body = new MemoryStream();
                await file.ExecuteAsync(context);
            }
        );

    /// <returns>Who asks, and a call with <see cref="Exported"/> of the applications.</returns>
    private static async Task<(Account Officer, Guid SmallCall)> FillAsync(
        InProcess server,
        CancellationToken cancel
    )
    {
        var officer = InProcess.Person("officer@example.org");
        var lead = InProcess.Person("lead@example.org");
        var now = TimeProvider.System.GetUtcNow();
        var staff = new Stamp(
            new Actor(
                officer.Id,
                "Staff",
                "staff@example.org",
                Enum.GetValues<Role>().ToHashSet(),
                []
            ),
            now
        );
        var asLead = new Actor(lead.Id, lead.Name, lead.Email!, new HashSet<Role>(), []);
        var organization = new Organization(
            "Bench Archive",
            OrganizationKind.Archive,
            "US",
            staff with
            {
                By = asLead,
            }
        );
        var by = staff with
        {
            By = asLead with
            {
                Organizations = [new Membership(organization.Id, OrganizationRole.Editor)],
            },
        };
        var form = new FormVersion("Short form", 1, Form(), staff);
        var program = new GrantProgram("Bench", "", staff);
        var fund = new Fund("Bench", "Bench", "", "USD", staff);
        var rubric = new RubricVersion("Bench", 1, DefaultRubric.Make(), staff);
        await using (var db = await server.ContextAsync(cancel))
        {
            db.AddRange(officer, lead, organization, form, program, fund, rubric);
            db.Add(new RoleAssignment(officer.Id, Role.ProgramOfficer));
            await db.SaveChangesAsync(cancel);
        }
        var (large, small) = (NewCall("large"), NewCall("small"));
        await using (var db = await server.ContextAsync(cancel))
        {
            db.AddRange(large, small);
            await db.SaveChangesAsync(cancel);
        }
        foreach (var numbers in Enumerable.Range(1, Applications).Chunk(1_000))
        {
            await using var db = await server.ContextAsync(cancel);
            db.AddRange(numbers.Select(n => Made(n, n <= Exported ? small : large)));
            await db.SaveChangesAsync(cancel);
        }
        return (officer, small.Id);

        Call NewCall(string slug)
        {
            var call = new Call(
                program.Id,
                fund.Id,
                form.Id,
                rubric.Id,
                new CallTerms(
                    $"Bench, {slug}",
                    "",
                    "Anybody.",
                    now.AddDays(-1),
                    new Deadline(now.AddYears(1), "America/New_York"),
                    new Money(50_000m, "USD"),
                    2
                ),
                slug,
                staff
            );
            call.Publish(staff);
            return call;
        }

        Application Made(int number, Call call)
        {
            var application = new Application(organization.Id, call, by);
            application.SaveAnswer(form.Definition, "title", $"Papers {number}", 0, by);
            application.SaveAnswer(
                form.Definition,
                "why",
                string.Join(' ', Enumerable.Repeat("Letters that nobody else has.", 40)),
                0,
                by
            );
            application.SaveAnswer(
                form.Definition,
                "plan",
                TableRows.Write([
                    .. Enumerable
                        .Range(1, 5)
                        .Select(i => new Dictionary<string, string>
                        {
                            ["task"] = $"Task {i}",
                            ["count"] = "100",
                        }),
                ]),
                0,
                by
            );
            application.Submit(call, form.Definition, $"B-{number:00000}", by);
            if (number % 10 == 0)
                application.RaiseFlag(FlagKind.Other, "To look at", staff);
            return application;
        }
    }

    private static FormDefinition Form() =>
        new([
            new FormSection(
                "only",
                "Only",
                "",
                [
                    new Question("title", "Title", QuestionType.ShortText)
                    {
                        Purpose = QuestionPurpose.Title,
                    },
                    new Question("why", "Why", QuestionType.LongText),
                    new Question("plan", "Work plan", QuestionType.Table)
                    {
                        Columns =
                        [
                            new("task", "Task", QuestionType.ShortText),
                            new("count", "Count", QuestionType.Number),
                        ],
                    },
                ]
            ),
        ]);
}
