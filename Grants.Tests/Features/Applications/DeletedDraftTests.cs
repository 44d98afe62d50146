using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Files;
using Grants.Domain.Kernel;
using Grants.Tests.Features.Programs;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Deleted;
using Grants.Web.Features.Applications.Mine;
using Grants.Web.Features.Applications.Team;
using Grants.Web.Features.Programs.Extensions;
using Grants.Web.Platform.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Applications;

public sealed class DeletedDraftTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deleted_draft_leaves_the_list_and_comes_back_with_everything_in_it()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var caller = db.As(await story.ArchivistAsync());

        await new DeleteDraft(db, caller).RunAsync(draft.Id, Cancel);

        (await new ListMyApplications(db, caller).RunAsync(1, Cancel)).Total.Should().Be(0);
        var writes = async () =>
            await db.SaveAnswerAs(await story.ArchivistAsync())
                .RunAsync(draft.Id, "project.title", "Late", 1, Cancel);
        await writes.Should().ThrowAsync<RefusedException>().WithMessage("This draft was deleted*");
        db.Clock.Advance(TimeSpan.FromDays(30));
        (await new ListDeleted(db, caller).RunAsync(1, Cancel))
            .Rows.Should()
            .ContainSingle()
            .Which.CannotRestore.Should()
            .BeNull();
        await Purge(db).RunAsync(Cancel);

        await new RestoreDraft(db, caller).RunAsync(draft.Id, Cancel);

        var back = await db.ReadAsync(d =>
            d.Applications.Include(a => a.Answers).SingleAsync(Cancel)
        );
        (back.Status, back.DeletedAt, back.Answers.Count)
            .Should()
            .Be((ApplicationStatus.Draft, null, draft.Answers.Count));
    }

    [Fact]
    public async Task After_thirty_days_it_is_gone_with_its_files_comments_and_questions_and_the_log_stays()
    {
        await using var db = await TestDb.NewAsync();
        var (draft, consultant, story) = await TeamTests.WithConsultantAsync(db);
        var by = db.By(await db.ActorAsync(consultant));
        await db.AddAsync(
            new StoredFile(FileOwner.Application, draft.Id, "a.pdf", "application/pdf", 1, "a", by),
            new CommentThread(draft, "project.title", "Really?", by),
            Message.FromApplicant(draft, "May we?", by),
            new Visit(draft.Id, consultant.Id, "project.title") { At = db.Now },
            new ScreeningChecklist(
                draft.Id,
                await db.ReadAsync(d => d.FormVersions.FirstAsync(Cancel))
            )
        );
        await new InviteCollaborator(
            db,
            db.As(await story.ArchivistAsync()),
            CallDesk.Site
        ).RunAsync(draft.Id, "helper@example.org", "Helper", Cancel);
        var call = (await story.CallAsync()).Call;
        var officer = db.As(await story.StaffAsync(Role.ProgramOfficer));
        await new ExtendForOne(db, officer, CallDesk.Site).RunAsync(
            call.Id,
            call.Version,
            new Applicant(draft.OrganizationId, draft.Id),
            new Deadline(db.Now.AddDays(60), call.Zone).Local,
            "The archive was flooded",
            Cancel
        );
        var caller = db.As(await story.ArchivistAsync());
        await new DeleteDraft(db, caller).RunAsync(draft.Id, Cancel);
        db.Clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));
        var late = () => new RestoreDraft(db, caller).RunAsync(draft.Id, Cancel);
        await late.Should().ThrowAsync<RefusedException>().WithMessage("The 30 days*");

        (await Purge(db).RunAsync(Cancel)).Should().Be(1);

        await using var context = db.CreateDbContext();
        (await context.Applications.CountAsync(Cancel)).Should().Be(0);
        (await context.Set<Answer>().CountAsync(Cancel)).Should().Be(0);
        (await context.Files.CountAsync(Cancel)).Should().Be(0);
        (await context.CommentThreads.CountAsync(Cancel)).Should().Be(0);
        (await context.Messages.CountAsync(Cancel)).Should().Be(0);
        (await context.Visits.CountAsync(Cancel)).Should().Be(0);
        (await context.ScreeningChecklists.CountAsync(Cancel)).Should().Be(0);
        (await context.Invitations.CountAsync(Cancel)).Should().Be(0);
        (await new ReadExtensions(db, officer).RunAsync(call.Id, Cancel))
            .Entries.Should()
            .ContainSingle("that there was one stays on record")
            .Which.Application.Should()
            .Be("an application that is gone");
        (await context.AuditEntries.AnyAsync(e => e.Verb == "DraftPurged", Cancel))
            .Should()
            .BeTrue();
    }

    [Fact]
    public async Task What_was_handed_in_once_is_withdrawn_and_not_deleted()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync();
        var caller = db.As(await story.ArchivistAsync());
        await new RecallApplication(db, caller).RunAsync(application.Id, Cancel);

        var deleted = () => new DeleteDraft(db, caller).RunAsync(application.Id, Cancel);

        await deleted.Should().ThrowAsync<RefusedException>().WithMessage("*Withdraw it instead*");
    }

    private static PurgeDeletedDrafts Purge(TestDb db) =>
        new(
            db,
            new UploadStore(Path.Combine(Path.GetTempPath(), "grants-no-uploads"), db.Clock),
            db.Clock
        );
}
