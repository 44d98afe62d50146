using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Applications;
using Grants.Web.Features.Applications.Mine;
using Grants.Web.Features.Applications.Thread;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Applications;

/// <summary>Questions of the applicant to the funder's staff, and the answers.</summary>
public sealed class ThreadTests
{
    private static readonly SiteAddress Site = new(new Uri("https://grants.example"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_reaches_staff_and_the_answer_the_applicant()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        var archivist = await story.ArchivistAsync();

        await new WriteMessage(db, db.As(archivist), Site).RunAsync(draft.Id, "May we?", Cancel);
        (await StepsAsync(db, officer)).Should().ContainMatch("Answer the question about*");
        await new WriteMessage(db, db.As(officer), Site).RunAsync(draft.Id, "You may.", Cancel);

        var mails = await db.ReadAsync(d => d.Mail.OrderBy(m => m.Id).ToListAsync(Cancel));
        mails[0].ToAddress.Should().Be(officer.Email);
        mails[0].Body.Should().Contain("May we?");
        mails
            .Skip(1)
            .Select(m => m.ToName)
            .Should()
            .BeEquivalentTo("Ada Archivist", "Olga Official");
        (await StepsAsync(db, officer)).Should().BeEmpty();
        (await StepsAsync(db, archivist)).Should().ContainMatch("Read the answer about*");
        var row = (await new ListMyApplications(db, db.As(archivist)).RunAsync(1, Cancel)).Rows[0];
        row.NewAnswers.Should().Be(1);

        var read = await new ReadThread(db, db.As(archivist)).RunAsync(draft.Id, Cancel);
        read.Lines.Select(l => (l.Text, l.IsFromStaff, l.IsNew))
            .Should()
            .Equal(("May we?", false, false), ("You may.", true, true));
        (await new ReadThread(db, db.As(archivist)).RunAsync(draft.Id, Cancel))
            .Lines.Should()
            .NotContain(l => l.IsNew);
    }

    [Fact]
    public async Task Staff_read_about_a_draft_only_once_its_applicant_wrote()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var officer = db.As(await story.StaffAsync(Role.ProgramOfficer));

        var early = () => new ReadThread(db, officer).RunAsync(draft.Id, Cancel);
        await early.Should().ThrowAsync<NotFoundException>();
        var writes = () => new WriteMessage(db, officer, Site).RunAsync(draft.Id, "Hello", Cancel);
        await writes.Should().ThrowAsync<NotFoundException>();
    }

    [Fact]
    public async Task Reviewers_and_recused_staff_read_nothing_of_it()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.InReview);
        await new WriteMessage(db, db.As(await story.ArchivistAsync()), Site).RunAsync(
            application.Id,
            "When will we hear?",
            Cancel
        );
        var (_, recused) = await story.ReviewAsync(
            application,
            Grants.Domain.Reviews.ReviewStatus.Recused
        );
        await db.AddAsync(new RoleAssignment(recused.Id, Role.ProgramOfficer));
        var reads = () => new ReadThread(db, db.As(recused)).RunAsync(application.Id, Cancel);
        await reads.Should().ThrowAsync<NotFoundException>();

        var (_, reviewer) = await story.ReviewAsync(
            application,
            Grants.Domain.Reviews.ReviewStatus.InProgress
        );
        var writes = () =>
            new WriteMessage(db, db.As(reviewer), Site).RunAsync(application.Id, "Hm", Cancel);
        await writes.Should().ThrowAsync<Exception>();
    }

    [Fact]
    public async Task An_auditor_reads_and_doesnt_answer()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync();
        var auditor = db.As(await story.StaffAsync(Role.Auditor));

        (await new ReadThread(db, auditor).RunAsync(application.Id, Cancel))
            .CannotWrite.Should()
            .NotBeNull();
        var writes = () =>
            new WriteMessage(db, auditor, Site).RunAsync(application.Id, "Hm", Cancel);
        await writes.Should().ThrowAsync<RefusedException>();
    }

    private static async Task<IEnumerable<string>> StepsAsync(
        TestDb db,
        Grants.Data.Identity.Account account
    ) =>
        (await new ApplicationSteps(db, db.Clock).RunAsync(await db.ActorAsync(account), Cancel))
            .Select(s => s.Text)
            .Where(t => t.Contains("answer", StringComparison.OrdinalIgnoreCase));
}
