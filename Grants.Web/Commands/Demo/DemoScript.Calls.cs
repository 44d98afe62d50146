using System.Globalization;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Domain.Reviews;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Features.Applications.Mine;
using Grants.Web.Features.Applications.Notifying;
using Grants.Web.Features.Applications.Screening;
using Grants.Web.Features.Applications.Start;
using Grants.Web.Features.Programs.Calls;
using Grants.Web.Features.Programs.Funds;
using Grants.Web.Features.Programs.Overview;
using Grants.Web.Features.Reviews.Assignment;
using Grants.Web.Features.Reviews.Decisions;
using Grants.Web.Features.Reviews.Work;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Commands.Demo;

internal sealed partial class DemoScript
{
    private const string Zone = "America/New_York";

    private const string Guidelines = """
        ## Who may apply

        Archives, libraries, historical societies, museums, universities and community groups that hold records of the grassroots movement for Soviet Jewry in North America, 1963 to 1991.

        ## What we fund

        - Digitization of letters, newsletters, posters, photographs, recordings and film
        - Description item by item or folder by folder
        - Transcription and translation, where it helps people to find what they look for

        ## What we ask

        Digitized items are **open to the public** under the name of the archive that holds them, with the credit line of the grant. Metadata is published under CC0. Originals stay where they are.

        ## Payment

        40 % at the agreement, 25 % when the sample is accepted, 25 % when the rest is accepted, 10 % at the end. Grants up to $5,000: 90 % and 10 %.
        """;

    private Guid _program;
    private Guid _fund;
    private Guid _emergencyFund;

    private static DemoProject Project(int number) => DemoContent.Projects[number];

    private static DemoArchive ArchiveOf(DemoProject project) =>
        DemoContent.Archives.Single(a => a.Key == project.Archive);

    private static DemoPerson EditorOf(int project) =>
        DemoPeople.EditorOf(ArchiveOf(Project(project)));

    /// <summary>Long over: four awards, one declined, one ineligible, one withdrawn.</summary>
    private async Task RunFirstCallAsync(CancellationToken cancel)
    {
        stage.Clock.GoTo(-410);
        _program = await stage.AsAsync<CreateProgram, Guid>(
            DemoPeople.Program,
            create =>
                create.RunAsync(
                    "Digitization Grants",
                    "For archives that hold records of the grassroots movement and want to show them.",
                    cancel
                ),
            cancel
        );
        _fund = await stage.AsAsync<CreateFund, Guid>(
            DemoPeople.Program,
            create =>
                create.RunAsync(
                    "Founders' fund (sample)",
                    "Gifts of the founders",
                    "For digitization only",
                    250_000m,
                    cancel
                ),
            cancel
        );
        _emergencyFund = await stage.AsAsync<CreateFund, Guid>(
            DemoPeople.Program,
            create =>
                create.RunAsync(
                    "Emergency fund (sample)",
                    "A family foundation",
                    "For material in active decay; at most $10,000 a grant",
                    25_000m,
                    cancel
                ),
            cancel
        );
        var call = await PublishAsync(
            "First round",
            "first-round",
            opens: -408,
            closes: -360,
            cancel
        );
        stage.Clock.GoTo(-380);
        var ids = new Dictionary<int, Guid>();
        foreach (var number in (int[])[0, 1, 2, 3, 5, 14, 15])
            ids[number] = await SubmitAsync(call, number, cancel);

        stage.Clock.GoTo(-365);
        await stage.AsAsync<WithdrawApplication>(
            EditorOf(14),
            withdraw => withdraw.RunAsync(ids[14], "Our technician left.", cancel),
            cancel
        );
        stage.Clock.GoTo(-355);
        await StepAsync(call, CallStep.BeginReview, cancel);
        await ScreenAsync(ids[15], cancel);
        await stage.AsAsync<ScreenApplication>(
            DemoPeople.Program,
            screen =>
                screen.MarkIneligibleAsync(
                    ids[15],
                    "scope-years",
                    "Outside the years of the movement.",
                    cancel
                ),
            cancel
        );
        await NotifyAsync(ids[15], cancel);
        stage.Clock.GoTo(-350);
        foreach (var number in (int[])[0, 1, 2, 3, 5])
            await ReviewAsync(ids[number], number, points: number == 5 ? 1 : 3, cancel);

        stage.Clock.GoTo(-325);
        await StepAsync(call, CallStep.BeginDeliberation, cancel);
        foreach (var number in (int[])[0, 1, 2, 3])
            await ApproveAsync(ids[number], number, cancel);
        await RecommendAsync(
            ids[5],
            Advice.Decline,
            0m,
            "Good papers; the privacy plan isn't ready.",
            cancel
        );
        await DecideAsync(
            ids[5],
            nameof(Application.Decline),
            "As advised. Please apply again with a privacy plan.",
            cancel
        );
        await NotifyAsync(ids[5], cancel);
        await StepAsync(call, CallStep.ConcludeDecisions, cancel);
        _approved = ids;
    }

