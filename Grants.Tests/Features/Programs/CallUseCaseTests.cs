using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Domain.Programs;
using Grants.Domain.Reviews;
using Grants.Tests.Support;
using Grants.Web.Features.Programs.Calls;
using Grants.Web.Features.Programs.Overview;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Programs;

public sealed class CallUseCaseTests
{
    private static readonly SiteAddress Site = new(new Uri("http://127.0.0.1:5080"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_shipped_form_and_rubric_become_rows_on_first_use_and_only_then()
    {
        await using var db = await TestDb.NewAsync();
        var (officer, program, fund) = await GroundAsync(db);

        await DraftAsync(db, officer, program, fund, "first");
        await DraftAsync(db, officer, program, fund, "second");

        (
            await db.ReadAsync(d =>
                d.FormVersions.OrderBy(f => f.Name).Select(f => f.Name).ToListAsync()
            )
        )
            .Should()
            .Equal(DefaultForm.Name, LetterOfIntent.Name);
        (await db.ReadAsync(d => d.RubricVersions.SingleAsync())).Number.Should().Be(1);
        var calls = await db.ReadAsync(d => d.Calls.ToListAsync());
        calls.Select(c => c.FormVersionId).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task A_deadline_is_kept_as_the_instant_of_its_local_time()
    {
        await using var db = await TestDb.NewAsync();
        var (officer, program, fund) = await GroundAsync(db);

        var id = await DraftAsync(db, officer, program, fund);

        var call = await db.ReadAsync(d => d.Calls.SingleAsync(c => c.Id == id));
        call.DeadlineAt.Should().Be(new DateTimeOffset(2026, 4, 30, 21, 0, 0, TimeSpan.Zero));
        call.Deadline.ToString().Should().Be("30 April 2026, 17:00:00 (America/New_York)");
    }

    [Fact]
    public async Task Two_calls_do_not_share_an_address()
    {
        await using var db = await TestDb.NewAsync();
        var (officer, program, fund) = await GroundAsync(db);
        await DraftAsync(db, officer, program, fund, "spring");

        var again = () => DraftAsync(db, officer, program, fund, "spring");

        (await again.Should().ThrowAsync<RefusedException>()).WithMessage("*spring already*");
    }

    [Fact]
    public async Task A_stale_edit_is_refused_with_what_changed_and_by_whom()
    {
        await using var db = await TestDb.NewAsync();
        var (officer, program, fund) = await GroundAsync(db);
        var id = await DraftAsync(db, officer, program, fund);
        var seen = await VersionAsync(db, id);
        var edit = new EditCall(db, db.As(officer));
        await edit.RunAsync(id, seen, Draft(fund.Id) with { Title = "Theirs" }, Cancel);

        var told = await new Guarded(db).RunAsync(
            () => edit.RunAsync(id, seen, Draft(fund.Id) with { Summary = "Mine" }, Cancel),
            Cancel
        );

        told.Should().StartWith($"{officer.Name} changed this").And.Contain("Call edited: title");
        var call = await db.ReadAsync(d => d.Calls.SingleAsync(c => c.Id == id));
        (call.Title, call.Summary).Should().Be(("Theirs", "For archives."));
    }

    [Fact]
    public async Task Nobody_publishes_words_they_did_not_see()
    {
        await using var db = await TestDb.NewAsync();
        var (officer, program, fund) = await GroundAsync(db);
        var id = await DraftAsync(db, officer, program, fund);
        var seen = await VersionAsync(db, id);
        await new EditCall(db, db.As(officer)).RunAsync(
            id,
            seen,
            Draft(fund.Id) with
            {
                Guidelines = "Others",
            },
            Cancel
        );

        var publish = () => new PublishCall(db, db.As(officer), Site).RunAsync(id, seen, Cancel);

        await publish.Should().ThrowAsync<DbUpdateConcurrencyException>();
        (await db.ReadAsync(d => d.Calls.SingleAsync(c => c.Id == id)))
            .Status.Should()
            .Be(CallStatus.Draft);
    }

    [Fact]
    public async Task Moving_the_deadline_tells_everybody_with_a_draft_once_and_nobody_else()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var open = await story.CallAsync();
        await story.ApplicationAsync(ApplicationStatus.Draft);
        await story.ApplicationAsync(ApplicationStatus.Draft, title: "A second draft");
        await db.OrganizationAsync(await db.PersonAsync());
        var officer = await story.StaffAsync(Role.ProgramOfficer);

        var told = await ExtendAsync(db, officer, open.Call.Id, "Snow closed the archives");

        told.Should().Be(2);
        var mails = await db.ReadAsync(d => d.Mail.ToListAsync());
        mails
            .Select(m => m.ToAddress)
            .Should()
            .BeEquivalentTo("ada@archive.example", "olga@archive.example");
        mails[0]
            .Body.Should()
            .Contain("Snow closed the archives")
            .And.Contain("(America/New_York)");
        var entry = await db.ReadAsync(d =>
            d.AuditEntries.SingleAsync(e => e.Verb == nameof(DeadlineExtended))
        );
        entry.Reason.Should().Be("Snow closed the archives");
    }

    [Fact]
    public async Task A_refused_extension_sends_nothing()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var open = await story.CallAsync();
        await story.ApplicationAsync(ApplicationStatus.Draft);
        var officer = await story.StaffAsync(Role.ProgramOfficer);

        var earlier = () => ExtendAsync(db, officer, open.Call.Id, "Hurry", days: -40);

        await earlier.Should().ThrowAsync<RefusedException>();
        (await db.ReadAsync(d => d.Mail.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task After_the_deadline_a_call_goes_step_by_step_into_the_archive()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var open = await story.CallAsync();
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        var early = () => StepAsync(db, officer, open.Call.Id, CallStep.BeginReview);
        (await early.Should().ThrowAsync<RefusedException>()).WithMessage("*open until*");
        db.Clock.Advance(TimeSpan.FromDays(31));

        foreach (var step in Enum.GetValues<CallStep>())
        {
            (await new ReadCall(db, db.As(officer)).RunAsync(open.Call.Id, Cancel))
                .Next.Should()
                .Be(new NextStep(step, null));
            await StepAsync(db, officer, open.Call.Id, step);
        }

        var call = await new ReadCall(db, db.As(officer)).RunAsync(open.Call.Id, Cancel);
        (call.Status, call.Next).Should().Be((CallStatus.Archived, null));
    }

    [Fact]
    public async Task Without_the_permission_nothing_of_it_works()
    {
        await using var db = await TestDb.NewAsync();
        var (_, program, fund) = await GroundAsync(db);
        var reviewer = await db.PersonAsync(Role.Reviewer);

        var draft = () => DraftAsync(db, reviewer, program, fund);
        var create = () => new CreateProgram(db, db.As(reviewer)).RunAsync("Mine", "", Cancel);
        var list = () => new ListPrograms(db, db.As(reviewer)).RunAsync(1, Cancel);

        await draft.Should().ThrowAsync<RefusedException>();
        await create.Should().ThrowAsync<RefusedException>();
        await list.Should().ThrowAsync<RefusedException>();
    }

    [Fact]
    public async Task A_program_shows_its_newest_calls_with_what_was_handed_in()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var open = await story.CallAsync();
        await story.ApplicationAsync(ApplicationStatus.Draft);
        await story.ApplicationAsync();
        await story.ApplicationAsync(ApplicationStatus.InReview);
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        for (var i = 0; i < 7; i++)
            await DraftAsync(db, officer, open.Program, open.Fund, $"call-{i}");

        var programs = await new ListPrograms(db, db.As(officer)).RunAsync(1, Cancel);

        var row = programs.Rows.Single();
        row.CallCount.Should().Be(8);
        row.Newest.Should().HaveCount(ListPrograms.NewestCalls);
        var calls = await new ListCalls(db, db.As(officer)).RunAsync(
            open.Program.Id,
            CallStatus.Published,
            1,
            Cancel
        );
        var call = calls.Rows.Single();
        (call.HandedIn, call.Drafts, call.Phase).Should().Be((2, 1, CallPhase.Open));
    }

    private static async Task<(Account Officer, GrantProgram Program, Fund Fund)> GroundAsync(
        TestDb db
    )
    {
        var officer = await db.PersonAsync(Role.ProgramOfficer);
        var stamp = db.By(await db.ActorAsync(officer));
        var program = await db.AddAsync(new GrantProgram("Digitization Grants", "", stamp));
        var fund = await db.AddAsync(new Fund("General", "A donor", "", "USD", stamp));
        return (officer, program, fund);
    }

    private static Task<Guid> DraftAsync(
        TestDb db,
        Account officer,
        GrantProgram program,
        Fund fund,
        string slug = "spring"
    ) =>
        new DraftCall(db, db.As(officer)).RunAsync(
            program.Id,
            Draft(fund.Id) with
            {
                Slug = slug,
            },
            Cancel
        );

    private static CallDraft Draft(Guid fundId) =>
        new(
            "Spring call",
            "spring",
            "For archives.",
            "Who may apply.",
            new DateTime(2026, 3, 10, 9, 0, 0),
            new DateTime(2026, 4, 30, 17, 0, 0),
            "America/New_York",
            25_000m,
            2,
            fundId
        );

    [Fact]
    public async Task When_deliberation_begins_submitted_reviews_are_locked_and_others_stay()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        var (submitted, _) = await story.ReviewAsync(application, ReviewStatus.Submitted);
        var (open, _) = await story.ReviewAsync(application, ReviewStatus.InProgress);
        var (officer, call) = (
            await story.StaffAsync(Role.ProgramOfficer),
            (await story.CallAsync()).Call
        );
        db.Clock.SetUtcNow(call.DeadlineAt!.Value.AddMinutes(1));

        await StepAsync(db, officer, call.Id, CallStep.BeginReview);
        await StepAsync(db, officer, call.Id, CallStep.BeginDeliberation);

        var states = await db.ReadAsync(d => d.Reviews.ToDictionaryAsync(r => r.Id, r => r.Status));
        states[submitted.Id].Should().Be(ReviewStatus.Locked);
        states[open.Id].Should().Be(ReviewStatus.InProgress);
    }

    private static Task<int> VersionAsync(TestDb db, Guid callId) =>
        db.ReadAsync(d => d.Calls.Where(c => c.Id == callId).Select(c => c.Version).SingleAsync());

    private static async Task<int> ExtendAsync(
        TestDb db,
        Account officer,
        Guid callId,
        string reason,
        int days = 10
    )
    {
        var call = await db.ReadAsync(d => d.Calls.SingleAsync(c => c.Id == callId));
        return await new ExtendDeadline(db, db.As(officer), Site).RunAsync(
            callId,
            call.Version,
            call.Deadline!.Value.Local.AddDays(days),
            reason,
            Cancel
        );
    }

    private static async Task StepAsync(TestDb db, Account officer, Guid callId, CallStep step) =>
        await new StepCall(db, db.As(officer)).RunAsync(
            callId,
            await VersionAsync(db, callId),
            step,
            Cancel
        );
}
