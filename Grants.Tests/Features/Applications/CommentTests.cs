using Grants.Data.Identity;
using Grants.Domain.Applications;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Comments;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Applications;

/// <summary>What the applicant's people say to each other about a draft.</summary>
public sealed class CommentTests
{
    private const string Title = "project.title";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_comment_is_new_to_others_until_they_look_and_never_to_its_writer()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var (archivist, official) = (await story.ArchivistAsync(), await story.OfficialAsync());
        await WriteAsync(db, archivist, draft, "Is this the whole name?");
        db.Clock.Advance(TimeSpan.FromMinutes(1));

        (await ReadAsync(db, archivist, draft)).Sum(t => t.Unseen).Should().Be(0);
        (await ReadAsync(db, official, draft)).Sum(t => t.Unseen).Should().Be(1);
        await new ReadComments(db, db.As(official)).SeeAsync(draft.Id, Title, Cancel);
        (await ReadAsync(db, official, draft)).Sum(t => t.Unseen).Should().Be(0);
    }

    [Fact]
    public async Task A_resolved_thread_stays_and_the_next_comment_begins_another()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var archivist = await story.ArchivistAsync();
        await WriteAsync(db, archivist, draft, "One");
        await WriteAsync(db, archivist, draft, "Two");
        var thread = (await ReadAsync(db, archivist, draft)).Single();
        thread.Comments.Select(c => c.Text).Should().Equal("One", "Two");

        await Writer(db, archivist).ResolveAsync(draft.Id, thread.Id, Cancel);
        await WriteAsync(db, archivist, draft, "Three");

        (await ReadAsync(db, archivist, draft))
            .Select(t => (t.ResolvedBy, t.Comments.Count))
            .Should()
            .Equal(("Ada Archivist", 2), (null, 1));
    }

    [Fact]
    public async Task Only_people_who_work_on_it_read_and_write_and_only_at_places_of_the_form()
    {
        await using var db = await TestDb.NewAsync();
        var (draft, consultant, story) = await TeamTests.WithConsultantAsync(db);
        var stranger = await db.PersonAsync();
        await WriteAsync(db, consultant, draft, "From outside");

        (await ReadAsync(db, await story.ArchivistAsync(), draft)).Should().ContainSingle();
        (await ReadAsync(db, stranger, draft)).Should().BeEmpty();
        (await ReadAsync(db, await story.StaffAsync(Grants.Domain.Accounts.Role.Auditor), draft))
            .Should()
            .BeEmpty();
        var foreign = () => WriteAsync(db, stranger, draft, "Hello");
        await foreign.Should().ThrowAsync<NotFoundException>();
        var nowhere = () => Writer(db, consultant).RunAsync(draft.Id, "nowhere", "Hm", Cancel);
        await nowhere.Should().ThrowAsync<RefusedException>();
    }

    [Fact]
    public async Task Ten_quiet_minutes_make_one_mail_without_the_words()
    {
        await using var db = await TestDb.NewAsync();
        var (draft, consultant, story) = await TeamTests.WithConsultantAsync(db);
        var archivist = await story.ArchivistAsync();
        var tell = new TellOfComments(
            db,
            new SiteAddress(new Uri("https://grants.example")),
            db.Clock
        );
        for (var i = 0; i < 5; i++)
        {
            await WriteAsync(db, archivist, draft, $"Secret thought {i}");
            db.Clock.Advance(TimeSpan.FromMinutes(9));
            (await tell.RunAsync(Cancel)).Should().Be(0, "the talk goes on");
        }
        db.Clock.Advance(TimeSpan.FromMinutes(2));

        (await tell.RunAsync(Cancel)).Should().Be(1);
        (await tell.RunAsync(Cancel)).Should().Be(0);

        var mail = await db.ReadAsync(d => d.Mail.SingleAsync(Cancel));
        (mail.ToAddress, mail.Subject)
            .Should()
            .Be((consultant.Email!, "5 comments on \"Letters of the movement\""));
        mail.Body.Should()
            .Contain("Ada Archivist: 5 comments on Project title")
            .And.NotContain("Secret");
    }

    [Fact]
    public async Task Whoever_saw_the_comments_gets_no_mail_of_them()
    {
        await using var db = await TestDb.NewAsync();
        var (draft, consultant, story) = await TeamTests.WithConsultantAsync(db);
        await WriteAsync(db, await story.ArchivistAsync(), draft, "Look");
        db.Clock.Advance(TimeSpan.FromMinutes(1));
        await new ReadComments(db, db.As(consultant)).SeeAsync(draft.Id, Title, Cancel);
        db.Clock.Advance(TimeSpan.FromMinutes(11));

        var site = new SiteAddress(new Uri("https://grants.example"));
        (await new TellOfComments(db, site, db.Clock).RunAsync(Cancel)).Should().Be(0);
    }

    private static WriteComment Writer(TestDb db, Account by) =>
        new(db, new OpenFormsHere(), db.As(by));

    private static Task WriteAsync(TestDb db, Account by, Application draft, string text) =>
        Writer(db, by).RunAsync(draft.Id, Title, text, Cancel);

    private static Task<IReadOnlyList<ThreadLine>> ReadAsync(
        TestDb db,
        Account by,
        Application draft
    ) => new ReadComments(db, db.As(by)).RunAsync(draft.Id, Cancel);
}