    /// <summary>Closed some weeks ago: one application in each state between screening and decision.</summary>
    private async Task RunSecondCallAsync(CancellationToken cancel)
    {
        stage.Clock.GoTo(-100);
        var call = await PublishAsync(
            "Second round",
            "second-round",
            opens: -98,
            closes: -40,
            cancel
        );
        stage.Clock.GoTo(-60);
        var ids = new Dictionary<int, Guid>();
        foreach (var number in (int[])[4, 6, 7, 8, 9, 10, 11])
            ids[number] = await SubmitAsync(call, number, cancel);

        stage.Clock.GoTo(-38);
        await StepAsync(call, CallStep.BeginReview, cancel);
        await ScreenAsync(ids[9], cancel);
        await AskForMoreAsync(ids[9], cancel);
        stage.Clock.GoTo(-30);
        await AnswerRequestAsync(ids[9], 9, cancel);
        foreach (var number in (int[])[4, 6, 7, 10, 11])
            await ReviewAsync(ids[number], number, points: number % 2 + 2, cancel);
        await AssignAsync(ids[8], [DemoPeople.Reviewer, DemoPeople.SecondReviewer], cancel);
        await ScoreAsync(ids[8], DemoPeople.SecondReviewer, 3, cancel);

        stage.Clock.GoTo(-9);
        await RecommendAsync(
            ids[6],
            Advice.Fund,
            Project(6).Amount,
            "Urgent, well planned.",
            cancel
        );
        await ApproveAsync(ids[4], 4, cancel);
        await RecommendAsync(ids[10], Advice.Waitlist, 0m, "If money comes back.", cancel);
        await DecideAsync(ids[10], nameof(Application.Waitlist), "As advised.", cancel);
        await RecommendAsync(
            ids[11],
            Advice.Defer,
            0m,
            "Better together with the papers of the national committee.",
            cancel
        );
        await DecideAsync(ids[11], nameof(Application.Defer), "As advised.", cancel);
    }

    /// <summary>Open now, with a draft and a submitted application.</summary>
    private async Task OpenThirdCallAsync(CancellationToken cancel)
    {
        stage.Clock.GoTo(-20);
        var call = await PublishAsync("Third round", "third-round", opens: -14, closes: 45, cancel);
        stage.Clock.GoTo(-3);
        await SubmitAsync(call, 13, cancel);
        stage.Clock.GoTo(-1);
        await WorkTogetherAsync(await StartAsync(call, 12, cancel), 12, cancel);
    }

    private Task<Guid> PublishAsync(
        string round,
        string slug,
        int opens,
        int closes,
        CancellationToken cancel
    )
    {
        var year = stage.Clock.Today.AddDays(closes).Year;
        return PublishAsync(
            Draft(
                $"Digitization Grants {year}, {round.ToLowerInvariant()}",
                string.Create(CultureInfo.InvariantCulture, $"{year}-{slug}"),
                "Up to $25,000 to digitize records of the grassroots movement and show them to everybody.",
                opens,
                closes
            ),
            cancel
        );
    }

    private CallDraft Draft(string title, string slug, string summary, int opens, int closes) =>
        new(
            title,
            slug,
            summary,
            Guidelines,
            LocalDay(opens, 9),
            LocalDay(closes, 17),
            Zone,
            25_000m,
            2,
            _fund
        )
        {
            GraceMinutes = 15,
            Rules = new CallRules(null, null, MatchBase.Total, false, 10m)
            {
                Caps = [new CategoryCap("Equipment", 25m, CapUnit.PercentOfRequested)],
            },
            Eligibility = Eligibility.Default,
            Milestones =
            [
                new("Questions end", LocalDay(closes - 7, 17)),
                new("Review due", LocalDay(closes + 21, 17)),
                new("Committee meeting", LocalDay(closes + 35, 10)),
                new("Notification", LocalDay(closes + 49, 12)),
            ],
        };

