using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Screening;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Applications;

public sealed class ChecklistTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Review_waits_for_a_met_checklist_or_a_reason_that_is_logged_as_an_override()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.Screening);
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        var screen = db.Screening(officer);

        var silent = () => screen.PassAsync(application.Id, null, Cancel);
        await silent.Should().ThrowAsync<RefusedException>().WithMessage("*7 items open*");
        await MeetAsync(db, application, officer);
        await screen.PassAsync(application.Id, null, Cancel);

        var passed = await db.ReadAsync(d =>
            d.AuditEntries.SingleAsync(e => e.Verb == nameof(ScreeningPassed), Cancel)
        );
        (passed.Reason, passed.Overrides).Should().Be((null, null));
    }

    [Fact]
    public async Task A_gate_answered_no_needs_a_reason()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.Screening);
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        await MeetAsync(db, application, officer);
        var answer = new AnswerChecklist(db, db.As(officer));
        await answer.RunAsync(application.Id, "gate.scope-years", "no", 1, Cancel);

        await db.Screening(officer).PassAsync(application.Id, "The board asked for it", Cancel);

        var passed = await db.ReadAsync(d =>
            d.AuditEntries.SingleAsync(e => e.Verb == nameof(ScreeningPassed), Cancel)
        );
        passed.Overrides.Should().Be("a met checklist; 1 answered no");
        passed.Reason.Should().Be("The board asked for it");
    }

    [Fact]
    public async Task Each_answer_shows_who_gave_it_and_a_colleagues_answer_isnt_overwritten()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.Screening);
        var first = await story.StaffAsync(Role.ProgramOfficer);
        var second = Given.Account("Second Officer");
        await db.AddAsync(second, new RoleAssignment(second.Id, Role.ProgramOfficer));

        await new AnswerChecklist(db, db.As(first)).RunAsync(
            application.Id,
            "gate.legal-status",
            "no",
            0,
            Cancel
        );
        var blind = () =>
            new AnswerChecklist(db, db.As(second)).RunAsync(
                application.Id,
                "gate.legal-status",
                "yes",
                0,
                Cancel
            );

        (await blind.Should().ThrowAsync<AnswerConflictException>())
            .Which.SavedBy.Should()
            .Be(first.Name);
        var read = await new ReadChecklist(db, db.As(second)).RunAsync(application.Id, Cancel);
        var given = read.Answers["gate.legal-status"];
        (given.Value, given.SavedByName, given.Version).Should().Be(("no", first.Name, 1));
        read.Unmet.Should().Be("6 items open, 1 answered no");
    }

    [Fact]
    public async Task Somebody_who_only_reads_sees_the_checklist_and_answers_nothing()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.Screening);
        var auditor = db.As(await story.StaffAsync(Role.Auditor));

        var answer = () =>
            new AnswerChecklist(db, auditor).RunAsync(
                application.Id,
                "gate.legal-status",
                "yes",
                0,
                Cancel
            );

        await answer.Should().ThrowAsync<RefusedException>().WithMessage("Your role*");
        (await new ReadChecklist(db, auditor).RunAsync(application.Id, Cancel))
            .CannotAnswer.Should()
            .NotBeNull();
    }

    private static async Task MeetAsync(
        TestDb db,
        Application application,
        Grants.Data.Identity.Account by
    )
    {
        foreach (
            var gate in DefaultChecklist.Make().Questions.Where(q => q.Type == QuestionType.YesNo)
        )
            await new AnswerChecklist(db, db.As(by)).RunAsync(
                application.Id,
                gate.Key,
                "yes",
                0,
                Cancel
            );
    }
}
