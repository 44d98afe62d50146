using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Features.Applications.Mine;
using Grants.Web.Features.Applications.Screening;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Applications;

public sealed class InfoRequestTests
{
    private const string Asked = "significance";
    private const string Key = "significance.unique";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_named_sections_can_be_changed_and_the_mail_says_which()
    {
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync();
        var story = db.Story();
        var application = await AskAsync(db, story);
        var archivist = await story.ArchivistAsync();
        var save = db.SaveAnswerAs(archivist);
        var seen = await db.SeenAsync(application);

        await save.RunAsync(
            application.Id,
            Key,
            "Only these.",
            seen.GetValueOrDefault(Key),
            Cancel
        );
        var other = () =>
            save.RunAsync(
                application.Id,
                "project.title",
                "Another title",
                seen["project.title"],
                Cancel
            );

        await other
            .Should()
            .ThrowAsync<RefusedException>()
            .WithMessage("Only the sections that were asked about*");
        var mine = await new FindMyApplication(db, db.As(archivist)).RunAsync(
            application.Id,
            Cancel
        );
        mine.Status.Should().Be(PublicStatus.MoreInformationNeeded);
        (mine.Request!.Message, mine.Request.Sections.Single())
            .Should()
            .Be(("Which years?", Asked));
        var opened = await new OpenForm(db, db.As(archivist)).RunAsync(application.Id, Cancel);
        opened.Request!.Sections.Should().Equal(Asked);
        opened.CannotSubmit.Should().BeNull();
        var mails = await db.ReadAsync(d => d.Mail.OrderBy(m => m.ToName).ToListAsync(Cancel));
        mails.Select(m => m.ToName).Should().Equal("Ada Archivist", "Olga Official");
        mails[0].Body.Should().Contain("Which years?").And.Contain("Significance");
    }

    [Fact]
    public async Task Handing_in_again_keeps_both_revisions_and_shows_what_changed()
    {
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync();
        var story = db.Story();
        var application = await AskAsync(db, story);
        var archivist = await story.ArchivistAsync();
        var officer = await story.StaffAsync(Role.ProgramOfficer);
        var seen = await db.SeenAsync(application);
        await db.SaveAnswerAs(archivist)
            .RunAsync(
                application.Id,
                Key,
                "Letters from 1967 to 1989.",
                seen.GetValueOrDefault(Key),
                Cancel
            );

        var stale = () =>
            db.ResubmitApplicationAs(archivist).RunAsync(application.Id, seen, Cancel);
        await stale.Should().ThrowAsync<RefusedException>().WithMessage("*while you had*");
        await db.ResubmitApplicationAs(archivist)
            .RunAsync(application.Id, await db.SeenAsync(application), Cancel);
        var twice = async () =>
            await db.ResubmitApplicationAs(archivist)
                .RunAsync(application.Id, await db.SeenAsync(application), Cancel);

        await twice.Should().ThrowAsync<RefusedException>().WithMessage("*now \"Screening\"*");
        var changes = await new ReadChanges(db, db.As(officer)).RunAsync(application.Id, Cancel);
        changes.Requests.Should().ContainSingle().Which.After.Should().Be(2);
        changes.Requests[0].IsLate.Should().BeFalse();
        var revision = changes.Revisions.Should().ContainSingle().Which;
        revision
            .Changes.Should()
            .ContainSingle()
            .Which.After.Should()
            .Be("Letters from 1967 to 1989.");
        (await db.ReadAsync(d => d.Mail.Select(m => m.Subject).ToListAsync(Cancel)))
            .Should()
            .Contain(s => s.Contains("what you asked for is here"))
            .And.Contain(s => s.StartsWith("Received: changes"));
    }

    [Fact]
    public async Task What_comes_after_the_due_date_is_taken_and_flagged()
    {
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync();
        var story = db.Story();
        var application = await AskAsync(db, story);
        db.Clock.Advance(TimeSpan.FromDays(20));

        await db.ResubmitApplicationAs(await story.ArchivistAsync())
            .RunAsync(application.Id, await db.SeenAsync(application), Cancel);

        var officer = db.As(await story.StaffAsync(Role.ProgramOfficer));
        var record = await new ReadRecord(db, officer).RunAsync(application.Id, Cancel);
        record.Flags.Should().ContainSingle().Which.Kind.Should().Be(FlagKind.Late);
        (await new ReadChanges(db, officer).RunAsync(application.Id, Cancel))
            .Requests.Single()
            .IsLate.Should()
            .BeTrue();
    }

    [Fact]
    public async Task A_request_needs_a_known_section_a_message_and_a_day_ahead()
    {
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync();
        var story = db.Story();
        var application = await story.ApplicationAsync(ApplicationStatus.Screening);
        var screen = db.Screening(await story.StaffAsync(Role.ProgramOfficer));
        var day = DateOnly.FromDateTime(db.Now.UtcDateTime.AddDays(7));

        var nowhere = () =>
            screen.RequestInfoAsync(application.Id, ["nosuch"], day, "Please", Cancel);
        var wordless = () => screen.RequestInfoAsync(application.Id, [Asked], day, " ", Cancel);
        var past = () =>
            screen.RequestInfoAsync(application.Id, [Asked], day.AddDays(-9), "Please", Cancel);

        await nowhere.Should().ThrowAsync<RefusedException>().WithMessage("Choose the sections*");
        await wordless.Should().ThrowAsync<RefusedException>().WithMessage("Write what*");
        await past.Should().ThrowAsync<RefusedException>().WithMessage("*must be ahead.");
        (await db.ReadAsync(d => d.Mail.CountAsync(Cancel))).Should().Be(0);
    }

    [Fact]
    public async Task Staff_may_go_on_without_it_and_the_applicant_can_change_nothing_then()
    {
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync();
        var story = db.Story();
        var application = await AskAsync(db, story);
        var officer = await story.StaffAsync(Role.ProgramOfficer);

        await db.Screening(officer).StopWaitingAsync(application.Id, "We found it", Cancel);

        var late = async () =>
            await db.ResubmitApplicationAs(await story.ArchivistAsync())
                .RunAsync(application.Id, await db.SeenAsync(application), Cancel);
        await late.Should().ThrowAsync<RefusedException>();
        (await new ReadChanges(db, db.As(officer)).RunAsync(application.Id, Cancel))
            .Requests.Single()
            .Should()
            .Match<RequestLine>(r => r.After == null && r.EndedAt != null);
    }

    /// <summary>An application in screening whose applicant was asked about the section on significance, due in ten days.</summary>
    private static async Task<Application> AskAsync(TestDb db, Story story)
    {
        var application = await story.ApplicationAsync(ApplicationStatus.Screening);
        await db.Screening(await story.StaffAsync(Role.ProgramOfficer))
            .RequestInfoAsync(
                application.Id,
                [Asked],
                DateOnly.FromDateTime(db.Now.UtcDateTime.AddDays(10)),
                "Which years?",
                Cancel
            );
        return application;
    }
}