    private async Task<Guid> PublishAsync(CallDraft draft, CancellationToken cancel)
    {
        var id = await stage.AsAsync<DraftCall, Guid>(
            DemoPeople.Program,
            make => make.RunAsync(_program, draft, cancel),
            cancel
        );
        await PublishAsync(id, cancel);
        return id;
    }

    private Task PublishAsync(Guid call, CancellationToken cancel) =>
        stage.AsAsync<PublishCall>(
            DemoPeople.Program,
            async publish => await publish.RunAsync(call, await VersionAsync(call, cancel), cancel),
            cancel
        );

    private DateTime LocalDay(int days, int hour) =>
        stage.Clock.Today.Date.AddDays(days).AddHours(hour);

    private Task<int> VersionAsync(Guid call, CancellationToken cancel) =>
        stage.ReadAsync(
            db => db.Calls.Where(c => c.Id == call).Select(c => c.Version).FirstAsync(cancel),
            cancel
        );

    private Task StepAsync(Guid call, CallStep step, CancellationToken cancel) =>
        stage.AsAsync<StepCall>(
            DemoPeople.Program,
            async go => await go.RunAsync(call, await VersionAsync(call, cancel), step, cancel),
            cancel
        );

    /// <summary>A draft with every answer; the answers in one save, as nobody waits for the typing.</summary>
    private async Task<Guid> StartAsync(Guid call, int number, CancellationToken cancel)
    {
        var (project, editor) = (Project(number), EditorOf(number));
        var archive = ArchiveOf(project);
        var id = await stage.AsAsync<StartApplication, Guid>(
            editor,
            start =>
                start.RunAsync(
                    call,
                    _organizations[archive.Key],
                    Eligibility.Default.ToDictionary(q => q.Key, _ => "yes"),
                    cancel
                ),
            cancel
        );
        await using var db = await stage.Databases.CreateDbContextAsync(cancel);
        var application = await db
            .Applications.Include(a => a.Answers)
            .FirstAsync(a => a.Id == id, cancel);
        var form = await db.FormVersions.FirstAsync(f => f.Id == application.FormVersionId, cancel);
        var stamp = new Stamp(
            new Domain.Accounts.Actor(
                await stage.IdOfAsync(editor, cancel),
                editor.Name,
                editor.Email,
                new HashSet<Domain.Accounts.Role>(),
                [
                    new Domain.Accounts.Membership(
                        _organizations[archive.Key],
                        Domain.Accounts.OrganizationRole.Editor
                    ),
                ]
            ),
            stage.Clock.GetUtcNow()
        );
        var start = DateOnly.FromDateTime(stamp.At.Date).AddMonths(3);
        foreach (var (key, value) in DemoAnswers.Of(project, archive, start))
            // A letter of intent asks a part of it, and a proposal after it has that part already.
            if (form.Definition.Find(key) is not null)
                application.SaveAnswer(form.Definition, key, value, 0, stamp);
        await db.SaveChangesAsync(cancel);
        return id;
    }

    private async Task<Guid> SubmitAsync(Guid call, int number, CancellationToken cancel)
    {
        var id = await StartAsync(call, number, cancel);
        var seen = await stage.ReadAsync(
            db =>
                db.Applications.Where(a => a.Id == id)
                    .SelectMany(a => a.Answers)
                    .ToDictionaryAsync(a => a.QuestionKey, a => a.Version, cancel),
            cancel
        );
        await stage.AsAsync<SubmitApplication, Receipt>(
            EditorOf(number),
            submit => submit.RunAsync(id, seen, cancel),
            cancel
        );
        return id;
    }

    private Task ScreenAsync(Guid id, CancellationToken cancel) =>
        stage.AsAsync<ScreenApplication>(
            DemoPeople.Program,
            screen => screen.BeginAsync(id, cancel),
            cancel
        );

    private Task NotifyAsync(Guid id, CancellationToken cancel) =>
        stage.AsAsync<NotifyApplicant>(
            DemoPeople.Program,
            notify => notify.RunAsync(id, cancel),
            cancel
        );

    private async Task AssignAsync(
        Guid id,
        IReadOnlyList<DemoPerson> reviewers,
        CancellationToken cancel
    )
    {
        await ScreenAsync(id, cancel);
        await MeetChecklistAsync(id, cancel);
        await stage.AsAsync<ScreenApplication>(
            DemoPeople.Program,
            screen => screen.PassAsync(id, null, cancel),
            cancel
        );
        foreach (var reviewer in reviewers)
            await AssignAsync(id, reviewer, cancel);
    }

    private Task AssignAsync(Guid id, DemoPerson reviewer, CancellationToken cancel) =>
        stage.AsAsync<AssignReviewer>(
            DemoPeople.Program,
            async assign =>
                await assign.RunAsync(id, await stage.IdOfAsync(reviewer, cancel), cancel),
            cancel
        );

    /// <summary>Two reviews and the close; of the first project one reviewer declares a conflict and another takes the place.</summary>
    private async Task ReviewAsync(Guid id, int number, int points, CancellationToken cancel)
    {
        var reviewers = DemoPeople.Reviewers;
        var (first, second) = (reviewers[number % 4], reviewers[(number + 1) % 4]);
        await AssignAsync(id, [first, second], cancel);
        if (number == 0)
        {
            var review = await ReviewOfAsync(id, second, cancel);
            await stage.AsAsync<DeclareConflict>(
                second,
                declare => declare.RunAsync(review, "I sat on its board until last year.", cancel),
                cancel
            );
            second = reviewers[2];
            await AssignAsync(id, second, cancel);
        }
        await ScoreAsync(id, first, points, cancel);
        await ScoreAsync(id, second, Math.Min(4, points + 1), cancel);
        await stage.AsAsync<CloseReview>(
            DemoPeople.Program,
            close => close.RunAsync(id, null, cancel),
            cancel
        );
    }

    private async Task<Guid> ReviewOfAsync(Guid id, DemoPerson reviewer, CancellationToken cancel)
    {
        var person = await stage.IdOfAsync(reviewer, cancel);
        return await stage.ReadAsync(
            db =>
                db.Reviews.Where(r => r.ApplicationId == id && r.ReviewerId == person)
                    .Select(r => r.Id)
                    .FirstAsync(cancel),
            cancel
        );
    }

    private async Task ScoreAsync(
        Guid id,
        DemoPerson reviewer,
        int points,
        CancellationToken cancel
    )
    {
        var review = await ReviewOfAsync(id, reviewer, cancel);
        await stage.AsAsync<AnswerInvitation>(
            reviewer,
            async answer =>
            {
                await answer.AcceptAsync(review, cancel);
                await answer.AttestNoConflictAsync(review, cancel);
            },
            cancel
        );
        await stage.AsAsync<ScoreReview>(
            reviewer,
            async score =>
            {
                foreach (var (i, criterion) in DefaultRubric.Make().Criteria.Index())
                {
                    var given = Math.Clamp(points + (i % 3 == 0 ? 1 : 0), 0, 4);
                    await score.GivePointsAsync(review, criterion.Key, given, cancel);
                    await score.ExplainAsync(
                        review,
                        criterion.Key,
                        criterion.Anchors[given],
                        cancel
                    );
                }
                await score.CommentAsync(
                    review,
                    "A clear application; the counts agree with the budget.",
                    cancel
                );
            },
            cancel
        );
        await stage.AsAsync<SubmitReview>(
            reviewer,
            submit => submit.RunAsync(review, cancel),
            cancel
        );
    }

    private Task RecommendAsync(
        Guid id,
        Advice advice,
        decimal amount,
        string rationale,
        CancellationToken cancel
    ) =>
        stage.AsAsync<RecordRecommendation>(
            DemoPeople.Secretary,
            record => record.RunAsync(id, advice, amount, "", rationale, cancel),
            cancel
        );

    private Task DecideAsync(Guid id, string verb, string rationale, CancellationToken cancel) =>
        stage.AsAsync<DecideApplication>(
            DemoPeople.Authority,
            decide => decide.RunAsync(id, verb, rationale, cancel),
            cancel
        );

    private async Task ApproveAsync(Guid id, int number, CancellationToken cancel)
    {
        await RecommendAsync(
            id,
            Advice.Fund,
            Project(number).Amount,
            "Strong on every criterion.",
            cancel
        );
        await stage.AsAsync<DecideApplication>(
            DemoPeople.Authority,
            decide =>
                decide.ApproveAsync(
                    id,
                    Project(number).Amount,
                    "Names of living persons are reviewed before anything is shown.",
                    "As the committee advises.",
                    cancel
                ),
            cancel
        );
    }
}
